import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Command } from './account.js';

export interface Running {
  readonly pid: number;
  /** The exit status; null when a signal ended it. Never rejects. */
  readonly exited: Promise<number | null>;
  signal(name: 'SIGINT' | 'SIGQUIT'): void;
  /** Lets this process end without waiting for the child. */
  unref(): void;
}

/** For what it printed at its end to arrive. */
const LAST_WORDS_MS = 500;

const letGo = (child: ChildProcess): void => {
  child.unref();
  for (const stream of child.stdio) (stream as { unref?: () => void } | null | undefined)?.unref?.();
};

/** Starts a command in a session of its own, so that a terminal's Ctrl-C reaches us and not it. */
export function spawnBound(command: Command, line: (text: string) => void): Running {
  const { uid, gid } = command;
  const child = spawn(command.file, command.args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', command.lifeline ? 'pipe' : 'ignore'],
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    cwd: '/',
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
  });
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', line);
  const exited = new Promise<number | null>((resolve) => {
    child.once('error', (error) => (line(error.message), resolve(-1)));
    child.once('close', (status) => resolve(status));
    // A process that it left behind may hold its pipes open for as long as it likes.
    child.once('exit', (status) => setTimeout(resolve, LAST_WORDS_MS, status));
  });
  child.once('exit', () => child.stdio[3]?.destroy());
  return { pid: child.pid ?? 0, exited, signal: (name) => void child.kill(name), unref: () => letGo(child) };
}
