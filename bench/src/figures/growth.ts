import { appender, type Bench, inTurn, Watched } from '../bench.js';
import { runClients } from '../clients.js';
import { STREAM_LENGTH } from '../facts.js';
import { fillFast } from '../fill.js';
import type { Measured } from '../results.js';
import { plainPool } from '../sql.js';
import { median } from '../stats.js';
import { Probity } from '../stores/probity.js';

interface Log {
  readonly to: Watched;
  readonly ours: Probity;
  readonly streams: readonly string[];
  /** Microseconds of the whole for each one done, a round each. */
  readonly appends: number[];
  readonly reads: number[];
}

/** The same appends and reads against a short log and a long one, in turn. */
export async function growth(bench: Bench): Promise<void> {
  const { settings, results, say } = bench;
  if (settings.growth === undefined) return;
  const [short, long] = settings.growth;
  const small = await openLog(bench, short);
  const large = await openLog(bench, long);
  for (let round = 0; round < settings.rounds * 2; round += 1) {
    for (const log of inTurn([small, large], round)) await measure(log, bench);
  }
  for (const log of [small, large]) {
    results.fault(...(await log.to.faults()));
    await log.ours.close();
    say(`growth, ${log.streams.length * STREAM_LENGTH} events: append ${us(log.appends)}, read ${us(log.reads)}`);
  }
  const at = long.toLocaleString('en-GB');
  const compared = (values: readonly number[]): Measured => ({
    against: 'smallLog',
    name: `at ${short.toLocaleString('en-GB')}`,
    value: median(values),
  });
  results.compare(`time of an append, ${at} events`, 'us', median(large.appends), compared(small.appends));
  results.compare(`time of a stream read, ${at} events`, 'us', median(large.reads), compared(small.reads));
}

const us = (values: readonly number[]): string => `${median(values).toFixed(1)} us`;

async function openLog(bench: Bench, events: number): Promise<Log> {
  const url = await bench.newDatabase(`growth_${events}`);
  const ours = await Probity.open(url);
  const start = performance.now();
  const streams = await fillFast(ours, events);
  bench.say(`growth: ${events} events filled in ${((performance.now() - start) / 1_000).toFixed(0)} s`);
  const pool = plainPool(url, 1);
  await pool.query('VACUUM ANALYZE');
  await pool.end();
  const to = new Watched(ours);
  to.acknowledged = events;
  return { to, ours, streams, appends: [], reads: [] };
}

/** A fixed number of appends, so that the short log stays short. */
async function measure({ to, ours, streams, appends, reads }: Log, { settings }: Bench): Promise<void> {
  const { growthAppends: count, loadClients: clients, ms } = settings;
  const appended = await runClients(clients, { count }, appender(to, clients));
  appends.push(1_000_000 / appended.perSecond);
  let next = 0;
  const read = await runClients(clients, { ms: ms / 3 }, async () => {
    // A step that shares no factor with the number of streams goes round all of them, in no order of storing.
    const stream = streams[(next += 7_919) % streams.length] ?? '';
    if ((await ours.load(stream)).length !== STREAM_LENGTH) throw new Error(`${stream} was not read whole`);
  });
  reads.push(1_000_000 / read.perSecond);
}
