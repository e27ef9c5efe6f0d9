import { setImmediate, setTimeout } from 'node:timers/promises';
import { type EventStore, IdReused, type Position, type StreamAppend, WrongVersion } from '../port.js';
import { ids, newStream, sample, samples, to } from './samples.js';
import type { OpenAppend, Promised } from './subject.js';
import { untilAvailable } from './until.js';
import { type Seen, seenOf } from './wholeness.js';

/** What a load is about: everything else of a store may be missing. */
export type Loaded = Pick<EventStore, 'append' | 'readAll'>;

/** What was acknowledged, and how often there was what makes it hard. */
export interface Load {
  readonly acknowledged: string[];
  /** Conflicts, by guessing the version wrong. */
  refused: number;
  /** Appends that failed at their second stream, by a reused id, or in an open transaction. */
  aborted: number;
  /** Asked again with the same ids, because the outcome was unknown. */
  unknown: number;
}

export const emptyLoad = (): Load => ({ acknowledged: [], refused: 0, aborted: 0, unknown: 0 });

/** Appends until the outcome is known. @throws nothing that a load brings about */
const attempt = async (store: Loaded, append: readonly StreamAppend[], load: Load): Promise<unknown> => {
  try {
    await untilAvailable(
      () => store.append(append),
      () => (load.unknown += 1),
    );
    load.acknowledged.push(...append.flatMap(({ events }) => ids(events)));
    return undefined;
  } catch (error) {
    if (error instanceof WrongVersion || error instanceof IdReused) return error;
    throw error;
  }
};

/** An append that fails after the store has begun with it: at its second stream, or by an id that is taken. */
const abortion = (stream: string, n: number, load: Load, promised: Promised): StreamAppend[] | undefined => {
  const [taken] = load.acknowledged;
  if (promised.severalStreams && n % 7 === 3)
    return [to(newStream(), 0, sample()), to(stream, 1_000_000_000, sample())];
  if (promised.knowsEveryId && taken && n % 11 === 5) return [to(newStream(), 0, sample(), sample({ id: taken }))];
  return undefined;
};

/** Goes round the streams from the `first` one on, and guesses their versions; others write to them as well. */
export const write = async (
  store: Loaded,
  streams: readonly string[],
  first: number,
  { promised, load, writing }: { promised: Promised; load: Load; writing: () => boolean },
): Promise<void> => {
  const known = new Map<string, number>();
  for (let n = first; writing(); n += 1) {
    const stream = streams[n % streams.length] ?? '';
    const failing = abortion(stream, n, load, promised);
    if (failing && (await attempt(store, failing, load)) instanceof Error) load.aborted += 1;
    const [expected, events] = [known.get(stream) ?? 0, samples(1 + (n % 3))];
    const conflict = await attempt(store, [to(stream, expected, ...events)], load);
    if (conflict instanceof WrongVersion) load.refused += 1;
    if (conflict instanceof WrongVersion) known.set(stream, conflict.actual);
    // Never more than there is: an append that was given up on, and comes late, would still find its place.
    else if (!conflict) known.set(stream, expected + events.length);
    await setImmediate();
  }
};

/** Appends in transactions that stay open for a moment; half of them are then aborted. */
export const writeOpenly = async (
  openAppend: (streams: readonly StreamAppend[]) => Promise<OpenAppend>,
  { load, writing }: { load: Load; writing: () => boolean },
): Promise<void> => {
  for (let n = 0; writing(); n += 1) {
    const events = samples(2);
    const open = await openAppend([to(newStream(), 0, ...events)]);
    await setTimeout(5);
    if (n % 2 === 0) {
      await open.commit();
      load.acknowledged.push(...ids(events));
    } else {
      await open.abort();
      load.aborted += 1;
    }
    await setTimeout(100);
  }
};

/** Reads from its last position on, until the writers are done and nothing more comes. */
export const poll = async (store: Loaded, start: Position, writing: () => boolean): Promise<Seen[]> => {
  const seen: Seen[] = [];
  for (let more = true; more;) {
    const last = writing();
    const page = await untilAvailable(() => store.readAll(seen.at(-1)?.position ?? start));
    seen.push(...page.map(seenOf));
    more = last || page.length > 0;
    await setImmediate();
  }
  return seen;
};

/** True for so long. */
export const during = (ms: number): (() => boolean) => {
  const start = performance.now();
  return () => performance.now() - start < ms;
};
