import { setTimeout } from 'node:timers/promises';
import { StoreUnavailable } from '../port.js';

/** Waits for a condition. @throws after 10 s unless told */
export const until = async (holds: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> => {
  for (const start = performance.now(); !(await holds()); await setTimeout(5)) {
    if (performance.now() - start > ms) throw new Error(`not within ${ms / 1_000} s: ${holds.toString()}`);
  }
};

/**
 * Asks again while the store is away; an append with the same ids, as those who get no answer should.
 * @throws StoreUnavailable after 30 s
 */
export const untilAvailable = async <T>(
  ask: () => Promise<T>,
  unavailable: () => void = () => undefined,
): Promise<T> => {
  for (const start = performance.now(); ; await setTimeout(5)) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || performance.now() - start > 30_000) throw error;
      unavailable();
    }
  }
};
