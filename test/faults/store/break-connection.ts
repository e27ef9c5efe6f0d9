import { setTimeout as sleep } from 'node:timers/promises';
import { Proxy } from '../../support/proxy.js';
import type { Cluster } from './cluster.js';
import { type Random, seeded } from './random.js';
import { type Finding, Trial } from './trial.js';

export interface BreakOptions {
  readonly times: number;
  readonly seed: number;
  readonly writers: number;
}

/** Bytes until a break: from the middle of a greeting to that of a batch of appends. */
const MOST_BYTES = 20_000;

/** The connection is cut after a random number of bytes, in the middle of whatever it carries, one way or the other. */
export const cutConnection = async (cluster: Cluster, { times, seed, writers }: BreakOptions): Promise<Finding> => {
  const url = await cluster.database();
  const random = seeded(seed);
  const proxy = await Proxy.to(url);
  const trial = await Trial.start({ url: proxy.url, seed, writers });
  try {
    for (let time = 0; time < times; time += 1) {
      await proxy.arm({ way: wayOf(random), after: random.between(0, MOST_BYTES), then: 'cut' });
      // At times the next break meets the new connections while they greet.
      await sleep(random.pick([0, 0, 5, 20, 60]));
    }
    await trial.goOn(20);
    await trial.settle();
    return await trial.verdict(url, times);
  } finally {
    proxy.cut();
    await trial.close();
  }
};

const GIVEN_UP_MS = 500;

/**
 * The connection falls silent and stays open, in the middle of whatever it carries. The store gives up by its own clock
 * and appends elsewhere; then what was held arrives after all, late, and finds it done.
 */
export const stallConnection = async (cluster: Cluster, { times, seed, writers }: BreakOptions): Promise<Finding> => {
  const url = await cluster.database();
  const random = seeded(seed);
  const proxy = await Proxy.to(url);
  const trial = await Trial.start({ url: proxy.url, seed, writers, queryTimeout: GIVEN_UP_MS });
  try {
    for (let time = 0; time < times; time += 1) {
      await proxy.arm({ way: wayOf(random), after: random.between(0, MOST_BYTES), then: 'stall' });
      await sleep(GIVEN_UP_MS + random.between(0, 300));
      await trial.goOn(5);
      proxy.release();
    }
    await trial.goOn(20);
    await trial.settle();
    return await trial.verdict(url, times);
  } finally {
    proxy.cut();
    await trial.close();
  }
};

const wayOf = (random: Random) => random.pick(['up', 'down'] as const);
