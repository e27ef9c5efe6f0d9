import { brokerAway, brokerHalfOpen, killOneOfThree, loseEverything } from './broker-faults.js';
import { cutFromDatabase, freezeConsumer, poison, rebalanceStorm, shuffled } from './consumer-faults.js';
import { killDatabase } from './database-faults.js';
import type { BreachKind } from './oracle.js';
import { type FaultOptions, freezeRelay, killRelay } from './relay-faults.js';
import type { Finding, World } from './trial.js';

/** How often: in a run of its own, and among all tests, where 0 leaves it out. */
export type Length = 'full' | 'short';

export interface Fault {
  readonly name: string;
  readonly seed: number;
  readonly times: Readonly<Record<Length, number>>;
  readonly brokers: 1 | 3;
  run(world: World, options: FaultOptions): Promise<Finding>;
}

/** With a protection switched off: must show one of these, and without the fault nothing. */
export interface Control extends Fault {
  readonly loses: readonly BreachKind[];
}

const one = { brokers: 1 } as const;

export const faults: readonly Fault[] = [
  {
    ...one,
    name: 'relay killed between publish and checkpoint',
    seed: 315,
    times: { full: 10, short: 2 },
    run: killRelay,
  },
  { ...one, name: 'two relays, one frozen', seed: 316, times: { full: 6, short: 2 }, run: freezeRelay },
  { ...one, name: 'the broker loses everything', seed: 317, times: { full: 3, short: 1 }, run: loseEverything },
  {
    ...one,
    name: 'the broker away for 15 s',
    seed: 318,
    times: { full: 1, short: 0 },
    run: (world, options) => brokerAway(world, { ...options, downMs: 15_000 }),
  },
  { ...one, name: 'the broker half-open, then slow', seed: 319, times: { full: 2, short: 0 }, run: brokerHalfOpen },
  {
    ...one,
    name: 'consumer cut from its database, and killed',
    seed: 321,
    times: { full: 2, short: 0 },
    run: cutFromDatabase,
  },
  { ...one, name: 'PostgreSQL killed', seed: 320, times: { full: 5, short: 0 }, run: killDatabase },
  { ...one, name: 'rebalance storm', seed: 322, times: { full: 20, short: 0 }, run: rebalanceStorm },
  { ...one, name: 'poison', seed: 323, times: { full: 5, short: 1 }, run: poison },
  { ...one, name: 'shuffled and doubled', seed: 324, times: { full: 3, short: 1 }, run: shuffled },
  { ...one, name: 'consumer frozen in a reaction', seed: 325, times: { full: 2, short: 0 }, run: freezeConsumer },
  {
    name: 'one of three brokers killed under load',
    seed: 331,
    times: { full: 5, short: 0 },
    brokers: 3,
    run: killOneOfThree,
  },
];

export const controls: readonly Control[] = [
  {
    ...one,
    name: 'no inbox',
    loses: ['twice'],
    seed: 415,
    times: { full: 3, short: 1 },
    run: (world, options) => killRelay(world, { ...options, without: ['inbox'] }),
  },
  {
    ...one,
    name: 'no fence',
    loses: ['stale'],
    seed: 416,
    times: { full: 1, short: 1 },
    run: (world, options) => freezeRelay(world, { ...options, without: ['fence'] }),
  },
  {
    ...one,
    name: 'the relay trusts the broker',
    loses: ['lost'],
    seed: 417,
    times: { full: 1, short: 0 },
    run: (world, options) => loseEverything(world, { ...options, without: ['count'] }),
  },
  {
    ...one,
    name: 'published in the request',
    loses: ['held up'],
    seed: 418,
    times: { full: 1, short: 0 },
    run: (world, options) => brokerAway(world, { ...options, downMs: 8_000, inRequest: true }),
  },
  {
    ...one,
    name: 'offset committed first',
    loses: ['lost'],
    seed: 421,
    times: { full: 1, short: 0 },
    run: (world, options) => cutFromDatabase(world, { ...options, without: ['offset last'] }),
  },
  {
    ...one,
    name: 'the consumer does not wait for the disk',
    loses: ['lost'],
    seed: 420,
    times: { full: 1, short: 0 },
    run: (world, options) => killDatabase(world, { ...options, without: ['disk'] }),
  },
  {
    ...one,
    name: 'nothing is parked',
    loses: ['held up'],
    seed: 423,
    times: { full: 5, short: 0 },
    run: (world, options) => poison(world, { ...options, without: ['parking'] }),
  },
  {
    ...one,
    name: 'no inbox, and a view without a version check',
    loses: ['view differs'],
    seed: 424,
    times: { full: 1, short: 0 },
    run: (world, options) => shuffled(world, { ...options, without: ['inbox', 'version check'] }),
  },
  {
    ...one,
    name: 'reactions under new ids',
    loses: ['twice'],
    seed: 425,
    times: { full: 1, short: 0 },
    run: (world, options) => freezeConsumer(world, { ...options, without: ['derived ids'] }),
  },
  {
    name: 'one send() over several partitions, unchecked',
    loses: ['not on the bus'],
    seed: 431,
    times: { full: 5, short: 0 },
    brokers: 3,
    run: (world, options) => killOneOfThree(world, { ...options, without: ['answer check'] }),
  },
];
