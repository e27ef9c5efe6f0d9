import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaBus, publicIdOf } from '@probity/messaging';
import { connect } from '@probity/postgres';
import { until } from '../../processes/program.js';
import type { Store } from '../store/client.js';
import { caseOf, eventType, toAppend } from '../store/events.js';
import { seeded } from '../store/random.js';
import type { WholeBus } from './protections.js';
import type { FaultOptions } from './relay-faults.js';
import { type Finding, inTrial, type Trial, type World } from './trial.js';

/** The broker is killed and forgets everything, while consumers are off: among it what nobody had heard. */
export const loseEverything = (world: World, { times, seed, without = [] }: FaultOptions): Promise<Finding> =>
  inTrial(world, { seed, without }, async (trial) => {
    let relay = trial.run('intake');
    trial.handIn();
    await trial.goOn(30);
    for (let time = 0; time < times; time += 1) {
      const [hearings, records] = [trial.run('hearings'), trial.run('records')];
      await until('something has come through', async () => (await trial.progress()).said > time * 40, 90);
      await Promise.all([hearings.close(), records.close()]);
      await trial.goOn(40);
      await isTold(trial);
      // Another relay: this one would notice by the offsets that it was given.
      await relay.close();
      await world.kafka.loseEverything(trial.prefix);
      relay = trial.run('intake');
      await trial.goOn(20);
    }
    trial.run('hearings');
    trial.run('records');
    await trial.goOn(20);
    await trial.settle();
    return trial.finding(times, () => times);
  });

/** All that is in the log by now is at the broker. */
const isTold = async ({ pool }: Trial): Promise<void> => {
  const { rows } = await pool.query<{ head: string }>('select last::text as head from event_store.counter');
  const isPast = async (): Promise<boolean> =>
    (await pool.query('select from intake.relay_checkpoints where position >= $1', [rows[0]?.head])).rowCount === 1;
  await until('the relay has published it', isPast, 90);
};

/** The broker is stopped for so long; reports are taken in meanwhile, and told when it is back. */
export const brokerAway = (
  world: World,
  { times, seed, downMs, inRequest = false }: FaultOptions & { readonly downMs: number; readonly inRequest?: boolean },
): Promise<Finding> => {
  const publishing = inRequest ? { between: publishesFirst(world) } : {};
  return inTrial(world, { seed, ...publishing }, async (trial) => {
    if (!inRequest) trial.run('intake');
    trial.run('hearings');
    trial.run('records');
    trial.handIn();
    await trial.goOn(20);
    let meanwhile = 0;
    for (let time = 0; time < times; time += 1) {
      await world.kafka.stop();
      const before = trial.journal.acknowledged;
      await sleep(downMs);
      meanwhile += trial.journal.acknowledged - before;
      await world.kafka.startAgain();
      await trial.goOn(20);
    }
    await trial.settle();
    return trial.finding(times, () => meanwhile);
  });
};

/** The control: whoever reports waits for the broker. */
const publishesFirst =
  ({ kafka }: World) =>
  (store: Store, { url, prefix }: { readonly url: string; readonly prefix: string }): Store => {
    const pool = connect(url, { max: 2 });
    const bus = new KafkaBus({ kafka: kafka.settings(prefix), clientId: 'in-request', pool });
    return {
      readStream: (stream, options) => store.readStream(stream, options),
      append: async (streams) => {
        const appended = await store.append(streams);
        for (const { stream, events } of streams)
          for (const event of events) {
            const data = { ...event, position: appended.position };
            await insist(() => bus.publish('intake', [told(stream, data)]));
          }
        return appended;
      },
    };
  };

const insist = async (act: () => Promise<void>): Promise<void> => {
  for (;;) {
    try {
      return await act();
    } catch {
      await sleep(100);
    }
  }
};

const told = (stream: string, event: ReturnType<typeof toAppend>[number]['events'][number] & { position: string }) => ({
  id: publicIdOf('intake', event),
  source: 'intake',
  type: eventType,
  schemaVersion: 1,
  institution: event.institution,
  case: caseOf(stream),
  policy: event.policy,
  time: event.occurredAt,
  correlationId: event.correlationId,
  position: event.position,
  predecessor: null,
  data: {},
});

/** By way of the proxy: what the broker answers is held back; then everything passes in jerks; then it is cut. */
export const brokerHalfOpen = (world: World, { times, seed }: FaultOptions): Promise<Finding> =>
  inTrial(world, { seed }, async (trial) => {
    const { proxy } = world.kafka;
    const random = seeded(seed);
    for (const name of ['intake', 'hearings', 'records'] as const) trial.run(name);
    trial.handIn();
    await trial.goOn(20);
    let meanwhile = 0;
    for (let time = 0; time < times; time += 1) {
      const before = trial.journal.acknowledged;
      proxy?.hold(time % 2 === 0 ? 'down' : 'up');
      // Longer than a request is waited for.
      await sleep(random.between(11_000, 13_000));
      meanwhile += trial.journal.acknowledged - before;
      for (let jerk = 0; jerk < 10; jerk += 1) {
        proxy?.release();
        await sleep(random.between(20, 150));
        proxy?.hold(random.pick(['up', 'down'] as const));
        await sleep(random.between(100, 400));
      }
      proxy?.release();
      await trial.goOn(20);
    }
    await trial.settle();
    return trial.finding(times, () => meanwhile);
  });

/** One of three brokers is killed under load, and comes back before the next. */
export const killOneOfThree = (
  world: World,
  {
    times,
    seed,
    without = [],
    disturbed = (bus) => bus,
  }: FaultOptions & { readonly disturbed?: (bus: WholeBus, prefix: string) => WholeBus },
): Promise<Finding> =>
  inTrial(world, { seed, without, writers: 8 }, async (trial) => {
    const random = seeded(seed);
    for (const name of ['intake', 'hearings', 'records'] as const)
      trial.run(name, { disturbed: (bus) => disturbed(bus, trial.prefix) });
    trial.handIn();
    await trial.goOn(100);
    for (let time = 0; time < times; time += 1) {
      const victim = world.kafka.brokers[(time + seed) % 3];
      await sleep(random.between(0, 500));
      await victim?.kill();
      await trial.goOn(100);
      await victim?.start();
      // Until it is in sync again: the next kill is to leave two that have everything.
      await world.kafka.inSync(trial.prefix);
      await trial.goOn(50);
    }
    await trial.settle();
    return trial.finding(times, () => times);
  });
