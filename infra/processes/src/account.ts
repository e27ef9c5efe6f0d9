import { spawnSync } from 'node:child_process';
import { chown, mkdir, stat } from 'node:fs/promises';
import { isMainThread } from 'node:worker_threads';

/** What no administrator is: the user and group that PostgreSQL runs as where we are root. */
const NOBODY = 65534;

/** As whom PostgreSQL runs, because it refuses to run as root. */
export type Account =
  | { readonly kind: 'self' }
  /** Root outside, nobody inside a user namespace: files stay root's. */
  | { readonly kind: 'mapped' }
  | { readonly kind: 'other'; readonly uid: number; readonly gid: number };

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
  /** True where descriptor 3 must be a pipe that closes when this process ends. */
  readonly lifeline: boolean;
}

const works = (file: string, ...args: string[]): boolean => spawnSync(file, args, { stdio: 'ignore' }).status === 0;

const UNSHARE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] as const;

/** Makes the data directory, and says as whom PostgreSQL can use it. An owner that is not root stays the owner. */
export async function prepareAccount(dataDirectory: string): Promise<Account> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const { uid, gid } = await stat(dataDirectory);
  if (uid !== 0) return { kind: 'other', uid, gid };
  if (works('unshare', ...UNSHARE, 'true')) return { kind: 'mapped' };
  await chown(dataDirectory, NOBODY, NOBODY);
  return { kind: 'other', uid: NOBODY, gid: NOBODY };
}

/** Gives a file or folder that we made to the account. */
export const giveTo = async (account: Account, path: string): Promise<void> => {
  if (account.kind === 'other') await chown(path, account.uid, account.gid);
};

/** The kernel's signal is missed when the parent ends before it is asked for; hence the look at the parent afterwards. */
const IF_PARENT_LIVES = '[ "$PPID" = "$0" ] && exec "$@"';
/** Waits, as nobody's child, for descriptor 3 to close. */
const WITH_WATCHDOG = '( ( trap "" INT; read -r _ <&3; kill -INT $$ ) >/dev/null 2>&1 & ); exec 3<&-; exec "$@"';

/** The kernel tells a child of the end of the *thread* that made it, so a worker thread cannot rely on that. */
const kernelTells = (): boolean => isMainThread && works('setpriv', '--pdeathsig', 'INT', 'true');

/**
 * The command line that runs `program` as the account and ends it (SIGINT: PostgreSQL's fast shutdown) when this process
 * ends in any way.
 */
export function boundToParent(
  account: Account,
  program: string,
  args: readonly string[],
  byKernel = kernelTells(),
): Command {
  const bound = byKernel
    ? ['setpriv', '--pdeathsig', 'INT', 'sh', '-c', IF_PARENT_LIVES, `${process.pid}`, program, ...args]
    : ['sh', '-c', WITH_WATCHDOG, 'sh', program, ...args];
  const [file = 'sh', ...rest] = account.kind === 'mapped' ? ['unshare', ...UNSHARE, ...bound] : bound;
  return {
    file,
    args: rest,
    lifeline: !byKernel,
    ...(account.kind === 'other' ? { uid: account.uid, gid: account.gid } : {}),
  };
}
