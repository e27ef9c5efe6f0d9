import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { until } from '../../processes/program.js';
import type { Place, ServiceSettings } from './service.js';
import type { FromWorker, ToWorker } from './worker.js';

/** Beside this file where it is compiled; where the tests run the source, in the build of it. */
const program = ['./worker.js', '../../dist/faults/bus/worker.js']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find(existsSync);

/** One that is frozen would not notice that we have ended. */
const bound = ['--pdeathsig', 'KILL'];
const canBind = spawnSync('setpriv', [...bound, 'true'], { stdio: 'ignore' }).status === 0;

/** A service in a process of its own, which can be killed and frozen. */
export class WorkerProcess {
  private child: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  private said = '';
  private at: FromWorker['at'] | undefined;
  private starts = 0;

  constructor(private readonly settings: ServiceSettings) {}

  /** What its connections are called at the database, at this start. */
  get instance(): string {
    return `${this.settings.instance}-${this.starts}`;
  }

  async start(): Promise<void> {
    if (!program) throw new Error('the worker is not built: run tsc -b test');
    this.starts += 1;
    this.at = undefined;
    const [file = '', ...args] = [...(canBind ? ['setpriv', ...bound] : []), process.execPath, program];
    const env = { PATH: process.env['PATH'], FAULTS_SERVICE: this.told() };
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    child.on('message', ({ at }: FromWorker) => (this.at = at));
    // What is told to a process that was killed meanwhile.
    child.on('error', () => undefined);
    this.ended = new Promise((resolve) => child.once('close', resolve));
    this.child = child;
    await this.reaches('start');
  }

  get isAt(): FromWorker['at'] | undefined {
    return this.at;
  }

  /** It is to stand still at its next time there; null: nowhere. */
  halt(place: Place | null): void {
    this.at = undefined;
    this.tell({ halt: place });
  }

  async reaches(place: FromWorker['at']): Promise<void> {
    const isThere = (): boolean => {
      if (this.child?.exitCode !== null) throw new Error(`the worker ended: ${this.said}`);
      return this.at === place;
    };
    await until(`${this.instance} is at: ${place}`, isThere, 90);
  }

  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  /** It goes on from where it stood still. */
  wake(): void {
    this.tell('go on');
    this.child?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    this.child?.kill('SIGKILL');
    await this.ended;
  }

  /** It closes what it has open. */
  async finish(): Promise<void> {
    this.tell('end');
    const late = setTimeout(() => this.child?.kill('SIGKILL'), 20_000);
    await this.ended;
    clearTimeout(late);
  }

  private tell(message: ToWorker): void {
    if (this.child?.connected) this.child.send(message, () => undefined);
  }

  private told(): string {
    return JSON.stringify({ ...this.settings, instance: this.instance } satisfies ServiceSettings);
  }
}
