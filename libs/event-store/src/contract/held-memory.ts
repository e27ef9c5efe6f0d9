import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout } from 'node:timers/promises';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of buffers that this process holds, after everything that nobody holds was collected. */
const heldBytes = async (): Promise<number> => {
  for (let round = 0; round < 3; round += 1) {
    await setTimeout(20);
    collect();
  }
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
};

/** How many bytes more are held after `work` than before it. */
export const heldBy = async (work: () => Promise<void>): Promise<number> => {
  const before = await heldBytes();
  await work();
  return (await heldBytes()) - before;
};
