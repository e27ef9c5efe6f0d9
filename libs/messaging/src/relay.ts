import { type EventStore, isAfter, origin, position, type Position, type RecordedEvent } from '@probity/event-store';
import type { Pool } from 'pg';
import type { Bus, PublicDraft, PublicEvent, Turn } from './port.js';
import { lead, type Leading } from './postgres/leading.js';
import { type Move, RelayTables } from './postgres/relay-tables.js';
import { type OnProblem, reasonOf } from './problem.js';
import { askedChannel, type Progress } from './progress.js';
import { isOfCase, type Told, toPublicEvents } from './to-public.js';
import { Bell, Latest, together, Turns } from './waiting.js';

/**
 * What the others are told of a private event, if anything. The same event gives the same draft, but for
 * the nonces of what is sealed, until its key is destroyed: then none. */
export type Gateway = (event: RecordedEvent) => PublicDraft | undefined | Promise<PublicDraft | undefined>;

export interface RelayOptions {
  /** The source of its public events, and the holder of the lock. */
  readonly service: string;
  readonly store: EventStore;
  /** The stream categories that the service owns. */
  readonly categories: readonly string[];
  readonly gateway: Gateway;
  readonly bus: Bus & Progress;
  readonly pool: Pool;
  /** The service's own schema, with the tables of `messagingMigrations`. */
  readonly schema: string;
  /** Milliseconds between looks past other services' events, when nobody asks. */
  readonly lookEvery?: number;
  /** Milliseconds between counts of what the bus holds. */
  readonly countEvery?: number;
  readonly onProblem?: OnProblem;
  /** Around the publishing of a page, for whoever traces. */
  readonly around?: (events: readonly PublicEvent[], publish: () => Promise<void>) => Promise<void>;
  /** For fault tests: fails or stops between publish and checkpoint. */
  readonly failpoint?: () => Promise<void>;
}

/** Events of a page from which the next is read and opened while it is on its way. */
const long = 100;

/** The bus holds fewer events than were published: the next term publishes all again. */
class BusLost extends Error {
  override readonly name = 'BusLost';
}

/**
 * Publishes a service's facts in the order of the log: at least once, each with the same id and predecessor every time.
 * What the bus has lost is published again. Only facts of a case are public. One instance is active; the next takes over when its database connection dies.
 */
export function startRelay(options: RelayOptions): Leading {
  const bell = new Bell();
  return lead(
    {
      pool: options.pool,
      lock: `relay ${options.schema} ${options.service}`,
      channels: { [askedChannel]: (source) => source === options.service && bell.ring() },
      onFailure: (error) =>
        options.onProblem?.({ what: 'relay-failed', service: options.service, reason: reasonOf(error) }),
    },
    (signal, well) => new Relaying(options, bell, well).run(signal),
  );
}

/** One term under the lock: from the checkpoint onwards. */
class Relaying {
  readonly #options: RelayOptions;
  readonly #tables: RelayTables;
  readonly #bell: Bell;
  readonly #turns = new Turns();
  readonly #well: () => void;
  #at: Position = origin;
  /** The page that is on its way, if any. */
  #sending: Promise<void> = Promise.resolve();
  /** The next page does not wait for it; where it fails, it is told at the next look. */
  readonly #relayed: Latest<Position>;
  #term = 0;
  #counted = performance.now();

  constructor(options: RelayOptions, bell: Bell, well: () => void) {
    this.#options = options;
    this.#tables = new RelayTables(options.pool, options.schema, options.service);
    this.#bell = bell;
    this.#well = well;
    this.#relayed = new Latest((at) => options.bus.tellRelayed(options.service, at));
  }

  async run(signal: AbortSignal): Promise<void> {
    this.#term = await this.#tables.takeOver();
    await this.#begin();
    if ((await this.#hasLost()) || (await this.#isAskedForAll())) await this.#startOver();
    this.#relayed.give(this.#at);
    try {
      await together([(stop) => this.#followLog(stop), (stop) => this.#lookNowAndThen(stop)], signal);
    } finally {
      await this.#sending.catch(() => undefined);
      await this.#relayed.settle().catch(() => undefined);
    }
  }

  async #begin(): Promise<void> {
    this.#at = (await this.#tables.checkpoint()).position;
  }

  async #hasLost(): Promise<boolean> {
    this.#counted = performance.now();
    const { bus, service } = this.#options;
    return bus.hasLost(service, async () => (await this.#tables.checkpoint()).published);
  }

  /** A consumer missed what is no longer at the broker. */
  async #isAskedForAll(): Promise<boolean> {
    return (await this.#options.bus.askedAgain(this.#options.service)).includes('');
  }

  async #startOver(): Promise<void> {
    const { service, bus, onProblem } = this.#options;
    onProblem?.({
      what: 'bus-rebuilt',
      service,
      reason: 'the bus holds fewer events than were published, or a consumer missed some',
    });
    await this.#tables.fence(this.#term);
    await bus.startOver(service);
    await this.#tables.startOver();
    await this.#begin();
  }

  async #followLog(stop: AbortSignal): Promise<void> {
    const { store, categories, service } = this.#options;
    const subscription = store.subscribe({ categories }, this.#at, (page) =>
      this.#turns.take(service, () => (stop.aborted ? Promise.resolve() : this.#publish(page))),
    );
    stop.addEventListener('abort', () => void subscription.close(), { once: true });
    if (stop.aborted) await subscription.close();
    await subscription.ended;
  }

  async #lookNowAndThen(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await this.#turns.take(this.#options.service, () => (stop.aborted ? Promise.resolve() : this.#look()));
      this.#well();
      await this.#bell.rest(this.#options.lookEvery ?? 2_000, stop);
    }
  }

  /** Other services' positions pass without an event of ours: whoever waits for one must hear so. */
  async #look(): Promise<void> {
    const { store, categories, countEvery = 60_000 } = this.#options;
    await this.#sending;
    if (performance.now() - this.#counted > countEvery && (await this.#hasLost())) throw new BusLost();
    await this.#answer();
    const head = await store.head();
    const page = await store.readAll(this.#at, { categories }, { limit: 1 });
    // What is of ours comes by the subscription.
    if (page.length === 0 && isAfter(head, this.#at)) await this.#move(head, 0, new Map());
    else await this.#relayed.settle();
  }

  async #publish(page: readonly RecordedEvent[]): Promise<void> {
    const fresh = page.filter((event) => isAfter(event.position, this.#at));
    const last = fresh.at(-1);
    if (!last) return;
    const told = await draftsOf(fresh, this.#options.gateway);
    await this.#sending;
    this.#sending = this.#send(told, last.position);
    // What keeps a long one from going out ends the term when the next is ready, or at the next look.
    this.#sending.catch(() => undefined);
    if (page.length < long) await this.#sending;
  }

  async #send(told: readonly Told[], last: Position): Promise<void> {
    const { service, bus, around, failpoint } = this.#options;
    const known = await this.#tables.heads(
      this.#at,
      told.map(({ event }) => event.case),
    );
    const { events, heads } = toPublicEvents(service, told, known);
    const publish = (): Promise<void> => bus.publish(service, events, this.#turn);
    if (events.length > 0) await (around ? around(events, publish) : publish());
    await failpoint?.();
    await this.#move(last, events.length, heads);
  }

  async #move(to: Position, published: number, heads: Move['heads']): Promise<void> {
    await this.#tables.save(this.#at, { term: this.#term, to, published, heads });
    this.#at = to;
    this.#relayed.give(to);
  }

  get #turn(): Turn {
    return { term: this.#term, fence: () => this.#tables.fence(this.#term) };
  }

  /** Consumers that saw a gap are told of the case again, from its first event to the last that was published. */
  async #answer(): Promise<void> {
    const { bus, service } = this.#options;
    const asked = await bus.askedAgain(service);
    if (asked.includes('')) throw new BusLost();
    for (const caseId of asked) {
      const told = await draftsOf(await this.#publishedOf(caseId), this.#options.gateway);
      const { events } = toPublicEvents(service, told, new Map());
      if (events.length > 0) await bus.publish(service, events, this.#turn);
      await bus.answered(service, caseId);
    }
  }

  async #publishedOf(caseId: string): Promise<readonly RecordedEvent[]> {
    const { bus, service, store, categories } = this.#options;
    const found: RecordedEvent[] = [];
    for (const at of await bus.publishedOf(service, caseId)) {
      const before = position(BigInt(at) - 1n);
      found.push(...(await store.readAll(before, { categories }, { limit: 1 })));
    }
    return found;
  }
}

async function draftsOf(page: readonly RecordedEvent[], gateway: Gateway): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const event of page.filter(isOfCase)) {
    const draft = await gateway(event);
    if (draft) told.push({ event, draft });
  }
  return told;
}
