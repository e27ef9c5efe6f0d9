import { setTimeout } from 'node:timers/promises';

const FIRST_MS = 50;
const LONGEST_MS = 5_000;

/** Waits 50 ms, and twice as long after each further failure, to 5 s; resolves early when aborted. */
export const backoff = (failures: number, signal?: AbortSignal): Promise<void> =>
  setTimeout(Math.min(FIRST_MS * 2 ** failures, LONGEST_MS), undefined, signal ? { signal } : {}).catch(
    () => undefined,
  );
