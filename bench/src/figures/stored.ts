import type { Bench } from '../bench.js';
import { type Filled, openFilled } from '../fill.js';
import { best, type Measured } from '../results.js';
import { bytesOnDisk } from '../sql.js';
import type { Store, StoreKind } from '../store.js';
import { peers } from '../stores/peers.js';
import { Probity } from '../stores/probity.js';
import { loads } from './loads.js';
import { wholeLog } from './whole-log.js';

export interface FilledPeer extends Filled {
  readonly against: StoreKind['key'];
}

/** Every store with the same events: what they take on the disk, and how fast they are read. */
export async function stored(bench: Bench): Promise<void> {
  const ours = await openFilled(bench, 'stored_probity', Probity.open);
  const theirs: FilledPeer[] = [];
  for (const { key, open } of peers) {
    theirs.push({ against: key, ...(await openFilled<Store>(bench, `stored_${key}`, open)) });
  }
  await sizes(bench, ours, theirs);
  await loads(bench, ours, theirs);
  await wholeLog(bench, ours, theirs);
  await Promise.all([ours, ...theirs].map(({ store }) => store.close()));
}

async function sizes({ settings, results }: Bench, ours: Filled, theirs: readonly FilledPeer[]): Promise<void> {
  const anEvent = async ({ url, emptyBytes }: Filled): Promise<number> =>
    ((await bytesOnDisk(url)) - emptyBytes) / settings.events;
  const others: Measured[] = [];
  for (const peer of theirs) others.push({ against: peer.against, name: peer.store.name, value: await anEvent(peer) });
  results.compare('bytes on disk an event', 'bytes', await anEvent(ours), ...others, best(others, 'least'));
}
