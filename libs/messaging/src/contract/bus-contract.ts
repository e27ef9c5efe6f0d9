import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Bus, Consumption, PublicEvent } from '../port.js';
import { aCase, eventually, publicEvents } from '../testing/public-events.js';

export interface BusUnderTest {
  readonly bus: Bus;
  close(): Promise<void>;
}

/** What every adapter of the bus must do, and no more: at-least-once, in order by source and case. */
export function busContract(adapter: string, start: () => Promise<BusUnderTest>): void {
  describe(`bus: ${adapter}`, () => {
    let subject: BusUnderTest;
    let bus: Bus;
    let consumptions: Consumption[];

    beforeEach(async () => {
      subject = await start();
      bus = subject.bus;
      consumptions = [];
    });

    afterEach(async () => {
      await Promise.all(consumptions.map((consumption) => consumption.close()));
      await subject.close();
    });

    function listen(consumer: string, sources: readonly string[], fail?: (event: PublicEvent) => boolean) {
      const heard: PublicEvent[] = [];
      const handle = async (events: readonly PublicEvent[]): Promise<void> => {
        for (const event of events) {
          if (fail?.(event)) throw new Error('cannot go on');
          heard.push(event);
        }
      };
      const consumption = bus.consume(consumer, sources, { handle, unreadable: async () => undefined });
      consumptions.push(consumption);
      return { heard, consumption, ids: () => [...new Set(heard.map((event) => event.id))] };
    }

    it('hands over in order what was said before and after the consumer came', async () => {
      const events = publicEvents('intake', aCase(), 6);
      await bus.publish('intake', events.slice(0, 3));
      const { heard, ids } = listen('hearings', ['intake']);
      await eventually(() => expect(ids()).toHaveLength(3));
      await bus.publish('intake', events.slice(3));
      await eventually(() => expect(ids()).toEqual(events.map((event) => event.id)));
      expect(heard[0]).toEqual(events[0]);
    });

    it('takes the same events again without harm', async () => {
      const events = publicEvents('intake', aCase(), 4);
      const { ids } = listen('hearings', ['intake']);
      await bus.publish('intake', events.slice(0, 3));
      await bus.publish('intake', events);
      await bus.publish('intake', events.slice(0, 2));
      await eventually(() => expect(ids()).toEqual(events.map((event) => event.id)));
    });

    it('gives every consumer all of the sources that it names, and of no other', async () => {
      const [fromIntake, fromHearings] = [publicEvents('intake', aCase(), 2), publicEvents('hearings', aCase(), 2)];
      const [one, both] = [listen('sanctions', ['hearings']), listen('records', ['intake', 'hearings'])];
      await Promise.all([bus.publish('intake', fromIntake), bus.publish('hearings', fromHearings)]);
      const ids = (events: readonly PublicEvent[]) => events.map((event) => event.id);
      await eventually(() => expect(both.ids().sort()).toEqual(ids([...fromIntake, ...fromHearings]).sort()));
      await eventually(() => expect(one.ids()).toEqual(ids(fromHearings)));
    });

    it('goes on, after a close, with what it had not handled', async () => {
      const events = publicEvents('intake', aCase(), 6);
      const first = listen('hearings', ['intake']);
      await bus.publish('intake', events.slice(0, 3));
      await eventually(() => expect(first.ids()).toHaveLength(3));
      await first.consumption.close();
      await bus.publish('intake', events.slice(3));
      const second = listen('hearings', ['intake']);
      await eventually(() => expect(second.ids().slice(-3)).toEqual(events.slice(3).map((event) => event.id)));
      expect(first.ids()).toHaveLength(3);
      expect(first.consumption.leads()).toBe(false);
    });

    it('fails while the handler cannot go on, hands the same event over again, and hears the other sources', async () => {
      const [events, others] = [publicEvents('intake', aCase(), 3), publicEvents('hearings', aCase(), 2)];
      let broken = true;
      const { ids, consumption } = listen(
        'records',
        ['intake', 'hearings'],
        (event) => broken && event.id === events[1]?.id,
      );
      await bus.publish('intake', events);
      await bus.publish('hearings', others);
      await eventually(() => expect(ids()).toHaveLength(3));
      await eventually(() => expect(consumption.health()).toBe('failing'));
      broken = false;
      await eventually(() => expect(ids()).toHaveLength(5));
      expect(ids().filter((id) => events.some((event) => event.id === id))).toEqual(events.map((event) => event.id));
      await eventually(() => expect(consumption.health()).toBe('ok'));
    });

    it('skips nothing and inverts no case while several sources publish', async () => {
      const sources = ['intake', 'hearings', 'sanctions'];
      const { heard } = listen('records', sources);
      const said = sources.map((source) => publicEvents(source, aCase(), 40));
      await Promise.all(
        said.map(async (events, nth) => {
          for (const event of events) await bus.publish(sources[nth] ?? '', [event]);
        }),
      );
      await eventually(() => expect(new Set(heard.map((event) => event.id)).size).toBe(120));
      for (const events of said) {
        const of = heard.filter((event) => event.source === events[0]?.source).map((event) => event.id);
        expect([...new Set(of)]).toEqual(events.map((event) => event.id));
      }
    });
  });
}
