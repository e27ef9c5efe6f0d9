import { randomUUID } from 'node:crypto';
import type { Client } from './client.js';
import type { Sent } from './events.js';
import { type Random, seeded } from './random.js';

export interface LoadOptions {
  readonly writers: number;
  readonly seed: number;
  readonly goesOn: () => boolean;
  /** Streams that other writers, of other processes too, write to as well; so that some appends are refused. */
  readonly shared?: readonly string[];
}

export const sharedStreams = ['hearing-shared-1', 'hearing-shared-2', 'hearing-shared-3'] as const;

/** So many asking at once, each one thing after another, until told to stop; resolves when all have their answers. */
export const load = async (client: Client, { writers, seed, goesOn, shared = [] }: LoadOptions): Promise<void> => {
  const writing = Array.from({ length: writers }, async (_, number) => {
    const writer = new Writer(seeded(seed + number), shared);
    while (goesOn()) await writer.writeOnce(client);
  });
  await Promise.all(writing);
};

/** Knows its own streams' versions, and guesses the shared ones' from what it was last told. */
class Writer {
  private readonly versions = new Map<string, number>();
  private readonly own = [`hearing-${randomUUID()}`, `report-${randomUUID()}`] as const;

  constructor(
    private readonly random: Random,
    private readonly shared: readonly string[],
  ) {}

  async writeOnce(client: Client): Promise<void> {
    const streams = this.chosen().map((stream) => this.next(stream));
    const outcome = await client.send(streams);
    if (outcome.kind === 'refused') this.versions.set(outcome.stream, outcome.actual);
    if (outcome.kind === 'acknowledged')
      for (const [place, { stream }] of streams.entries()) this.versions.set(stream, outcome.versions[place] ?? 0);
  }

  /** One of its own, mostly; else one that is shared; else two at once. */
  private chosen(): readonly string[] {
    const kind = this.random.between(1, 10);
    if (kind <= 2 && this.shared.length > 0) return [this.random.pick(this.shared)];
    return kind <= 4 ? this.own : [this.random.pick(this.own)];
  }

  private next(stream: string): Sent {
    const ids = Array.from({ length: this.random.between(1, 3) }, () => randomUUID());
    return { stream, expected: this.versions.get(stream) ?? 0, ids };
  }
}
