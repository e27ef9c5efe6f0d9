import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.js';
import { seeded } from './random.js';
import { type Finding, Trial, type TrialOptions } from './trial.js';

export interface KillOptions extends Pick<TrialOptions, 'between' | 'shared'> {
  readonly times: number;
  readonly seed: number;
  readonly writers: number;
  /** The address that the load uses, from the database's. */
  readonly through?: (url: string) => string;
  /** Waited for before the oracle is asked. */
  readonly drain?: () => Promise<void>;
}

const BEFORE_A_KILL = 40;
/** Longer than the store tries by itself, so that outcomes stay unknown to those who asked. */
const DOWN_MS = 1_500;

/** kill -9 of the whole PostgreSQL under load, again and again, and at times of the one that comes back. */
export const killPostgres = async (cluster: Cluster, options: KillOptions): Promise<Finding> => {
  const { times, seed } = options;
  const url = await cluster.database();
  const random = seeded(seed);
  const trial = await Trial.start({ ...options, url: options.through?.(url) ?? url });
  try {
    for (let time = 0; time < times; time += 1) {
      await trial.goOn(BEFORE_A_KILL);
      await sleep(random.between(0, 400));
      await cluster.kill(time % 2 === 0 ? DOWN_MS : 0);
    }
    await trial.goOn(BEFORE_A_KILL);
    await trial.settle();
    await options.drain?.();
    return await trial.verdict(url, times);
  } finally {
    await trial.close();
  }
};
