import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** One of our programs as a process of its own, which ends with us. */
export interface Program {
  readonly name: string;
  readonly pid: number;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

const services = fileURLToPath(new URL('../../../', import.meta.url));

/** Milliseconds: what it has acknowledged is kept, and it closes in order. */
const patience = 12_000;

/** @returns once it says that it listens @throws with its last words where it ends before */
export const startProgram = async (
  name: string,
  environment: Readonly<Record<string, string>>,
  say: (line: string) => void,
): Promise<Program> => {
  const child = spawn(process.execPath, [`${services}${name}/dist/main.js`], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A terminal's Ctrl-C reaches us alone, and we end them in order.
    detached: true,
  });
  const ended = once(child, 'exit').then(([status]) => status as number | null);
  const last: string[] = [];
  const listens = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream as NodeJS.ReadableStream }).on('line', (line) => {
        last.push(line);
        if (last.length > 20) last.shift();
        if (/ (listens|is open) on /.test(line)) resolve();
        if (!line.startsWith('{')) say(`${name}: ${line}`);
      });
  });
  const failed = ended.then((status) => {
    throw new Error(`${name} ended with ${status}:\n${last.join('\n')}`);
  });
  await Promise.race([listens, failed]);
  failed.catch(() => undefined);
  return { name, pid: child.pid ?? 0, ended, stop: () => stop(child, ended) };
};

const stop = async (child: ChildProcess, ended: Promise<unknown>): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), patience);
  await ended;
  clearTimeout(late);
};
