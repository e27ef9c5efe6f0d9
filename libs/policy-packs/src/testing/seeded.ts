/** The same values for the same seed. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  oneOf<T>(values: readonly [T, ...T[]]): T;
  someOf<T>(values: readonly T[]): readonly T[];
}

/** By mulberry32. */
export function seeded(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    whole,
    oneOf: ([first, ...others]) => others[whole(-1, others.length - 1)] ?? first,
    someOf: (values) => values.filter(() => next() < 0.5),
  };
}

/** @throws with the value for which it does not hold, and its number */
export function holdsForAll<T>(make: (random: Random) => T, holds: (value: T) => void, runs = 250): void {
  const random = seeded(1971);
  for (let run = 1; run <= runs; run += 1) {
    const value = make(random);
    try {
      holds(value);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`run ${run}, ${JSON.stringify(value)}: ${why}`, { cause: error });
    }
  }
}
