import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { until } from '../../processes/program.js';
import { type Attempt, readJournal } from './journal.js';

/** Beside this file where it is compiled; where the tests run the source, in the build of it. */
const program = ['./appender.js', '../../dist/faults/store/appender.js']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find(existsSync);

export interface AppenderOptions {
  readonly url: string;
  readonly journal: string;
  readonly seed: number;
  readonly kind: 'careful' | 'hasty';
}

/** An appending process, which can be killed and started again over the same journal. */
export class AppenderProcess {
  private child: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  private said = '';
  private starts = 0;

  constructor(private readonly options: AppenderOptions) {}

  /** Resolves when what was open has its answers. @throws with what it printed when it ends before */
  async start(): Promise<void> {
    const { url, journal, seed, kind } = this.options;
    if (!program) throw new Error('the appending process is not built: run tsc -b test');
    this.starts += 1;
    this.said = '';
    const child = spawn(process.execPath, [program, journal, `${seed + this.starts * 1_000}`, kind], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], FAULTS_URL: url },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    let hasEnded = false;
    this.ended = new Promise((resolve) => child.once('close', resolve)).then(() => (hasEnded = true));
    this.child = child;
    await until('the appending process has its answers', () => this.said.includes('resumed') || hasEnded, 30);
    if (hasEnded) throw new Error(`the appending process ended: ${this.said}`);
  }

  async kill(): Promise<void> {
    this.child?.kill('SIGKILL');
    await this.ended;
  }

  /** It ends when everything it sent has an answer. @throws with what it printed when it fails */
  async finish(): Promise<void> {
    this.child?.kill('SIGTERM');
    const late = setTimeout(() => this.child?.kill('SIGKILL'), 30_000);
    await this.ended;
    clearTimeout(late);
    if (this.child?.exitCode !== 0) throw new Error(`the appending process did not finish: ${this.said}`);
  }

  attempts(): Promise<Attempt[]> {
    return readJournal(this.options.journal);
  }

  /** Waits until it has so many more answers. */
  async goOn(more: number): Promise<void> {
    const acknowledged = async (): Promise<number> =>
      (await this.attempts()).filter(({ answers }) => answers.length > 0).length;
    const enough = (await acknowledged()) + more;
    await until(`${more} more are acknowledged`, async () => (await acknowledged()) >= enough, 30);
  }
}
