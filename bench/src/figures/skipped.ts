import { setTimeout as sleep } from 'node:timers/promises';
import { origin } from '@probity/event-store';
import { appender, type Bench, Watched } from '../bench.js';
import { runClients } from '../clients.js';
import { peers } from '../stores/peers.js';
import { Probity } from '../stores/probity.js';
import type { Store } from '../store.js';

const PAGE = 500;
/** After the last append a reader may go on finding something for so long. */
const QUIET_MS = 500;

/** Follows from the beginning on. `finish` waits until nothing more comes, and gives the ids that it saw. */
interface LiveReader {
  finish(): Promise<ReadonlySet<string>>;
}

interface Counted {
  readonly sent: number;
  readonly skipped: number;
}

/** Writers at full speed against a reader that remembers how far it has read: how many events does it never see? */
export async function skipped(bench: Bench): Promise<void> {
  const { results } = bench;
  const lines: string[] = [];
  for (const { key, open } of peers) {
    const store = await open(await bench.newDatabase(`skipped_${key}`));
    const { readAll } = store;
    lines.push(
      readAll === undefined
        ? `${store.name}: no global read`
        : `${store.name}: ${told(await count(bench, store, () => polling(readAll)))}`,
    );
    await store.close();
  }
  const reading = await ours(bench, 'reading', (store) => polling(store.readAll));
  const subscribed = await ours(bench, 'subscribed', subscription);
  const lost = reading.skipped + subscribed.skipped;
  if (lost > 0) results.fault(`Probity: a live reader never saw ${lost} events`);
  const text = `${lost} of ${reading.sent + subscribed.sent}`;
  const figure = 'events skipped by a live reader';
  results.count(figure, text, '', '0', lost === 0 ? 'yes' : 'no');
  for (const line of lines) results.count(figure, text, line);
}

const told = ({ sent, skipped: lost }: Counted): string => `${lost} of ${sent}`;

async function ours(bench: Bench, how: string, follow: (store: Probity) => LiveReader): Promise<Counted> {
  const store = await Probity.open(await bench.newDatabase(`skipped_probity_${how}`));
  const counted = await count(bench, store, () => follow(store));
  await store.close();
  return counted;
}

async function count({ settings, results, say }: Bench, store: Store, follow: () => LiveReader): Promise<Counted> {
  const sent = new Set<string>();
  const watched = new Watched(store);
  const noting: Pick<Watched, 'append'> = {
    append: async (stream, expected, facts) => {
      await watched.append(stream, expected, facts);
      for (const { envelope } of facts) sent.add(envelope.id);
    },
  };
  const reader = follow();
  await runClients(settings.skipWriters, { ms: settings.skipMs }, appender(noting, settings.skipWriters));
  const seen = await reader.finish();
  results.fault(...(await watched.faults()));
  const counted = { sent: sent.size, skipped: [...sent].filter((id) => !seen.has(id)).length };
  say(`skipped by a live reader, ${store.name}: ${told(counted)}`);
  return counted;
}

/** Goes on from the mark of the last page, as often as it can. */
function polling(readAll: NonNullable<Store['readAll']>): LiveReader {
  const seen = new Set<string>();
  const finishing = new AbortController();
  const run = async (): Promise<void> => {
    let after = '0';
    let quietSince = performance.now();
    while (!finishing.signal.aborted || performance.now() - quietSince < QUIET_MS) {
      const page = await readAll(after, PAGE);
      for (const id of page.ids()) seen.add(id);
      after = page.next;
      if (page.count > 0) quietSince = performance.now();
      else await sleep(1);
    }
  };
  const running = run();
  const finish = async (): Promise<ReadonlySet<string>> => {
    finishing.abort();
    await running;
    return seen;
  };
  return { finish };
}

function subscription({ store }: Probity): LiveReader {
  const seen = new Set<string>();
  let lastAt = performance.now();
  const following = store.subscribe({}, origin, async (page) => {
    for (const { id } of page) seen.add(id);
    lastAt = performance.now();
  });
  const finish = async (): Promise<ReadonlySet<string>> => {
    const since = performance.now();
    // Longer than the slow look that makes good a lost notice.
    while (performance.now() - Math.max(lastAt, since) < 3 * QUIET_MS) await sleep(20);
    await following.close();
    return seen;
  };
  return { finish };
}
