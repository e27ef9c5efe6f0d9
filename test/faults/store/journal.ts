import { open, readFile, truncate, type FileHandle } from 'node:fs/promises';
import type { Sent } from './events.js';

/** A line of the journal. `command` is what somebody wants done once; `append` the first event id of one try at it. */
export type Line =
  | { readonly kind: 'sent'; readonly command: string; readonly append: string; readonly streams: readonly Sent[] }
  | { readonly kind: 'unknown'; readonly append: string; readonly why: string }
  | { readonly kind: 'refused'; readonly append: string }
  | { readonly kind: 'failed'; readonly append: string; readonly why: string }
  | ({ readonly kind: 'acknowledged'; readonly append: string } & Answer);

export interface Answer {
  readonly position: string;
  readonly versions: readonly number[];
  readonly repeated: boolean;
}

/** What was sent and what was answered, in a file that is no part of the system; a line counts when it is on disk. */
export class Journal {
  private waiting: { readonly text: string; readonly done: () => void; readonly failed: (error: unknown) => void }[] =
    [];
  private writing = false;
  /** How many such lines there were since it was opened: how far a run has come. */
  acknowledged = 0;
  unknown = 0;
  failed = 0;
  /** When and why an outcome was last unknown. */
  trouble = 'nothing';

  private constructor(
    readonly path: string,
    private readonly file: FileHandle,
  ) {}

  /** Goes on after the last whole line: what a killed process was in the middle of writing was not said. */
  static async open(path: string): Promise<Journal> {
    const text = await readFile(path).catch(() => Buffer.alloc(0));
    if (text.length > 0) await truncate(path, text.lastIndexOf('\n') + 1);
    return new Journal(path, await open(path, 'a'));
  }

  /** Resolves when the line is on disk. Lines that come while another is being written go together. */
  note(line: Line): Promise<void> {
    const noted = new Promise<void>((done, failed) => {
      this.waiting.push({ text: `${JSON.stringify(line)}\n`, done, failed });
    });
    if (!this.writing) void this.write();
    if (line.kind !== 'sent' && line.kind !== 'refused') this[line.kind] += 1;
    if ('why' in line) this.trouble = `${new Date().toISOString()} ${line.why}`;
    return noted;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async write(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.file.appendFile(batch.map(({ text }) => text).join(''));
        await this.file.datasync();
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.writing = false;
  }
}

/** One try at a command, and all that was heard of it. */
export interface Attempt {
  readonly command: string;
  readonly append: string;
  readonly streams: readonly Sent[];
  /** Why its outcome was unknown for a time; empty where it never was. */
  readonly unknown: readonly string[];
  readonly refused: boolean;
  /** Errors that the port does not name. */
  readonly failed: readonly string[];
  readonly answers: readonly Answer[];
}

/** Whether it was neither acknowledged nor refused. */
export const isOpen = ({ answers, refused }: Attempt): boolean => answers.length === 0 && !refused;

/** Reads whole lines only, so another process may be writing. */
export const readJournal = async (...paths: readonly string[]): Promise<Attempt[]> => {
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')));
  return texts.flatMap(attemptsOf);
};

export const attemptsOf = (text: string): Attempt[] => {
  const attempts = new Map<string, Attempt>();
  for (const each of text.split('\n').slice(0, -1)) {
    const line = JSON.parse(each) as Line;
    attempts.set(line.append, heard(attempts.get(line.append), line));
  }
  return [...attempts.values()];
};

const heard = (before: Attempt | undefined, line: Line): Attempt => {
  if (line.kind === 'sent') {
    const { command, append, streams } = line;
    return { command, append, streams, unknown: [], refused: false, failed: [], answers: [] };
  }
  if (!before) throw new Error(`the journal has an answer to ${line.append}, which it never sent`);
  switch (line.kind) {
    case 'unknown':
      return { ...before, unknown: [...before.unknown, line.why] };
    case 'refused':
      return { ...before, refused: true };
    case 'failed':
      return { ...before, failed: [...before.failed, line.why] };
    case 'acknowledged': {
      const { position, versions, repeated } = line;
      return { ...before, answers: [...before.answers, { position, versions, repeated }] };
    }
  }
};
