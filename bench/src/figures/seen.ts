import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedEvent } from '@probity/event-store';
import { type Bench, Watched } from '../bench.js';
import { newFact, newStream } from '../facts.js';
import { median, percentile } from '../stats.js';
import { steadily } from '../steadily.js';
import { Probity } from '../stores/probity.js';

const POLL_MS = 50;

type Seen = (events: readonly RecordedEvent[]) => void;
/** Follows the log from its end on; gives what stops it. */
type Follow = (ours: Probity, seen: Seen) => Promise<() => Promise<void>>;

/** In the store that appends, whose readers are told without the database. */
const beside: Follow = async ({ store }, seen) => {
  const subscription = store.subscribe({}, await store.head(), async (page) => seen(page));
  return () => subscription.close();
};

/** In another store, as another service has it: told by a notice. */
const subscribed: Follow = async ({ url }, seen) => {
  const other = await Probity.open(url);
  const stop = await beside(other, seen);
  return async () => {
    await stop();
    await other.close();
  };
};

/** What one does without a subscription: looks, and looks again after a while. */
const polled: Follow = async ({ store }, seen) => {
  const stop = new AbortController();
  let after = await store.head();
  const look = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const page = await store.readAll(after, {}, { limit: 500 });
      seen(page);
      after = page.at(-1)?.position ?? after;
      if (page.length < 500) await sleep(POLL_MS);
    }
  };
  const looking = look();
  return async () => {
    stop.abort();
    await looking;
  };
};

/** From the moment that an append resolves to the moment that a reader is given the event, at a steady rate of appends. */
export async function commitToSeen(bench: Bench): Promise<void> {
  const { settings, results, say } = bench;
  const ours = await Probity.open(await bench.newDatabase('seen_probity'));
  const to = new Watched(ours);
  const waits = { subscribed: [] as number[], beside: [] as number[], polled: [] as number[] };
  const follows = [['subscribed', subscribed] as const, ['beside', beside] as const, ['polled', polled] as const];
  await delays(to, subscribed, settings.seenRate, settings.warmUpMs);
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const [name, follow] of follows) {
      const found = await delays(to, follow, settings.seenRate, settings.ms);
      const [p50, p99] = [percentile(found, 0.5), percentile(found, 0.99)];
      waits[name].push(p50);
      say(`commit to seen, ${name}: ${found.length} events, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
    }
  }
  results.fault(...(await to.faults()));
  await ours.close();
  const value = median(waits.polled);
  const name = `the same store, looking every ${POLL_MS} ms`;
  const polling = { against: 'polling', name, value } as const;
  results.compare('commit to seen, p50', 'ms', median(waits.subscribed), polling);
  results.compare('commit to seen by the store that appends, p50', 'ms', median(waits.beside), polling);
}

/** Milliseconds for each event; 0 where it was seen before its append had resolved. */
async function delays(to: Watched, follow: Follow, rate: number, ms: number): Promise<number[]> {
  const resolved = new Map<string, number>();
  const seen = new Map<string, number>();
  const stop = await follow(to.store as Probity, (events) => {
    const now = performance.now();
    for (const { id } of events) seen.set(id, now);
  });
  await steadily(rate, ms, async () => {
    const stream = newStream();
    const fact = newFact(stream);
    await to.append(stream, 0, [fact]);
    resolved.set(fact.envelope.id, performance.now());
  });
  for (let waited = 0; seen.size < resolved.size && waited < 5_000; waited += 10) await sleep(10);
  await stop();
  return [...resolved].map(([id, at]) => {
    const told = seen.get(id);
    if (told === undefined) throw new Error(`event ${id} was appended and never seen`);
    return Math.max(0, told - at);
  });
}
