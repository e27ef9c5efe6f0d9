import { type Bench, inTurn } from './bench.js';
import { median } from './stats.js';

export interface Contestant<Key> {
  readonly key: Key;
  readonly name: string;
  /** Works for about so long. @returns how many a second */
  rate(ms: number): Promise<number> | number;
}

/** Everybody once to warm up, then in turn for the given rounds. @returns the median of each */
export async function ratesOf<Key>(
  { settings, say }: Pick<Bench, 'settings' | 'say'>,
  what: string,
  contestants: readonly Contestant<Key>[],
): Promise<(key: Key) => number> {
  const rates = new Map<Key, number[]>(contestants.map(({ key }) => [key, []]));
  for (const contestant of contestants) await contestant.rate(settings.warmUpMs);
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const { key, name, rate } of inTurn(contestants, round)) {
      const found = await rate(settings.ms / 2);
      rates.get(key)?.push(found);
      say(`${what}, ${name}: ${found.toFixed(0)} a second`);
    }
  }
  return (key) => median(rates.get(key) ?? []);
}
