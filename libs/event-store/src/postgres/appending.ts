import type { Pool } from 'pg';
import { backoff } from '../backoff.js';
import { apart, type Batch, Coalescing, patience, type Waiting } from '../coalescing.js';
import { placed, type Placed } from '../placed.js';
import {
  type Appended,
  categoryOf,
  IdReused,
  NotAllowed,
  position,
  type Position,
  StoreUnavailable,
  type StreamAppend,
  WrongVersion,
} from '../port.js';
import { byteStrings, integers, texts, wholeNumbers } from './binary-arrays.js';
import { pack } from './envelope.js';
import { isBroken, toStoreError } from './errors.js';

/** Of that many, half wait while the others' work is done here. Fewer are better off together. */
const WORTH_HALVING = 64;
/** Of one statement, unless a single append has more. */
const MOST_EVENTS = 1_000;
const MOST_BYTES = 4 * 2 ** 20;
/** A connection that breaks leaves the outcome unknown: the ids tell it, when asked again. So long, then it is the caller's. */
const RETRY_MS = 1_000;

const APPEND = 'SELECT head::text, refused FROM event_store.append($1, $2, $3, $4, $5, $6, $7)';

interface Job extends Waiting {
  readonly streams: readonly StreamAppend[];
  readonly events: readonly Placed[];
  readonly bytes: number;
  readonly resolve: (answer: Appended) => void;
  readonly reject: (reason: unknown) => void;
}

/** What `event_store.append` says of one that did not go in; `append` counts from 0. */
type Refused = { readonly append: number } & (
  | { readonly category: string }
  | { readonly position: string }
  | { readonly id: string }
  | { readonly stream: string; readonly expected: number; readonly actual: number }
);

interface Answer {
  readonly head: string;
  readonly refused: readonly Refused[] | null;
}

/**
 * Puts concurrent appends together: one statement, one lock and one commit for all of a batch. Those to one stream go one
 * after another, in the order asked.
 */
export class Appending {
  /** The streams that are being written to. */
  readonly #busy = new Set<string>();
  readonly #batches = new Coalescing<Job>({
    atOnce: 1,
    part: (waiting, answered) => partBatch(waiting, answered, this.#busy),
    run: (batch) => this.#run(batch).finally(() => this.#free(batch)),
    refuse: ({ reject }) => reject(new StoreUnavailable('the event store is too busy; nothing was appended')),
  });

  constructor(
    private readonly pool: Pool,
    /** After each commit: the categories that were appended to. */
    private readonly appended: (categories: ReadonlySet<string>) => void,
  ) {}

  append(streams: readonly StreamAppend[]): Promise<Appended> {
    const events = placed(streams);
    const bytes = events.reduce((sum, { event }) => sum + event.data.byteLength, 0);
    return new Promise((resolve, reject) =>
      this.#batches.add({ streams, events, bytes, resolve, reject, until: patience() }),
    );
  }

  #free(batch: readonly Job[]): void {
    for (const { streams } of batch) for (const { stream } of streams) this.#busy.delete(stream);
  }

  async #run(batch: readonly Job[]): Promise<() => void> {
    try {
      const { head, refused } = await this.#send(batch);
      this.appended(new Set(batch.flatMap(({ streams }) => streams.map(({ stream }) => categoryOf(stream)))));
      return () => settleAll(batch, BigInt(head), new Map((refused ?? []).map((why) => [why.append, why])));
    } catch (error) {
      return apart(batch, error, (job) => this.#run([job]));
    }
  }

  /** @throws StoreUnavailable, or what the server has against the statement as a whole */
  async #send(batch: readonly Job[]): Promise<Answer> {
    const values = toArguments(batch);
    const end = performance.now() + RETRY_MS;
    for (let tries = 0; ; tries += 1) {
      try {
        const { rows } = await this.pool.query<Answer>({ name: 'event_store.append', text: APPEND, values });
        if (!rows[0]) throw new Error('event_store.append answered nothing');
        return rows[0];
      } catch (error) {
        if (performance.now() > end || !isBroken(error)) throw toStoreError(error);
        await backoff(tries);
      }
    }
  }
}

/**
 * Half of those who are about: the others have their turn while these are told, and ask again. Whoever wants to write to a
 * stream that somebody before them writes to waits until it is seen what became of that.
 */
const partBatch = (waiting: readonly Job[], answered: number, busy: Set<string>): Batch<Job> => {
  const [batch, later] = [[] as Job[], [] as Job[]];
  const wanted = new Set<string>();
  const about = waiting.length + answered;
  const most = about < WORTH_HALVING ? about : Math.ceil(about / 2);
  let [events, bytes] = [0, 0];
  for (const [index, job] of waiting.entries()) {
    const isFull = batch.length >= most || events + job.events.length > MOST_EVENTS || bytes + job.bytes > MOST_BYTES;
    if (batch.length > 0 && isFull) return begun({ batch, later: later.concat(waiting.slice(index)) }, busy);
    const mustWait = job.streams.some(({ stream }) => busy.has(stream) || wanted.has(stream));
    for (const { stream } of job.streams) wanted.add(stream);
    (mustWait ? later : batch).push(job);
    if (!mustWait) [events, bytes] = [events + job.events.length, bytes + job.bytes];
  }
  return begun({ batch, later }, busy);
};

const begun = (parted: Batch<Job>, busy: Set<string>): Batch<Job> => {
  for (const { streams } of parted.batch) for (const { stream } of streams) busy.add(stream);
  return parted;
};

/** In the order of `event_store.append`. */
const toArguments = (batch: readonly Job[]): Buffer[] => {
  const rows = batch.flatMap(({ events }) => events);
  return [
    integers(batch.flatMap(({ events }, number) => events.map(() => number))),
    texts(rows.map(({ stream }) => stream)),
    wholeNumbers(rows.map(({ version }) => version)),
    texts(rows.map(({ event }) => event.id)),
    texts(rows.map(({ event }) => event.type)),
    texts(rows.map(({ event }) => pack(event))),
    byteStrings(rows.map(({ event }) => event.data)),
  ];
};

const settleAll = (batch: readonly Job[], head: bigint, refused: ReadonlyMap<number, Refused>): void => {
  let last = head;
  for (const [number, { streams, events, resolve, reject }] of batch.entries()) {
    const why = refused.get(number);
    if (why === undefined) last += BigInt(events.length);
    if (why === undefined) resolve(answer(streams, position(last), false));
    else if ('position' in why) resolve(answer(streams, position(why.position), true));
    else reject(refusal(why));
  }
};

const answer = (streams: readonly StreamAppend[], at: Position, repeated: boolean): Appended => ({
  position: at,
  versions: streams.map(({ expected, events }) => expected + events.length),
  repeated,
});

const refusal = (why: Exclude<Refused, { readonly position: string }>): Error => {
  if ('category' in why) return new NotAllowed(why.category);
  return 'id' in why ? new IdReused(why.id) : new WrongVersion(why.stream, why.expected, why.actual);
};
