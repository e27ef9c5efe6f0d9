import type { z } from 'zod';

/** A version that is not the one told now: as it was told, or will be, and what it says in the shape of the one told now. */
export interface OtherVersion {
  readonly schema: z.ZodType;
  readonly asNow: (data: never) => object;
}

export interface Versions {
  readonly told: number;
  /** By version, older ones and those of the next release: all that can be read. */
  readonly others: Readonly<Record<number, OtherVersion>>;
}

/**
 * By `<source>.<Type>`, where it is not version 1 alone. A change that would break a consumer takes two releases: the first
 * tells version 1 and reads 2, the second tells 2 and reads 1. So in between, and on the way back, both understand each other.
 */
export const versions: Readonly<Record<string, Versions>> = {};
