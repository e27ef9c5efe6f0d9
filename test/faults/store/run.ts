import { Cluster } from './cluster.js';
import { controls, type Control, type Fault, faults, type Length } from './faults.js';
import { controlRow, failedRow, faultRow, headings, lineOf, type Row } from './report.js';
import { canMount } from './small-disk.js';
import { countOf } from './oracle.js';
import type { Finding } from './trial.js';

/** What a run of that length tries. */
export const inLength = <F extends Fault>(all: readonly F[], length: Length): readonly F[] =>
  all.filter(({ times }) => times[length] > 0);

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

/** A connection that falls silent between two statements meets nothing. */
export const tryFault = async (cluster: Cluster, fault: Fault, length: Length): Promise<Row> => {
  const attempt = (seed: number): Promise<Finding> => fault.run(cluster, { times: fault.times[length], seed });
  return faultRow(
    fault,
    await elsewhere(fault, attempt, ({ unknown, breaches }) => unknown > 0 || breaches.length > 0),
  );
};

/** A server that is killed while no answer runs ahead of its commit takes nothing with it. */
export const tryControl = async (cluster: Cluster, control: Control, length: Length): Promise<Row> => {
  const calm = await control.run(cluster, { times: 0, seed: control.seed });
  const attempt = (seed: number): Promise<Finding> => control.run(cluster, { times: control.times[length], seed });
  return controlRow(control, calm, await elsewhere(control, attempt, (finding) => countOf(finding, control.loses) > 0));
};

/** Every fault and every control, one after another. @returns whether all passed */
export const runAll = async (length: Length, print: (line: string) => void): Promise<boolean> => {
  const cluster = await Cluster.start();
  const mounts = await canMount();
  const counts = { passed: 0, failed: 0 };
  const one = async (of: Fault, attempt: () => Promise<Row>): Promise<void> => {
    if (of.mounts && !mounts) return print(`${of.name}: skipped, this process may not mount a small disk`);
    const start = performance.now();
    const row = await attempt().catch((error: unknown) => failedRow(of, error));
    counts[row.passed ? 'passed' : 'failed'] += 1;
    print(lineOf(row, (performance.now() - start) / 1_000));
  };
  try {
    print(headings());
    for (const fault of inLength(faults, length)) await one(fault, () => tryFault(cluster, fault, length));
    for (const control of inLength(controls, length)) await one(control, () => tryControl(cluster, control, length));
  } finally {
    await cluster.remove();
  }
  print(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0;
};
