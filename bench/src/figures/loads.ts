import type { Bench } from '../bench.js';
import { runClients } from '../clients.js';
import { fold, STREAM_LENGTH } from '../facts.js';
import type { Filled } from '../fill.js';
import { cipherAlone } from '../limits/cipher.js';
import { best, type Measured } from '../results.js';
import { type Contestant, ratesOf } from '../rounds.js';
import type { Store } from '../store.js';
import type { FilledPeer } from './stored.js';

/** @returns how many events it got */
type Load = (store: Store, stream: string) => Promise<number>;

/** As the store gives the events; ours still sealed. */
const asGiven: Load = async (store, stream) => (await store.load(stream)).length;

/** Opened, parsed and folded, as a command needs them. */
const folded: Load = async (store, stream) => {
  const facts = await store.loadFacts(stream);
  return fold(facts).minutes > 0 ? facts.length : 0;
};

const CIPHER = { key: 'cipher', name: 'the cipher alone, one core' } as const;

/** Streams of 20 events read at once by many clients, every store in turn. */
export async function loads(bench: Bench, ours: Filled, theirs: readonly FilledPeer[]): Promise<void> {
  const { loadClients } = bench.settings;
  const reading = (load: Load) => [
    { key: 'ours' as const, name: ours.store.name, rate: reader(ours, load, loadClients) },
    ...theirs.map((peer) => ({ key: peer.against, name: peer.store.name, rate: reader(peer, load, loadClients) })),
  ];
  const given = await ratesOf(bench, 'load 20 events', reading(asGiven));
  const cipher: Contestant<'cipher'> = { ...CIPHER, rate: (ms) => cipherAlone(ms) / STREAM_LENGTH };
  const opened = await ratesOf(bench, 'load 20 events, folded', [...reading(folded), cipher]);
  const peers = (rate: typeof given): Measured[] =>
    theirs.map(({ against, store }) => ({ against, name: store.name, value: rate(against) }));
  const { results } = bench;
  results.compare('load 20 events', 'a second', given('ours'), ...peers(given), best(peers(given), 'most'));
  const alone: Measured = { against: 'cipher', name: CIPHER.name, value: opened('cipher') };
  results.compare('load 20 events, decrypted and folded', 'a second', opened('ours'), ...peers(opened), alone);
}

/** One stream after the other, so that each is read as often. Throws where one is not read whole. */
const reader =
  ({ store, streams }: Filled, load: Load, clients: number) =>
  async (ms: number): Promise<number> => {
    let next = 0;
    const { perSecond } = await runClients(clients, { ms }, async () => {
      const stream = streams[next++ % streams.length] ?? '';
      const count = await load(store, stream);
      if (count !== STREAM_LENGTH) throw new Error(`${store.name} read ${count} events of ${stream}`);
    });
    return perSecond;
  };
