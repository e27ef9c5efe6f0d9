import { origin } from '@probity/event-store';
import type { Bench } from '../bench.js';
import type { Filled } from '../fill.js';
import { cipherAlone } from '../limits/cipher.js';
import { drainCopyOut } from '../limits/copy.js';
import { countPages, hasReadAll, idsIn, pages, type ReadsAll } from '../pages.js';
import { best, type Measured } from '../results.js';
import { type Contestant, ratesOf } from '../rounds.js';
import { plainPool } from '../sql.js';
import type { StoreKind } from '../store.js';
import type { OurPage, Probity } from '../stores/probity.js';
import type { FilledPeer } from './stored.js';

type Key = 'raw' | 'opened' | 'subscribed' | 'copyOut' | 'cipher' | StoreKind['key'];

/** Reads the whole log once. @returns how many events it was given */
type Pass = () => Promise<number>;

interface Peer {
  readonly against: StoreKind['key'];
  readonly store: ReadsAll;
}

/** The log from its first event to its last, by each store's own global read, in pages of the same size. */
export async function wholeLog(bench: Bench, ours: Filled<Probity>, theirs: readonly FilledPeer[]): Promise<void> {
  const { page, events } = bench.settings;
  const peers = theirs.flatMap(({ against, store }) => (hasReadAll(store) ? [{ against, store }] : []));
  await missed(bench, ours.store, peers);
  const pool = plainPool(ours.url, 1);
  const passes = ourPasses(ours.store, page, events).map(({ key, name, pass }) => ({
    key,
    name,
    rate: repeated(whole(pass, events, name)),
  }));
  const rate = await ratesOf(bench, 'whole log', [
    ...passes,
    { key: 'copyOut', name: 'raw COPY OUT', rate: repeated(async () => ((await drainCopyOut(pool)) > 0 ? events : 0)) },
    { key: 'cipher', name: 'the cipher alone, one core', rate: cipherAlone },
    ...peers.map(({ against, store }) => ({
      key: against,
      name: store.name,
      rate: repeated(() => countPages(store, page)),
    })),
  ] satisfies Contestant<Key>[]);
  await pool.end();
  compare(bench, rate, peers);
  for (const { store } of theirs) if (!hasReadAll(store)) bench.results.count('whole log', '', `${store.name}: none`);
}

/** Nobody writes, so every event should be told. One of ours that is not is a fault; a peer's is a row. */
async function missed({ settings, results }: Bench, ours: Probity, peers: readonly Peer[]): Promise<void> {
  const count = async (store: ReadsAll): Promise<number> => settings.events - (await idsIn(store, settings.page)).size;
  const here = await count(ours);
  if (here > 0) results.fault(`Probity: a pass over the whole log misses ${here} events`);
  for (const { store } of peers) {
    const text = `${store.name}: ${await count(store)} of ${settings.events}`;
    results.count('events missed in a log at rest', `${here}`, text);
  }
}

const ourPasses = (ours: Probity, page: number, events: number) =>
  [
    { key: 'raw', name: 'Probity, as stored', pass: () => countPages(ours, page) },
    { key: 'opened', name: 'Probity, decrypted and parsed', pass: () => openPages(ours, page) },
    { key: 'subscribed', name: 'Probity, a subscription catching up', pass: () => catchUp(ours, events) },
  ] as const;

async function openPages(ours: Probity, limit: number): Promise<number> {
  let seen = 0;
  for await (const { events } of pages<OurPage>(ours.readAll, limit)) seen += (await ours.openAll(events)).length;
  return seen;
}

async function catchUp({ store }: Probity, events: number): Promise<number> {
  let seen = 0;
  const caughtUp = Promise.withResolvers<void>();
  const subscription = store.subscribe({}, origin, async (page) => {
    seen += page.length;
    if (seen >= events) caughtUp.resolve();
  });
  await Promise.race([caughtUp.promise, subscription.ended]);
  await subscription.close();
  return seen;
}

const whole =
  (pass: Pass, events: number, name: string): Pass =>
  async () => {
    const seen = await pass();
    if (seen !== events) throw new Error(`${name}: a pass over the whole log gave ${seen} of ${events} events`);
    return seen;
  };

/** Whole passes until the time is up, one at least. */
const repeated =
  (pass: Pass) =>
  async (ms: number): Promise<number> => {
    const start = performance.now();
    let total = 0;
    do total += await pass();
    while (performance.now() - start < ms);
    return (total * 1_000) / (performance.now() - start);
  };

function compare({ results }: Bench, rate: (key: Key) => number, peers: readonly Peer[]): void {
  const theirs: Measured[] = peers.map(({ against, store }) => ({ against, name: store.name, value: rate(against) }));
  const most = best(theirs, 'most');
  const copyOut: Measured = { against: 'copyOut', name: 'raw COPY OUT', value: rate('copyOut') };
  const cipher: Measured = { against: 'cipher', name: 'the cipher alone, one core', value: rate('cipher') };
  results.compare('whole log', 'a second', rate('raw'), ...theirs, most, copyOut);
  results.compare('whole log, decrypted and parsed', 'a second', rate('opened'), ...theirs, most, cipher);
  results.compare('whole log, a subscription catching up', 'a second', rate('subscribed'), most, copyOut);
}
