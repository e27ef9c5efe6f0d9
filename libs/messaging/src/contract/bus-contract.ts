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
      const consumption = bus.consume(consumer, sources, async (event) => {
        if (fail?.(event)) throw new Error('cannot go on');
        heard.push(event);
      });
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
      await expect(first.consumption.ended).resolves.toBeUndefined();
    });

    it('stops when the handler cannot go on, and hands the same event over again later', async () => {
      const events = publicEvents('intake', aCase(), 3);
      await bus.publish('intake', events);
      const failing = listen('hearings', ['intake'], (event) => event.id === events[1]?.id);
      await expect(failing.consumption.ended).rejects.toThrow('cannot go on');
      expect(failing.ids()).toEqual([events[0]?.id]);
      const well = listen('hearings', ['intake']);
      await eventually(() => expect(well.ids().slice(-2)).toEqual(events.slice(1).map((event) => event.id)));
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

    it('tells again all that a source has said of a case, in order', async () => {
      const [one, other] = [publicEvents('intake', aCase(), 3), publicEvents('intake', aCase(), 2)];
      await bus.publish('intake', [...one.slice(0, 2), ...other, ...one.slice(2)]);
      expect(await bus.again('intake', one[0]?.case ?? '')).toEqual(one);
      expect(await bus.again('hearings', one[0]?.case ?? '')).toEqual([]);
    });
  });
}
