import { cutConnection, stallConnection } from './break-connection.js';
import type { Cluster } from './cluster.js';
import { earlyAnswer, earlyCommit, newIds } from './controls.js';
import { fillDisk } from './fill-disk.js';
import { killBeforeReply, killSideBySide } from './kill-appender.js';
import { killPostgres } from './kill-postgres.js';
import type { BreachKind } from './oracle.js';
import type { Finding } from './trial.js';

/** How often: in a run of its own, and among all tests, where 0 leaves it out. */
export type Length = 'full' | 'short';

export interface Fault {
  readonly name: string;
  readonly seed: number;
  readonly times: Readonly<Record<Length, number>>;
  readonly mounts?: true;
  run(cluster: Cluster, options: { readonly times: number; readonly seed: number }): Promise<Finding>;
}

/** With a protection switched off: must show this, and without the fault must not. */
export interface Control extends Fault {
  readonly loses: BreachKind;
}

const writers = 12;

export const faults: readonly Fault[] = [
  {
    name: 'PostgreSQL killed',
    seed: 101,
    times: { full: 10, short: 2 },
    run: (cluster, options) => killPostgres(cluster, { ...options, writers }),
  },
  {
    name: 'appending process killed between commit and reply',
    seed: 102,
    times: { full: 10, short: 2 },
    run: killBeforeReply,
  },
  {
    name: 'connection cut',
    seed: 103,
    times: { full: 100, short: 10 },
    run: (cluster, options) => cutConnection(cluster, { ...options, writers }),
  },
  {
    name: 'connection stalled, delivered late',
    seed: 104,
    times: { full: 12, short: 1 },
    run: (cluster, options) => stallConnection(cluster, { ...options, writers }),
  },
  {
    name: 'disk of the tables full',
    seed: 105,
    times: { full: 2, short: 1 },
    mounts: true,
    run: (_, options) => fillDisk('base', { ...options, writers }),
  },
  {
    name: 'disk of the log full',
    seed: 106,
    times: { full: 2, short: 0 },
    mounts: true,
    run: (_, options) => fillDisk('pg_wal', { ...options, writers }),
  },
  {
    name: 'three appending processes, killed in turn',
    seed: 107,
    times: { full: 12, short: 2 },
    run: (cluster, options) => killSideBySide(cluster, { ...options, processes: 3 }),
  },
];

export const controls: readonly Control[] = [
  {
    name: 'acknowledged before commit',
    loses: 'lost',
    seed: 201,
    times: { full: 2, short: 1 },
    run: (cluster, options) => earlyAnswer(cluster, { ...options, writers }),
  },
  {
    name: 'synchronous_commit off',
    loses: 'lost',
    seed: 202,
    times: { full: 2, short: 0 },
    run: (cluster, options) => earlyCommit(cluster, { ...options, writers }),
  },
  {
    name: 'asked again under new ids',
    loses: 'duplicated',
    seed: 203,
    times: { full: 3, short: 1 },
    run: (cluster, options) => newIds(cluster, { ...options, writers }),
  },
];
