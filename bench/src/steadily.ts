import { setTimeout as sleep } from 'node:timers/promises';

/**
 * So many in all as fit into the time, each at its own, whether or not those before it are done: a slow moment is not hidden, and what
 * it held up is made up for. Resolves when all are.
 */
export async function steadily(rate: number, ms: number, act: () => Promise<unknown>): Promise<void> {
  const all = Math.floor((rate * ms) / 1_000);
  const pending: Promise<unknown>[] = [];
  const start = performance.now();
  while (pending.length < all) {
    const due = Math.min(all, ((performance.now() - start) * rate) / 1_000);
    while (pending.length < due) pending.push(act());
    await sleep(1);
  }
  await Promise.all(pending);
}
