import { percentile } from './stats.js';

export interface Run {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly done: number;
}

/** When a client has had enough. */
export type Until = { readonly ms: number } | { readonly count: number };

/** So many clients at once, each with one request on its way. One that fails, fails the run. */
export async function runClients(
  clients: number,
  until: Until,
  request: (client: number) => Promise<void>,
): Promise<Run> {
  const latencies: number[] = [];
  const start = performance.now();
  let begun = 0;
  const goesOn = (): boolean => ('ms' in until ? performance.now() - start < until.ms : begun < until.count);
  const client = async (_: unknown, number: number): Promise<void> => {
    while (goesOn()) {
      begun += 1;
      const asked = performance.now();
      await request(number);
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return summary(latencies, performance.now() - start);
}

/** @param latencies milliseconds; of a sample, where `done` is given */
export const summary = (latencies: readonly number[], tookMs: number, done = latencies.length): Run => ({
  perSecond: (done * 1_000) / tookMs,
  p50: percentile(latencies, 0.5),
  p99: percentile(latencies, 0.99),
  done,
});
