import { type Bench, Watched } from './bench.js';
import { newFacts, newStream, STREAM_LENGTH } from './facts.js';
import { runClients } from './clients.js';
import { bytesOnDisk } from './sql.js';
import type { Store } from './store.js';
import type { Probity } from './stores/probity.js';

/** Full streams, a stream an append, until there are so many events. @returns the streams' names */
export async function fill(store: Pick<Store, 'append'>, events: number): Promise<string[]> {
  const streams = Array.from({ length: events / STREAM_LENGTH }, newStream);
  let next = 0;
  await runClients(16, { count: streams.length }, async () => {
    const stream = streams[next++];
    if (stream !== undefined) await store.append(stream, 0, newFacts(stream, STREAM_LENGTH));
  });
  return streams;
}

/** The same for ours alone, and faster: many streams an append. */
export async function fillFast(ours: Probity, events: number, streamsAtOnce = 25): Promise<string[]> {
  const streams = Array.from({ length: events / STREAM_LENGTH }, newStream);
  let next = 0;
  await runClients(4, { count: Math.ceil(streams.length / streamsAtOnce) }, async () => {
    const some = streams.slice(next, (next += streamsAtOnce));
    const filled = some.map((stream) => ({ stream, expected: 0, facts: newFacts(stream, STREAM_LENGTH) }));
    await ours.appendAll(filled);
  });
  return streams;
}

export interface Filled<Kind extends Store = Store> {
  readonly store: Kind;
  readonly url: string;
  /** What the store takes before its first event. */
  readonly emptyBytes: number;
  readonly streams: readonly string[];
}

/** A store of its own database with the number of events that all stores are read with, counted afterwards. */
export async function openFilled<Kind extends Store>(
  bench: Bench,
  database: string,
  open: (url: string) => Promise<Kind>,
): Promise<Filled<Kind>> {
  const url = await bench.newDatabase(database);
  const store = await open(url);
  const emptyBytes = await bytesOnDisk(url);
  const watched = new Watched(store);
  const streams = await fill(watched, bench.settings.events);
  bench.say(`${store.name} holds ${watched.acknowledged} events`);
  bench.results.fault(...(await watched.faults()));
  return { store, url, emptyBytes, streams };
}
