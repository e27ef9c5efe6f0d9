import { setTimeout as sleep } from 'node:timers/promises';
import type { PublicEvent } from '@probity/messaging';
import { until } from '../../processes/program.js';
import { Proxy } from '../../support/proxy.js';
import { seeded } from '../store/random.js';
import { changed, type WholeBus } from './protections.js';
import type { FaultOptions } from './relay-faults.js';
import type { Service } from './service.js';
import { type Finding, inTrial, type Trial, type World } from './trial.js';

/** The consumer reaches the broker and not its database; then it is killed, and started again. */
export const cutFromDatabase = (world: World, { times, seed, without = [] }: FaultOptions): Promise<Finding> =>
  inTrial(world, { seed, without }, async (trial) => {
    const proxy = await Proxy.to(trial.url);
    try {
      trial.run('intake');
      trial.run('records');
      const consumer = trial.worker('hearings', proxy.url);
      await consumer.start();
      trial.handIn();
      await trial.goOn(20);
      await cameThrough(trial, 1);
      let meanwhile = 0;
      for (let time = 0; time < times; time += 1) {
        proxy.cut();
        const before = trial.journal.acknowledged;
        await trial.goOn(30);
        // For the relay to publish them, and for an offset to be told.
        await sleep(2_000);
        meanwhile += trial.journal.acknowledged - before;
        await consumer.kill();
        await proxy.mend();
        await consumer.start();
        await cameThrough(trial, 20);
      }
      await trial.settle();
      return await trial.finding(times, () => meanwhile);
    } finally {
      proxy.cut();
    }
  });

const cameThrough = async (trial: Trial, more: number): Promise<void> => {
  const before = (await trial.progress()).opened;
  await until('some more come through', async () => (await trial.progress()).opened >= before + more, 120);
};

/** Instances of both consumers come and go every second or sooner; one of each stays. */
export const rebalanceStorm = (world: World, { times, seed }: FaultOptions): Promise<Finding> =>
  inTrial(world, { seed }, async (trial) => {
    const random = seeded(seed);
    let rebalances = 0;
    const onRebalance = (): void => void (rebalances += 1);
    for (const name of ['intake', 'hearings', 'records'] as const) trial.run(name, { onRebalance });
    trial.handIn();
    await trial.goOn(20);
    const guests: Service[] = [];
    for (let time = 0; time < times; time += 1) {
      const leaves = guests.length > 2 || (guests.length > 0 && random.between(0, 1) === 0);
      if (leaves) await guests.shift()?.close();
      else guests.push(trial.run(random.pick(['hearings', 'records'] as const), { onRebalance }));
      await sleep(random.between(200, 1_000));
    }
    await trial.goOn(20);
    await trial.settle();
    return trial.finding(times, () => rebalances);
  });

/** Every eighth case has a report that hearings cannot read until it is mended, and the topic a message that nobody can. */
export const poison = (world: World, { times, seed, without = [] }: FaultOptions): Promise<Finding> =>
  inTrial(world, { seed, without, writers: 8 }, async (trial) => {
    const poisoned = new Map<string, string>();
    let mended = times === 0;
    const fails = (event: PublicEvent): boolean => {
      if (mended) return false;
      if (poisoned.size < times && !poisoned.has(event.case)) poisoned.set(event.case, event.id);
      return poisoned.get(event.case) === event.id;
    };
    const alarms = new Set<string>();
    const onProblem = ({ what, case: of }: { what: string; case?: string }): void => {
      if (what === 'case-parked' || what === 'message-unreadable') alarms.add(of ?? what);
    };
    trial.run('intake');
    trial.run('records');
    const { inbox } = trial.run('hearings', { fails, onProblem });
    trial.handIn();
    await trial.goOn(60);
    const rubbish = Buffer.from([0xff, 0x00, 0x7b]);
    if (times > 0) await world.kafka.sayRubbish(trial.prefix, 'intake', rubbish);
    await trial.goOn(60);
    await trial.stopHandingIn();
    if (times > 0) {
      const flowing = async (): Promise<boolean> => (await waitingOutside(trial, [...poisoned.keys()])) === 0;
      await until('every other case has come through', flowing, without.length > 0 ? 15 : 90).catch(async () => {
        for (let held = await waitingOutside(trial, [...poisoned.keys()]); held > 0; held -= 1)
          trial.breach('held up', 'a report of a case that nothing is wrong with');
      });
      const alarmed = (): boolean => alarms.size > poisoned.size;
      await until('there are alarms', alarmed, without.length > 0 ? 1 : 30).catch(() =>
        trial.breach('not noticed', `${alarms.size} alarms for ${poisoned.size} cases and one message`),
      );
      const kept = (await inbox?.unreadable()) ?? [];
      if (kept.length !== 1) trial.breach('not noticed', `${kept.length} unreadable messages are kept`);
    }
    mended = true;
    for (const one of (await inbox?.parked()) ?? [])
      await inbox?.redrive(one.case, { person: 'office-1', why: 'the reader was mended' });
    await trial.settle();
    return trial.finding(times, () => poisoned.size);
  });

/** Reports of other cases that hearings has done nothing about. */
const waitingOutside = async ({ pool }: Trial, cases: readonly string[]): Promise<number> => {
  const { rows } = await pool.query<{ waiting: number }>(
    `select count(*)::int as waiting from event_store.envelopes r
      where r.stream like 'report-%' and r.case_id <> all($1)
        and not exists (select from event_store.envelopes h where h.stream = 'hearing-' || r.case_id
                         and (select count(*) from event_store.envelopes x where x.stream = h.stream) >= r.version)`,
    [cases],
  );
  return rows[0]?.waiting ?? 0;
};

/** What the broker hands over comes in another order, each twice, some of it again later. */
export const shuffled = (world: World, { times, seed, without = [] }: FaultOptions): Promise<Finding> =>
  inTrial(world, { seed, without }, async (trial) => {
    const random = seeded(seed);
    let disturbed = 0;
    const shuffles = (bus: WholeBus): WholeBus =>
      changed(bus, {
        consume: (consumer, from, { handle, unreadable }) => {
          const earlier: PublicEvent[] = [];
          return bus.consume(consumer, from, {
            unreadable,
            handle: async (events) => {
              const again = Array.from({ length: Math.min(3, earlier.length) }, () => random.pick(earlier));
              const told = shuffle([...events, ...events, ...again], random.between);
              disturbed += 1;
              // In two parts: what comes first may be of the end.
              const half = random.between(0, told.length);
              await handle(told.slice(0, half));
              await handle(told.slice(half));
              earlier.push(...events);
            },
          });
        },
      });
    const inside = times > 0 ? { disturbed: shuffles } : {};
    trial.run('intake');
    trial.handIn();
    // So that several of one case are handed over together.
    await trial.goOn(150);
    for (const name of ['hearings', 'records'] as const) trial.run(name, inside);
    await trial.goOn(100 * Math.max(1, times));
    await trial.settle();
    return trial.finding(times, () => disturbed);
  });

const shuffle = <T>(all: readonly T[], between: (least: number, most: number) => number): T[] => {
  const left = [...all];
  return all.flatMap(() => left.splice(between(0, left.length - 1), 1));
};

/** A consumer is frozen in the middle of a reaction until the group has given it up, another reacts, and then it wakes. */
export const freezeConsumer = (world: World, { times, seed, without = [] }: FaultOptions): Promise<Finding> =>
  inTrial(world, { seed, without }, async (trial) => {
    trial.run('intake');
    trial.run('records');
    const consumers = [trial.worker('hearings'), trial.worker('hearings')];
    for (const consumer of consumers) await consumer.start();
    trial.handIn();
    await trial.goOn(20);
    for (let time = 0; time < times; time += 1) {
      const frozen = consumers[time % 2];
      frozen?.halt('in a reaction');
      await frozen?.reaches('in a reaction');
      frozen?.freeze();
      await trial.goOn(20);
      const { reports } = await trial.progress();
      // The session ends after ten seconds; then the other hears all, and what it had.
      const caughtUp = async (): Promise<boolean> => (await trial.progress()).opened >= reports;
      await until('the other has done all of it', caughtUp, 120);
      frozen?.wake();
      await trial.goOn(20);
    }
    await trial.settle();
    return trial.finding(times, () => times);
  });
