import { Turns } from '../waiting.js';

/** A partition of a topic. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
}

export type PlacedOffset = Place & { readonly offset: string };

type Commit = (offsets: readonly PlacedOffset[]) => Promise<void>;

const keyOf = ({ topic, partition }: Place): string => `${topic} ${partition}`;

/** Offsets up to which all is handled, until they are committed. One commit at a time, so that an older never follows a newer. */
export class HandledOffsets {
  readonly #commit: Commit;
  readonly #turns = new Turns();
  #offsets = new Map<string, PlacedOffset>();

  constructor(commit: Commit) {
    this.#commit = commit;
  }

  note({ topic, partition }: Place, next: bigint): void {
    this.#offsets.set(keyOf({ topic, partition }), { topic, partition, offset: `${next}` });
  }

  /** What now is somebody else's, they handle from where they find it. */
  keepOnly(own: readonly Place[]): void {
    const keys = new Set(own.map(keyOf));
    for (const key of this.#offsets.keys()) if (!keys.has(key)) this.#offsets.delete(key);
  }

  /** What could not be committed is tried again with the next, but for places that have come further since. */
  async save(): Promise<void> {
    await this.#turns.take('commit', async () => {
      const offsets = this.#offsets;
      this.#offsets = new Map();
      if (offsets.size === 0) return;
      try {
        await this.#commit([...offsets.values()]);
      } catch (error) {
        this.#offsets = new Map([...offsets, ...this.#offsets]);
        throw error;
      }
    });
  }

  /** These are heard from other offsets: what was handled there before counts no more, and the broker knows it before `then`. */
  async begin(places: readonly PlacedOffset[], seek: () => void, then: () => Promise<void>): Promise<void> {
    await this.#turns.take('commit', async () => {
      seek();
      for (const place of places) this.#offsets.delete(keyOf(place));
      await this.#commit(places.map(({ topic, partition, offset }) => ({ topic, partition, offset })));
      await then();
    });
  }
}
