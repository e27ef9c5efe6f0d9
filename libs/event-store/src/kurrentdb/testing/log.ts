import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';

/** As it is sent. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface Logged extends Proposed {
  readonly stream: string;
  /** From 0. */
  readonly revision: bigint;
  /** Where it begins in the log: commit and prepare position in one. Not dense. */
  readonly position: bigint;
  readonly created: Date;
}

export interface Write {
  readonly stream: string;
  /** The exact revision, or -1 for a stream that does not exist. */
  readonly expected: bigint;
  readonly events: readonly Proposed[];
}

export type Written =
  | { readonly position: bigint; readonly revisions: readonly bigint[] }
  | { readonly conflict: Write; readonly actual: bigint };

type Check = 'ok' | 'stored before' | 'conflict';

/** What every record takes in the log besides its data and metadata; bytes. */
const OVERHEAD = 97n;
/** After so many records of others the server writes one of its own. */
const STATISTICS_EVERY = 7;

/**
 * KurrentDB's log and its rules: exact revisions, all or nothing, and an idempotency that looks at ids, at the place of the
 * write, and at nothing else.
 */
export class Log {
  readonly records: Logged[] = [];
  readonly #streams = new Map<string, Logged[]>();
  readonly #news = new EventEmitter().setMaxListeners(0);
  #end = 4_096n;

  stream(name: string): readonly Logged[] {
    return this.#streams.get(name) ?? [];
  }

  write(writes: readonly Write[]): Written {
    const checks = writes.map((write) => this.#check(write));
    if (checks.every((check) => check === 'stored before')) return this.#told(writes);
    const at = checks.findIndex((check) => check !== 'ok');
    const conflict = writes[at];
    if (conflict) return { conflict, actual: this.#revision(conflict.stream) };
    for (const { stream, events } of writes) for (const event of events) this.put(stream, event);
    return this.#told(writes);
  }

  /** Without a check, as the server itself writes. */
  put(stream: string, event: Proposed): void {
    const record = {
      ...event,
      stream,
      revision: this.#revision(stream) + 1n,
      position: this.#end,
      created: new Date(),
    };
    this.#end += OVERHEAD + BigInt(event.data.length + event.metadata.length);
    this.records.push(record);
    const others = this.#streams.get(stream);
    if (others) others.push(record);
    else this.#streams.set(stream, [record]);
    if (!stream.startsWith('$') && this.records.length % STATISTICS_EVERY === 0)
      this.put('$stats-127.0.0.1:2113', statistics());
    this.#news.emit('more');
  }

  /** Resolves when there are more records than so many. @throws AbortError */
  async moreThan(count: number, signal: AbortSignal): Promise<void> {
    while (this.records.length <= count) await once(this.#news, 'more', { signal });
  }

  #revision(stream: string): bigint {
    return BigInt(this.stream(stream).length - 1);
  }

  #check({ stream, expected, events }: Write): Check {
    const recorded = this.stream(stream);
    if (expected === this.#revision(stream)) return 'ok';
    const place = events.map((_, index) => recorded[Number(expected) + 1 + index]?.id);
    return events.every(({ id }, index) => place[index] === id) ? 'stored before' : 'conflict';
  }

  #told(writes: readonly Write[]): Written {
    const lasts = writes.flatMap(
      ({ stream, expected, events }) => this.stream(stream)[Number(expected) + events.length] ?? [],
    );
    const position = lasts.map((last) => last.position).reduce((a, b) => (a > b ? a : b), 0n);
    return { position, revisions: lasts.map(({ revision }) => revision) };
  }
}

const statistics = (): Proposed => ({
  id: randomUUID(),
  type: '$statsCollected',
  isJson: true,
  data: Buffer.from('{"proc-cpu":1}'),
  metadata: Buffer.of(),
});
