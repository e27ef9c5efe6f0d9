import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ended {
  /** Null where a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds until it is killed. */
  readonly patience?: number;
}

/** A program of this machine did not do what it was told. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** Runs a program to its end, however it ends. A program that is not there is status 127, as of a shell. */
export const attempt = async (
  command: readonly string[],
  { cwd, environment, patience = 60_000 }: CommandOptions = {},
): Promise<Ended> => {
  const [program = '', ...words] = command;
  const child = spawn(program, words, {
    ...(cwd !== undefined && { cwd }),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patience,
    killSignal: 'SIGKILL',
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => void (said[stream] += text));
  try {
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, ...said };
  } catch (error) {
    return { status: 127, ...said, stderr: (error as Error).message };
  }
};

/** @returns what it printed @throws CommandFailed with its last words */
export const run = async (command: readonly string[], options: CommandOptions = {}): Promise<string> => {
  const { status, stdout, stderr } = await attempt(command, options);
  if (status === 0) return stdout.trim();
  const last = `${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n');
  throw new CommandFailed(`${command.join(' ')} ended with ${status ?? 'a signal'}:\n${last}`);
};
