import { appender, type Bench, inTurn, Watched } from '../bench.js';
import { type Run, runClients } from '../clients.js';
import type { Against } from '../goals.js';
import { copyIn } from '../limits/copy.js';
import { singleRow } from '../limits/single-row.js';
import type { Measured } from '../results.js';
import { plainPool } from '../sql.js';
import { median } from '../stats.js';
import { peers } from '../stores/peers.js';
import { Probity } from '../stores/probity.js';

interface Contestant {
  readonly against: Against | 'ours';
  readonly name: string;
  run(clients: number, ms: number): Promise<Run>;
  /** With how many clients it is measured; with any where left out. */
  readonly clients?: readonly number[];
}

/** Of all rounds, by number of clients. */
type Runs = ReadonlyMap<Contestant, ReadonlyMap<number, readonly Run[]>>;

/** One event an append, each client to streams of its own: every store in turn, on the same server. */
export async function appends(bench: Bench): Promise<void> {
  const url = await bench.newDatabase('appends_probity');
  const ours = new Watched(await Probity.open(url));
  const stores: Contestant[] = [asContestant('ours', ours)];
  const watched = [ours];
  for (const { key, open } of peers) {
    const theirs = new Watched(await open(await bench.newDatabase(`appends_${key}`)));
    watched.push(theirs);
    stores.push(asContestant(key, theirs));
  }
  for (const { run } of stores) await run(8, bench.settings.warmUpMs);
  const single = await singleRow(url);
  const runs = await measure(bench, [...stores, { against: 'singleRow', ...single, clients: [1, 32] }]);
  await single.close();
  compare(bench, runs, { against: 'copyIn', name: 'COPY, one session', value: await copyRate(bench, url) });
  for (const store of watched) bench.results.fault(...(await store.faults()));
  await Promise.all(watched.map(({ store }) => store.close()));
}

const asContestant = (against: Contestant['against'], to: Watched): Contestant => ({
  against,
  name: to.store.name,
  run: (clients, ms) => runClients(clients, { ms }, appender(to, clients)),
});

async function measure({ settings, say }: Bench, contestants: readonly Contestant[]): Promise<Runs> {
  const runs = new Map(contestants.map((contestant) => [contestant, new Map<number, Run[]>()]));
  for (const clients of settings.clients) {
    for (let round = 0; round < settings.rounds; round += 1) {
      for (const contestant of inTurn(contestants, round)) {
        if (contestant.clients?.includes(clients) === false) continue;
        const done = await contestant.run(clients, settings.ms);
        const before = runs.get(contestant);
        before?.set(clients, [...(before.get(clients) ?? []), done]);
        say(`appends, ${clients} clients, ${contestant.name}: ${told(done)}`);
      }
    }
  }
  return runs;
}

const told = ({ perSecond, p50, p99 }: Run): string =>
  `${perSecond.toFixed(0)} a second, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;

async function copyRate({ settings, say }: Bench, url: string): Promise<number> {
  const pool = plainPool(url, 1);
  const rates: number[] = [];
  for (let round = 0; round < settings.rounds; round += 1) rates.push(await copyIn(pool, settings.copyRows));
  await pool.end();
  say(`COPY, one session: ${rates.map((rate) => rate.toFixed(0)).join(', ')} rows a second`);
  return median(rates);
}

function compare({ results, settings }: Bench, runs: Runs, copied: Measured): void {
  for (const clients of settings.clients) {
    const of = (what: 'perSecond' | 'p50' | 'p99'): { ours: number; others: Measured[] } => {
      const values = [...runs].flatMap(([{ against, name }, byClients]) => {
        const some = byClients.get(clients) ?? [];
        return some.length === 0 ? [] : [{ against, name, value: median(some.map((run) => run[what])) }];
      });
      const others = values.filter((value): value is Measured => value.against !== 'ours');
      return { ours: values.find(({ against }) => against === 'ours')?.value ?? Number.NaN, others };
    };
    const label = `${clients} client${clients === 1 ? '' : 's'}`;
    const [rate, p50, p99] = [of('perSecond'), of('p50'), of('p99')];
    results.compare(`appends, ${label}`, 'a second', rate.ours, ...rate.others);
    if (clients === 128) results.compare(`appends, ${label}`, 'a second', rate.ours, copied);
    if (clients === 1) results.compare(`append p50, ${label}`, 'ms', p50.ours, ...p50.others);
    if (clients === 32) results.compare(`append p99, ${label}`, 'ms', p99.ours, ...p99.others);
  }
}
