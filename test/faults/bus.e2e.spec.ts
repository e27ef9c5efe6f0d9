import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { whereThereIsABroker } from '@probity/kafka';
import { controls, faults } from './bus/faults.js';
import { Kafka } from './bus/kafka.js';
import { databaseSettings, inLength, tryControl, tryFault } from './bus/run.js';
import type { World } from './bus/trial.js';
import { Cluster } from './store/cluster.js';

// `npm run faults -- bus` does the same, more, and more often, and prints how much was lost.
jest.setTimeout(300_000);

const describeOverBroker = await whereThereIsABroker(describe);

describeOverBroker('what services tell each other is neither lost nor done twice', () => {
  let world: World;
  beforeAll(async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    // Relays are killed and frozen, each a process, which runs what is built.
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'test'], { cwd: root, stdio: 'inherit' });
    world = { postgres: await Cluster.start(databaseSettings), kafka: await Kafka.start(1) };
  });
  afterAll(async () => {
    await world.kafka.remove();
    await world.postgres.remove();
  });

  it.each(inLength(faults, 'short'))('$name', async (fault) => {
    expect((await tryFault(world, fault, 'short')).why).toEqual([]);
  });

  it.each(inLength(controls, 'short'))(
    'and is seen to: $name, something is $loses, and without the fault nothing',
    async (control) => {
      expect((await tryControl(world, control, 'short')).why).toEqual([]);
    },
  );
});
