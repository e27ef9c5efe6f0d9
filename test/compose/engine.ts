import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt, run, type CommandOptions } from './command.js';

/** There is no engine for containers here, and none can be started. */
export class NoEngine extends Error {
  override readonly name = 'NoEngine';
}

export interface Engine {
  /** Whether we started it: what it holds is ours, and nobody else sees it. */
  readonly isOurs: boolean;
  docker(words: readonly string[], options?: CommandOptions): Promise<string>;
  /** Compose, as a plugin or as a program of its own. */
  compose(words: readonly string[], options?: CommandOptions): Promise<string>;
  stop(): Promise<void>;
}

/** Milliseconds. */
const toStart = 60_000;
const toStop = 60_000;

/** The engine that runs here, or one of our own on a socket of its own, which keeps what it builds in `directory`. @throws NoEngine */
export const engineHere = async (directory: string): Promise<Engine> => {
  if ((await attempt(['docker', '--version'])).status !== 0)
    throw new NoEngine('there is no docker command; of Debian, install docker.io and docker-compose');
  const words = await composeCommand();
  if ((await attempt(['docker', 'info'])).status === 0) return engineOf(words, {}, false, async () => {});
  if (process.getuid?.() !== 0) throw new NoEngine('no engine answers docker, and only root may start one');
  const daemon = await startDaemon(directory);
  return engineOf(words, { DOCKER_HOST: daemon.address }, true, daemon.stop);
};

const composeCommand = async (): Promise<readonly string[]> => {
  for (const words of [['docker', 'compose'], ['docker-compose']])
    if ((await attempt([...words, 'version'])).status === 0) return words;
  throw new NoEngine('there is no Compose; of Debian, install docker-compose');
};

const engineOf = (
  compose: readonly string[],
  environment: Readonly<Record<string, string>>,
  isOurs: boolean,
  stop: () => Promise<void>,
): Engine => {
  const asked =
    (first: readonly string[]) =>
    (words: readonly string[], options: CommandOptions = {}): Promise<string> =>
      run([...first, ...words], { ...options, environment: { ...environment, ...options.environment } });
  return { isOurs, docker: asked(['docker']), compose: asked(compose), stop };
};

interface Daemon {
  readonly address: string;
  stop(): Promise<void>;
}

const startDaemon = async (directory: string): Promise<Daemon> => {
  await mkdir(directory, { recursive: true });
  // The path of a socket may not be long.
  const place = await mkdtemp(join(tmpdir(), 'engine-'));
  const [socket, log] = [join(place, 'docker.sock'), join(place, 'log')];
  const places = ['--data-root', join(directory, 'data'), '--exec-root', place, '--pidfile', join(place, 'pid')];
  const child = spawn('dockerd', [...places, '--host', `unix://${socket}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A terminal's Ctrl-C reaches us alone, and we stop it after what runs in it.
    detached: true,
  });
  const file = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) stream.pipe(file, { end: false });
  const failed = await Promise.race([
    once(child, 'error').then(() => 'there is no dockerd; of Debian, install docker.io'),
    once(child, 'exit').then(async () => `dockerd does not start here: ${await lastLine(log)}`),
    untilAnswers(`unix://${socket}`),
  ]);
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), toStop);
      await ended;
      clearTimeout(late);
    }
    await rm(place, { recursive: true, force: true });
  };
  if (failed === undefined) return { address: `unix://${socket}`, stop };
  await stop();
  throw new NoEngine(failed);
};

const untilAnswers = async (address: string): Promise<string | undefined> => {
  for (const end = Date.now() + toStart; Date.now() < end; await sleep(200))
    if ((await attempt(['docker', '--host', address, 'info'])).status === 0) return undefined;
  return `dockerd does not answer within ${toStart / 1_000} seconds`;
};

const lastLine = async (file: string): Promise<string> => {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.at(-1) ?? '';
};
