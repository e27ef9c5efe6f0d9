import { Cluster } from './cluster.js';
import { EarlyStore } from './early-store.js';
import { killBeforeReply } from './kill-appender.js';
import { killPostgres } from './kill-postgres.js';
import type { Finding } from './trial.js';

export interface ControlOptions {
  /** None: the same without the fault, which must lose nothing. */
  readonly times: number;
  readonly seed: number;
  readonly writers: number;
}

/** Acknowledges before the commit. */
export const earlyAnswer = async (cluster: Cluster, options: ControlOptions): Promise<Finding> => {
  let early: EarlyStore | undefined;
  return killPostgres(cluster, {
    ...options,
    // A refused append would be acknowledged too, and be missing without any fault.
    shared: false,
    between: (store) => (early = new EarlyStore(store)),
    drain: async () => early?.drain(),
  });
};

/** The server answers before its log is on the disk: what the last seconds brought is gone with its memory. */
export const earlyCommit = async (_: Cluster, options: ControlOptions): Promise<Finding> => {
  const cluster = await Cluster.start({ wal_writer_delay: '10s', wal_writer_flush_after: '1GB' });
  const through = (url: string): string => `${url}?options=-c%20synchronous_commit%3Doff`;
  try {
    return await killPostgres(cluster, { ...options, through });
  } finally {
    await cluster.remove();
  }
};

/** A client that takes no answer for "not done", and asks again under new ids. */
export const newIds = (cluster: Cluster, { times, seed }: ControlOptions): Promise<Finding> =>
  killBeforeReply(cluster, { times, seed, kind: 'hasty' });
