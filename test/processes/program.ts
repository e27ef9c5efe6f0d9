import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const standalone = 'services/standalone/dist/main.js';

/** As `npm start` does before it runs a program. */
export const build = (): void => {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'services/standalone'], {
    cwd: root,
    stdio: 'inherit',
  });
};

/** What a person's shell has, and nothing of the test runner's. */
const shell = { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8' };

const started = new Set<ChildProcess>();

/** For afterEach: no test leaves a process. */
export const killAll = async (): Promise<void> => {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  started.clear();
};

/** A real program in a process of its own. */
export class Program {
  /** Standard output alone. */
  printed = '';
  /** With standard error. */
  output = '';
  readonly ended: Promise<number | NodeJS.Signals | null>;

  private constructor(private readonly child: ChildProcess) {
    started.add(child);
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    child.stdout?.on('data', (text: string) => (this.printed += text));
    this.ended = new Promise((resolve) => child.once('close', (status, signal) => resolve(signal ?? status)));
  }

  static run(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Program {
    const env = { ...shell, ...environment };
    return new Program(spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true }));
  }

  /** A built file, on the Node that runs the tests. */
  static node(file: string, environment: NodeJS.ProcessEnv = {}, args: readonly string[] = []): Program {
    return Program.run(process.execPath, ['--enable-source-maps', file, ...args], environment);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Where it listens, as it prints it. @throws with all that it printed when it ends before */
  async url(): Promise<string> {
    const listens = /(?:running:\s+|listens on )(http:\S+)\n/;
    await this.says(listens);
    return listens.exec(this.output)?.[1] ?? '';
  }

  async says(what: RegExp, seconds?: number): Promise<void> {
    let hasEnded = false;
    void this.ended.then(() => (hasEnded = true));
    await until(`${what}`, () => what.test(this.output) || hasEnded, seconds);
    if (!what.test(this.output)) throw new Error(`it ended without ${what}:\n${this.output}`);
  }

  /** What a terminal does on Ctrl-C: everything that runs there gets the signal. @returns the exit status */
  async pressCtrlC(): Promise<number | NodeJS.Signals | null> {
    process.kill(-this.pid, 'SIGINT');
    return this.ended;
  }

  /** @returns its exit status, or the signal that ended it */
  async end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

export const until = async (what: string, holds: () => boolean | Promise<boolean>, seconds = 60): Promise<void> => {
  for (const end = Date.now() + seconds * 1_000; !(await holds()); await sleep(5))
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
};

/** A port that is free, as is the next one: the built-in identity provider's. */
export const freePorts = async (): Promise<number> => {
  const port = randomInt(20_000, 30_000);
  return (await isFree(port)) && (await isFree(port + 1)) ? port : freePorts();
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const commandLines = (): { readonly pid: number; readonly text: string }[] => {
  if (!existsSync('/proc/self/cmdline')) {
    const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
    return lines.map((text) => ({ pid: Number.parseInt(text, 10), text }));
  }
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      return [{ pid: Number(pid), text: `${readFileSync(`/proc/${pid}/cmdline`, 'utf8')} ${cwdOf(pid)}` }];
    } catch {
      return [];
    }
  });
};

/** PostgreSQL's helpers say nothing of their data on the command line, and work in its directory. */
const cwdOf = (pid: string): string => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
};

/** The processes at work on a data directory. */
export const processesOn = (directory: string): number[] =>
  commandLines().flatMap(({ pid, text }) => (text.includes(directory) ? [pid] : []));

export const nobodyOn = (directory: string): Promise<void> =>
  until(`nothing runs on ${directory}`, () => processesOn(directory).length === 0, 5);
