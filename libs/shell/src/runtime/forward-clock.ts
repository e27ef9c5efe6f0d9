import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { Invalid } from '../commands/errors.js';
import { SampleClock } from './clock.js';

/** How far it may be ahead of the machine's: the policies' calendars end some day. */
const mostAhead = 366 * 86_400_000;

/** Ahead by what is kept in a file: after a restart nothing that was recorded lies in the future. */
export class ForwardClock extends SampleClock {
  private constructor(
    private readonly file: string,
    private ahead: number,
  ) {
    super();
  }

  static async open(file: string): Promise<ForwardClock> {
    const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '0';
      throw error;
    });
    return new ForwardClock(file, Number(kept) || 0);
  }

  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  override async forward(instant: string): Promise<void> {
    const ahead = Date.parse(instant) - Date.now();
    if (ahead < this.ahead) throw new Invalid('/at', 'in-the-past', 'The clock goes forward, and never back.');
    if (ahead > mostAhead) throw new Invalid('/at', 'too-far', 'The clock goes a year ahead of the machine’s at most.');
    // Of one's own: all processes that share the file are told at once.
    const next = `${this.file}.${randomUUID()}`;
    await writeFile(next, `${Math.ceil(ahead)}\n`);
    await rename(next, this.file);
    this.ahead = ahead;
  }
}
