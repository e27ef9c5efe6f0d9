import { setTimeout } from 'node:timers/promises';

/** Waits for a condition. @throws after 10 s */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (const start = performance.now(); !(await holds()); await setTimeout(5)) {
    if (performance.now() - start > 10_000) throw new Error(`not within 10 s: ${holds.toString()}`);
  }
};
