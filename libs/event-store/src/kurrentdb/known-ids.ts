/** Where the ids of one stream are, from its first event to its `upTo`th. */
interface Known {
  upTo: number;
  readonly versions: Map<string, number>;
}

/**
 * The ids that were seen in streams, so that an append need not read again what the caller has just read. Events never
 * change, so what was seen stays true. Forgets the stream that was used the longest ago.
 */
export class KnownIds {
  readonly #streams = new Map<string, Known>();
  #count = 0;

  constructor(private readonly most = 50_000) {}

  /** The version up to which every id of the stream is known; 0 for none. */
  upTo(stream: string): number {
    return this.#streams.get(stream)?.upTo ?? 0;
  }

  /** The version that an id has in the stream, where it is known. */
  versionOf(stream: string, id: string): number | undefined {
    return this.#streams.get(stream)?.versions.get(id);
  }

  /** Takes in contiguous events; those that are not next to what is known are left out. */
  add(stream: string, events: readonly { readonly id: string; readonly version: number }[]): void {
    if (events.length === 0) return;
    const known = this.#streams.get(stream) ?? { upTo: 0, versions: new Map<string, number>() };
    for (const { id, version } of events) {
      if (version !== known.upTo + 1) continue;
      known.upTo = version;
      if (!known.versions.has(id)) this.#count += 1;
      known.versions.set(id, version);
    }
    this.#streams.delete(stream);
    if (known.upTo > 0) this.#streams.set(stream, known);
    this.#forget();
  }

  #forget(): void {
    for (const [stream, { versions }] of this.#streams) {
      if (this.#count <= this.most) return;
      this.#streams.delete(stream);
      this.#count -= versions.size;
    }
  }
}
