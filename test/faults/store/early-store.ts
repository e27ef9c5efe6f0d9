import { type Appended, type EventStore, origin, type StreamAppend } from '@probity/event-store';
import type { Store } from './client.js';

const OUTSTANDING = 100;

/** The control: answers when an append was handed over, and not when it was committed. One stream's follow one another. */
export class EarlyStore implements Store {
  private readonly tails = new Map<string, Promise<unknown>>();
  private readonly outstanding = new Set<Promise<unknown>>();

  constructor(private readonly store: EventStore) {}

  readonly readStream: Store['readStream'] = (stream, options) => this.store.readStream(stream, options);

  async append(streams: readonly StreamAppend[]): Promise<Appended> {
    while (this.outstanding.size >= OUTSTANDING) await Promise.race(this.outstanding);
    const before = Promise.all(streams.map(({ stream }) => this.tails.get(stream)));
    const stored = before.then(() => this.store.append(streams)).catch(() => {});
    for (const { stream } of streams) this.tails.set(stream, stored);
    this.outstanding.add(stored);
    void stored.then(() => this.outstanding.delete(stored));
    const versions = streams.map(({ expected, events }) => expected + events.length);
    return { position: origin, versions, repeated: false };
  }

  /** Resolves when nothing is outstanding. */
  async drain(): Promise<void> {
    await Promise.all(this.outstanding);
  }
}
