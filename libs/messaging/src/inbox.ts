import { isPassing, type Position } from '@probity/event-store';
import type { Pool } from 'pg';
import type { CaseQueue } from './case-queue.js';
import { CaughtUp } from './caught-up.js';
import { type Health, Troubles } from './health.js';
import type { Bus, Consumption, PublicEvent, Reaction, UnreadableMessage } from './port.js';
import {
  type By,
  InboxTables,
  type ParkedCase,
  type Unfinished,
  type UnreadableKept,
} from './postgres/inbox-tables.js';
import { type OnProblem, type Problem, reasonOf } from './problem.js';
import type { Progress } from './progress.js';
import { allOf, backoff, insist, Lanes, pause, Turns } from './waiting.js';

/** Whether a case goes on with what was read of it, with what is read of it anew, or not now. */
type Onwards = 'on' | 'look again' | 'stop';

/** Milliseconds between looks whether this instance has come to lead. */
const standby = 100;

/** Cases of a page that are gone on with side by side: what they append together is one statement of the store. */
const mostAtOnce = 32;

/** Keyed `source.Type`. A type without a reaction is handled by doing nothing. */
export type Reactions = Readonly<Record<string, Reaction>>;

export interface InboxOptions {
  /** The consumer's name on the bus. */
  readonly service: string;
  readonly bus: Bus & Progress;
  readonly sources: readonly string[];
  readonly reactions: Reactions;
  readonly pool: Pool;
  /** The service's own schema, with the tables of `messagingMigrations`. */
  readonly schema: string;
  /** Tries of a reaction before its case is parked. */
  readonly attempts?: number;
  /** Milliseconds before the second try; doubled for each further one. */
  readonly retryAfter?: number;
  /** Milliseconds that a predecessor may be missing before the bus is asked for it, and between askings. */
  readonly gapAfter?: number;
  readonly onProblem?: OnProblem;
}

export interface Redriven {
  readonly case: string;
  /** True where it failed again, and what remains is kept. */
  readonly parkedAgain: boolean;
}

/** The case has nothing parked. */
export class NotParked extends Error {
  override readonly name = 'NotParked';
}

/**
 * Handles each public event at least once to its end and never again after: by source and case in order, sources in
 * any order. A reaction that keeps failing parks its case; other cases go on. While the store is away, all wait.
 */
export class Inbox {
  readonly #options: Required<InboxOptions>;
  readonly #tables: InboxTables;
  readonly #turns = new Turns();
  readonly #closing = new AbortController();
  readonly #consumption: Consumption;
  readonly #sweeping: Promise<void>;
  readonly #troubles = new Troubles();
  readonly #caughtUp: CaughtUp;

  constructor(options: InboxOptions) {
    this.#options = { attempts: 5, retryAfter: 100, gapAfter: 2_000, onProblem: () => undefined, ...options };
    this.#tables = new InboxTables(options.pool, options.schema);
    this.#caughtUp = new CaughtUp(options);
    this.#consumption = options.bus.consume(options.service, options.sources, {
      handle: (events) => this.#receive(events),
      unreadable: (message) => this.#keepUnreadable(message),
    });
    this.#sweeping = this.#sweepNowAndThen();
  }

  /** `failing` while something that is tried again keeps it from hearing or from going on. A parked case does not count. */
  health(): Health {
    return this.#consumption.health() === 'ok' ? this.#troubles.health() : 'failing';
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#consumption.close(), this.#sweeping]);
    await this.#turns.idle();
    await this.#caughtUp.save().catch(() => undefined);
  }

  /** Whether all that a source publishes of the log up to a position has been handled here, or kept with a parked case. */
  caughtUp(source: string, position: Position): Promise<boolean> {
    return this.#caughtUp.with(source, position);
  }

  parked(): Promise<readonly ParkedCase[]> {
    return this.#tables.parked();
  }

  /**
   * Goes on with a parked case, in order, the failed message first. Who asked is recorded, and why.
   * @throws NotParked
   */
  async redrive(caseId: string, by: By): Promise<Redriven> {
    if (!(await this.#tables.unpark(caseId, by))) throw new NotParked(`case ${caseId} is not parked`);
    return this.#goOn(caseId);
  }

  /**
   * Goes on with a parked case without the message that failed: nothing will ever be done about it here.
   * @throws NotParked
   */
  async giveUp(caseId: string, by: By): Promise<Redriven> {
    if (!(await this.#tables.giveUp(caseId, by))) throw new NotParked(`case ${caseId} is not parked`);
    return this.#goOn(caseId);
  }

  unreadable(): Promise<readonly UnreadableKept[]> {
    return this.#tables.unreadable();
  }

  /** @throws NotParked */
  async giveUpUnreadable(id: string, by: By): Promise<void> {
    if (!(await this.#tables.giveUpUnreadable(id, by))) throw new NotParked(`nothing unreadable is kept as ${id}`);
  }

  async #goOn(caseId: string): Promise<Redriven> {
    await this.#turns.take(caseId, () => this.#drain(caseId));
    const parked = await this.#tables.parked();
    return { case: caseId, parkedAgain: parked.some((entry) => entry.case === caseId) };
  }

  async #receive(events: readonly PublicEvent[]): Promise<void> {
    const cases = [...new Set(events.map((event) => event.case))];
    // Who has his turn from before it is read until he is done may go by what was read: nobody else handles of that case.
    const idle = new Set(cases.filter((caseId) => !this.#turns.busy(caseId)));
    const kept = this.#insist(() => this.#tables.keep(events));
    const lanes = new Lanes(mostAtOnce);
    await allOf(
      cases.map((caseId) =>
        this.#turns.take(caseId, async () => {
          const queue = (await kept).get(caseId);
          await lanes.through(() => this.#drain(caseId, idle.has(caseId) ? queue : undefined));
        }),
      ),
    );
  }

  async #keepUnreadable(message: UnreadableMessage): Promise<void> {
    const isNew = await this.#insist(() => this.#tables.keepUnreadable(message));
    if (isNew) this.#tell('message-unreadable', message.reason);
  }

  /** @param read what waits of it, where that is known */
  async #drain(caseId: string, read?: CaseQueue): Promise<void> {
    for (let known = read; !this.#closing.signal.aborted; known = undefined) {
      const queue = known ?? (await this.#insist(() => this.#tables.waiting(caseId)));
      const end = await this.#handleAll(queue);
      if (end === 'stop' || (end === 'on' && queue.isWhole)) return;
    }
  }

  async #handleAll(queue: CaseQueue): Promise<Onwards> {
    let onwards: Onwards = 'stop';
    for (let event = queue.take(); event; event = queue.take()) {
      if (this.#closing.signal.aborted) return 'stop';
      onwards = await this.#handle(event);
      if (onwards !== 'on') return onwards;
      queue.handled(event.id);
    }
    return onwards;
  }

  async #handle(event: PublicEvent): Promise<Onwards> {
    const { reactions, attempts, retryAfter } = this.#options;
    const name = `${event.source}.${event.type}`;
    const reaction = Object.hasOwn(reactions, name) ? reactions[name] : undefined;
    for (let tries = 1, failures = 0; ; tries++) {
      try {
        await reaction?.(event);
        await this.#insist(() => this.#tables.handled(event.id));
        this.#troubles.end(event.id);
        return tries === 1 ? 'on' : 'look again';
      } catch (error) {
        if (this.#closing.signal.aborted) return 'stop';
        const passing = isPassing(error);
        if (passing) this.#troubles.begin(event.id);
        else this.#troubles.end(event.id);
        this.#tell(passing ? 'unavailable' : 'reaction-failed', reasonOf(error), event);
        if (!passing) failures++;
        if (failures >= attempts) return (await this.#park(event, reasonOf(error), failures)) ? 'stop' : 'look again';
        await pause(backoff(tries, retryAfter), this.#closing.signal);
      }
    }
  }

  /** False where another instance has handled the message meanwhile, or parked it. */
  async #park(event: PublicEvent, reason: string, attempts: number): Promise<boolean> {
    const parked = await this.#insist(() => this.#tables.park(event, reason, attempts));
    if (parked) this.#tell('case-parked', reason, event);
    return parked;
  }

  async #sweepNowAndThen(): Promise<void> {
    const { gapAfter } = this.#options;
    while (!this.#closing.signal.aborted) {
      await this.#sweep().then(
        () => this.#troubles.end('sweep'),
        (error: unknown) => this.#failed('sweep', error),
      );
      await pause(this.#consumption.leads() ? gapAfter : Math.min(gapAfter, standby), this.#closing.signal);
    }
  }

  /** Where this instance hears: what was left by an earlier run, and what waits for a message that never came. */
  async #sweep(): Promise<void> {
    await this.#caughtUp.save();
    if (!this.#consumption.leads()) return;
    const unfinished = await this.#tables.unfinished(this.#options.gapAfter);
    const work = unfinished
      .filter((entry) => this.#consumption.hears(entry.case) && !this.#turns.busy(entry.case))
      .map((entry) => this.#turns.take(entry.case, () => this.#resume(entry)));
    await Promise.all(work);
  }

  async #resume({ case: caseId, source, gap }: Unfinished): Promise<void> {
    if (gap) {
      const { bus, onProblem, service } = this.#options;
      onProblem({ what: 'gap', service, reason: 'predecessor missing', source, case: caseId });
      await this.#tables.keep(await bus.again(source, caseId));
    }
    await this.#drain(caseId);
  }

  async #insist<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await insist(act, this.#closing.signal, (error) => this.#failed(act, error));
    } finally {
      this.#troubles.end(act);
    }
  }

  #failed(what: unknown, error: unknown): void {
    this.#troubles.begin(what);
    this.#tell(isPassing(error) ? 'unavailable' : 'consumer-failed', reasonOf(error));
  }

  #tell(what: Problem['what'], reason: string, event?: PublicEvent): void {
    const { service, onProblem } = this.#options;
    const of = event && { source: event.source, case: event.case, type: event.type, message: event.id };
    onProblem({ what, service, reason, ...of });
  }
}

export const startInbox = (options: InboxOptions): Inbox => new Inbox(options);
