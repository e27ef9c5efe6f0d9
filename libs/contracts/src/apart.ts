import { z } from 'zod';

/**
 * Where in an event's data something stands that is about one of several people: it is sealed by itself, under the key of
 * that person's case, and goes with it while the rest of the event stays.
 */
export interface Apart {
  /** As `personalPaths` has them: `students.[]`. */
  readonly path: string;
  /** Undefined: it is sealed with the rest, and no more. */
  readonly caseOf: (value: unknown, data: object) => string | undefined;
}

/** What is left of such a part once its key was destroyed. */
export const forgotten = z.strictObject({ case: z.uuid(), forgotten: z.literal(true) });
export type Forgotten = z.infer<typeof forgotten>;

export const isForgotten = (part: object): part is Forgotten => 'forgotten' in part;
