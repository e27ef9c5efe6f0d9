import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { origin, position } from '@probity/event-store';
import { type Inbox, startInbox } from '../inbox.js';
import type { Bus } from '../port.js';
import type { Problem } from '../problem.js';
import type { Progress } from '../progress.js';
import { startRelay } from '../relay.js';
import { type MessagingDatabase, messagingDatabase } from '../testing/database.js';
import { aCase, eventually } from '../testing/public-events.js';
import { TestLog } from '../testing/test-log.js';

export interface BusBetween {
  readonly bus: Bus & Progress;
  /** The consumer `hearings` has heard nothing, as far as the bus knows. */
  forgetOffsets(): Promise<void>;
  /** Loses what `intake` said, by a name of `losses`. */
  lose(how: string): Promise<void>;
  close(): Promise<void>;
}

/** From an event in one service's log to a reaction in another, whatever the bus loses on the way. */
export function betweenServices(
  adapter: string,
  losses: readonly string[],
  start: (database: MessagingDatabase) => Promise<BusBetween>,
): void {
  describe(`from one service to another over ${adapter}`, () => {
    let database: MessagingDatabase;
    let between: BusBetween;
    let log: TestLog;
    let handled: { readonly case: string; readonly at: number }[];
    let running: { close(): Promise<void> }[];
    let problems: Problem[];
    /** Positions of what never reaches the consumer, once. */
    let withheld: Set<string>;

    beforeEach(async () => {
      database = await messagingDatabase('intake', 'hearings');
      between = await start(database);
      [log, handled, running, problems, withheld] = [new TestLog(), [], [], [], new Set()];
      running.push(
        startRelay({
          service: 'intake',
          store: log,
          categories: ['report'],
          bus: between.bus,
          pool: database.pool,
          schema: 'intake',
          lookEvery: 50,
          countEvery: 50,
          gateway: ({ type, position: at }) => ({ type, schemaVersion: 1, data: { at } }),
        }),
      );
    });
    afterEach(async () => {
      await Promise.all(running.map((part) => part.close()));
      await between.close();
      await database.close();
    });

    const consume: Bus['consume'] = (consumer, sources, { handle, ...others }) =>
      between.bus.consume(consumer, sources, {
        ...others,
        handle: (events) => handle(events.filter((event) => !withheld.delete(event.position))),
      });

    function startHearings(): Inbox {
      const inbox = startInbox({
        service: 'hearings',
        bus: {
          consume,
          again: (source, caseId) => between.bus.again(source, caseId),
          published: (...asked: Parameters<Progress['published']>) => between.bus.published(...asked),
        } as Bus & Progress,
        onProblem: (problem) => problems.push(problem),
        sources: ['intake'],
        pool: database.pool,
        schema: 'hearings',
        gapAfter: 200,
        reactions: {
          'intake.CaseOpened': async (event) => void handled.push({ case: event.case, at: Number(event.position) }),
        },
      });
      running.push(inbox);
      return inbox;
    }

    const caughtUp = (inbox: Inbox, at: number): Promise<void> =>
      eventually(async () => expect(await inbox.caughtUp('intake', position(at))).toBe(true), 40_000);

    /** Each once, and those of one case in order. */
    function expectAll(count: number): void {
      expect(handled.map(({ at }) => at).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: count }, (_, nth) => nth + 1),
      );
      for (const own of Map.groupBy(handled, (one) => one.case).values())
        expect(own.map(({ at }) => at)).toEqual(own.map(({ at }) => at).toSorted((a, b) => a - b));
    }

    it('catches up with all that was said while it was switched off', async () => {
      const first = startHearings();
      const cases = Array.from({ length: 20 }, aCase);
      for (let nth = 0; nth < 5; nth++) await log.record('report-1', cases[nth] ?? '', 'CaseOpened');
      await caughtUp(first, 5);
      await first.close();
      for (let nth = 0; nth < 300; nth++) await log.record('report-1', cases[nth % 20] ?? '', 'CaseOpened');
      await caughtUp(startHearings(), 305);
      expectAll(305);
    });

    it('is healed by the inbox when the consumer reads the whole bus again', async () => {
      const first = startHearings();
      for (let nth = 0; nth < 5; nth++) await log.record('report-1', aCase(), 'CaseOpened');
      await caughtUp(first, 5);
      await first.close();
      await between.forgetOffsets();
      const second = startHearings();
      await log.record('report-1', aCase(), 'CaseOpened');
      await caughtUp(second, 6);
      expectAll(6);
    });

    it('holds the case of which a message never came, asks for it, and goes on in order; others flow meanwhile', async () => {
      const inbox = startHearings();
      const [one, other] = [aCase(), aCase()];
      await log.record('report-1', one, 'CaseOpened');
      await caughtUp(inbox, 1);
      withheld.add('2');
      for (const caseId of [one, other, one]) await log.record('report-1', caseId, 'CaseOpened');
      await caughtUp(inbox, 4);
      expect(withheld.size).toBe(0);
      expectAll(4);
      const gaps = problems.filter(({ what }) => what === 'gap');
      expect(new Set(gaps.map((problem) => problem.case))).toEqual(new Set([one]));
      expect(handled.findIndex(({ at }) => at === 3)).toBeLessThan(handled.findIndex(({ at }) => at === 2));
    });

    it.each(losses)('publishes again what was lost, %s, with nothing heard twice', async (how) => {
      const inbox = startHearings();
      const one = aCase();
      for (let nth = 0; nth < 6; nth++) await log.record('report-1', nth % 2 ? one : aCase(), 'CaseOpened');
      await caughtUp(inbox, 6);
      await between.lose(how);
      await log.record('report-1', one, 'CaseOpened');
      await caughtUp(inbox, 7);
      expectAll(7);
      const { rows } = await database.pool.query('select from hearings.inbox_messages');
      expect(rows).toHaveLength(7);
      expect(await inbox.parked()).toEqual([]);
    });

    it.each(losses)('tells a consumer that was off what was lost meanwhile, %s', async (how) => {
      const one = aCase();
      for (let nth = 0; nth < 4; nth++) await log.record('report-1', one, 'CaseOpened');
      await eventually(async () => expect(await between.bus.published('intake', origin, position(4))).toHaveLength(4));
      await between.lose(how);
      const inbox = startHearings();
      await log.record('report-1', one, 'CaseOpened');
      await caughtUp(inbox, 5);
      expectAll(5);
      await eventually(() => expect(inbox.health()).toBe('ok'));
    });
  });
}
