import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Each key has a lane of its own, in which its work is done one after the other: one that is slow, or fails, holds up no other.
 * Looked for anew while any runs; ends when none does.
 * @param act does one piece of work; whether there was any
 */
export const inLanes = async (
  keys: () => Promise<readonly string[]>,
  act: (key: string) => Promise<boolean>,
  signal: AbortSignal,
  pause = 1_000,
): Promise<void> => {
  const lanes = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const run = async (key: string): Promise<void> => {
    try {
      while (!signal.aborted && (await act(key)));
    } catch (error) {
      failures.push(error);
    }
    lanes.delete(key);
  };
  do {
    const waiting = await keys().catch((error: unknown) => {
      failures.push(error);
      return [];
    });
    for (const key of waiting) if (!lanes.has(key)) lanes.set(key, run(key));
    await Promise.race([Promise.all(lanes.values()), sleep(pause, undefined, { signal }).catch(() => undefined)]);
  } while (lanes.size > 0 && !signal.aborted);
  await Promise.all(lanes.values());
  if (failures.length > 0) throw failures[0];
};
