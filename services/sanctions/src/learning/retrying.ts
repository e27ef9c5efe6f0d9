/** Milliseconds until it is tried again: growing, an hour at most. */
export const pauseAfter = (attempts: number): number => Math.min(2_000 * 2 ** (attempts - 1), 3_600_000);

/** After so many attempts, a quarter of an hour or so, a person sees to it. It is tried on all the same. */
export const attemptsBeforeWork = 10;
