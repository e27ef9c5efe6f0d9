import { Bell } from '../bell.js';
import { checkAppend } from '../check-append.js';
import { checkRead } from '../check-read.js';
import { follow, type PageHandler } from '../follow.js';
import { PAGE_SIZE } from '../page-size.js';
import { placed, type Placed } from '../placed.js';
import {
  type Appended,
  categoryOf,
  type EventStore,
  type Filter,
  IdReused,
  isAfter,
  type NewEvent,
  type Position,
  position,
  type ReadAll,
  type ReadStream,
  type RecordedEvent,
  type StreamAppend,
  type Subscription,
  WrongVersion,
} from '../port.js';

/** For tests and for trying things out: forgets with its process, and knows no roles. */
export class MemoryEventStore implements EventStore {
  readonly #log: RecordedEvent[] = [];
  readonly #streams = new Map<string, RecordedEvent[]>();
  readonly #byId = new Map<string, RecordedEvent>();
  readonly #bell = new Bell();

  constructor(private readonly now: () => Date = () => new Date()) {}

  async append(streams: readonly StreamAppend[]): Promise<Appended> {
    checkAppend(streams);
    const versions = streams.map(({ expected, events }) => expected + events.length);
    const told = this.#told(streams);
    if (told) return { position: told, versions, repeated: true };
    for (const { stream, expected } of streams) {
      const actual = this.#streams.get(stream)?.length ?? 0;
      if (actual !== expected) throw new WrongVersion(stream, expected, actual);
    }
    placed(streams).forEach((one) => this.#record(one));
    this.#bell.ring();
    return { position: position(this.#log.length), versions, repeated: false };
  }

  async readStream(stream: string, options: ReadStream = {}): Promise<readonly RecordedEvent[]> {
    const { from, limit, direction = 'forwards', signal } = options;
    checkRead(options);
    await unlessAborted(signal);
    const recorded = this.#streams.get(stream) ?? [];
    const wanted =
      direction === 'forwards'
        ? recorded.filter(({ version }) => version >= (from ?? 1))
        : recorded.filter(({ version }) => version <= (from ?? recorded.length)).toReversed();
    return wanted.slice(0, limit).map(copyOf);
  }

  async readAll(
    after: Position,
    filter: Filter = {},
    { limit = PAGE_SIZE, signal }: ReadAll = {},
  ): Promise<readonly RecordedEvent[]> {
    checkRead({ limit });
    await unlessAborted(signal);
    return this.#log.slice(Number(after)).filter(passes(filter)).slice(0, limit).map(copyOf);
  }

  subscribe(filter: Filter, after: Position, handler: PageHandler): Subscription {
    const read = (last: Position, signal: AbortSignal) => this.readAll(last, filter, { signal });
    return follow({ read, bell: this.#bell, pollMs: 1_000, trouble: nothing, release: nothing }, after, handler);
  }

  async head(): Promise<Position> {
    return position(this.#log.length);
  }

  /** The last position of this very append, where it was stored before. */
  #told(streams: readonly StreamAppend[]): Position | undefined {
    const asked = placed(streams);
    const known = asked.flatMap(({ event }) => this.#byId.get(event.id) ?? []);
    const [first] = known;
    if (!first) return undefined;
    if (!asked.every((one) => isAlike(one, this.#byId.get(one.event.id)))) throw new IdReused(first.id);
    return known.map((event) => event.position).reduce((a, b) => (isAfter(a, b) ? a : b));
  }

  #record({ stream, version, event }: Placed): void {
    const recorded: RecordedEvent = {
      ...copyOf(event),
      stream,
      version,
      position: position(this.#log.length + 1),
      recordedAt: this.now().toISOString(),
    };
    this.#log.push(recorded);
    this.#byId.set(recorded.id, recorded);
    const others = this.#streams.get(stream);
    if (others) others.push(recorded);
    else this.#streams.set(stream, [recorded]);
  }
}

const nothing = (): void => undefined;

/** A turn later, as a store that has to be asked would answer: there is time to give up. */
const unlessAborted = async (signal: AbortSignal | undefined): Promise<void> => {
  signal?.throwIfAborted();
  await Promise.resolve();
  signal?.throwIfAborted();
};

const isAlike = ({ stream, version, event }: Placed, known: RecordedEvent | undefined): boolean =>
  known?.stream === stream &&
  known.version === version &&
  known.type === event.type &&
  known.requestDigest === event.requestDigest;

const passes =
  ({ categories }: Filter) =>
  (event: RecordedEvent): boolean =>
    categories === undefined || categories.includes(categoryOf(event.stream));

const copyOf = <E extends NewEvent>(event: E): E => ({
  ...event,
  policy: { ...event.policy },
  authority: [...event.authority],
  data: new Uint8Array(event.data),
});
