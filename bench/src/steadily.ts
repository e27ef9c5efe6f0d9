import { setTimeout as sleep } from 'node:timers/promises';

/** Each at its time, whether or not those before it are done, so that a slow moment is not hidden. Resolves when all are. */
export async function steadily(rate: number, ms: number, act: () => Promise<unknown>): Promise<void> {
  const pending: Promise<unknown>[] = [];
  const start = performance.now();
  for (let elapsed = 0; elapsed < ms; elapsed = performance.now() - start) {
    while (pending.length < (elapsed * rate) / 1_000) pending.push(act());
    await sleep(1);
  }
  await Promise.all(pending);
}
