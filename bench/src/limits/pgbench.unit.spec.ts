import { describe, expect, it } from '@jest/globals';
import { latenciesOf, totalsOf } from './pgbench.js';

const said = (failed: number): string => `transaction type: insert.sql
number of transactions actually processed: 38123
number of failed transactions: ${failed} (0.000%)
latency average = 2.513 ms
initial connection time = 42.118 ms
tps = 12731.449274 (without initial connection time)
`;

describe("pgbench's answer", () => {
  it('is the rate and the number of transactions', () =>
    expect(totalsOf(said(0))).toEqual({ perSecond: 12_731.449274, done: 38_123 }));

  it('is refused where transactions failed, or where there is no rate', () => {
    expect(() => totalsOf(said(3))).toThrow('did not do its work');
    expect(() => totalsOf('connection to server failed')).toThrow('did not do its work');
  });

  it('has its latencies in the log, in microseconds', () =>
    expect(latenciesOf('0 199 2241 0 1175850568 995598\n1 200 700 0 1175850568 998079\n')).toEqual([2.241, 0.7]));
});
