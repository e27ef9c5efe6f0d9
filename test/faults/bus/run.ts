import { Cluster } from '../store/cluster.js';
import { type Control, controls, type Fault, faults, type Length } from './faults.js';
import { Kafka } from './kafka.js';
import { controlRow, failedRow, faultRow, headings, isSeen, lineOf, type Row } from './report.js';
import type { Finding, World } from './trial.js';

/** What a run of that length tries. */
export const inLength = <F extends Fault>(all: readonly F[], length: Length): readonly F[] =>
  all.filter(({ times }) => times[length] > 0);

/** What is not waited for stays off the disk until somebody asks for it, so that a kill has something to lose. */
export const databaseSettings = { wal_writer_delay: '10s', bgwriter_lru_maxpages: '0' };

const MOST_TRIES = 4;

/** What meets nothing, by chance of how the processes interleave, is tried again with other seeds. */
const elsewhere = async (
  { seed }: Fault,
  attempt: (seed: number) => Promise<Finding>,
  met: (finding: Finding) => boolean,
): Promise<Finding> => {
  for (let tries = 1; ; tries += 1) {
    const finding = await attempt(seed + (tries - 1) * 10_000);
    if (met(finding) || tries === MOST_TRIES) return finding;
  }
};

export const tryFault = async (world: World, fault: Fault, length: Length): Promise<Row> => {
  const attempt = (seed: number): Promise<Finding> => fault.run(world, { times: fault.times[length], seed });
  return faultRow(fault, await elsewhere(fault, attempt, ({ met, breaches }) => met > 0 || breaches.length > 0));
};

export const tryControl = async (world: World, control: Control, length: Length): Promise<Row> => {
  const calm = await control.run(world, { times: 0, seed: control.seed });
  const attempt = (seed: number): Promise<Finding> => control.run(world, { times: control.times[length], seed });
  return controlRow(control, calm, await elsewhere(control, attempt, (finding) => isSeen(control, finding)));
};

/** Every fault and every control, one after another. @returns whether all passed */
export const runAll = async (length: Length, print: (line: string) => void, only = ''): Promise<boolean> => {
  const postgres = await Cluster.start(databaseSettings);
  const counts = { passed: 0, failed: 0 };
  const one = async (of: Fault, attempt: () => Promise<Row>): Promise<void> => {
    const start = performance.now();
    const row = await attempt().catch((error: unknown) => failedRow(of, error));
    counts[row.passed ? 'passed' : 'failed'] += 1;
    print(lineOf(row, (performance.now() - start) / 1_000));
  };
  const on = async (brokers: 1 | 3): Promise<void> => {
    const chosen = <F extends Fault>(all: readonly F[]): readonly F[] =>
      inLength(all, length).filter((fault) => fault.brokers === brokers && fault.name.includes(only));
    if (chosen(faults).length + chosen(controls).length === 0) return;
    const world = { postgres, kafka: await Kafka.start(brokers) };
    try {
      for (const fault of chosen(faults)) await one(fault, () => tryFault(world, fault, length));
      for (const control of chosen(controls)) await one(control, () => tryControl(world, control, length));
    } finally {
      await world.kafka.remove();
    }
  };
  try {
    print(headings());
    await on(1);
    await on(3);
  } finally {
    await postgres.remove();
  }
  print(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0;
};
