import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from '@probity/kafka';
import { startEmbedded } from '@probity/postgres';
import { consuming } from './bus/figures/consuming.js';
import { lost } from './bus/figures/lost.js';
import { reactions } from './bus/figures/reactions.js';
import { relaying } from './bus/figures/relaying.js';
import type { World } from './bus/world.js';
import { type Context, describeRun } from './context.js';
import { Results } from './results.js';
import { newDatabase, SERVER } from './run-store.js';
import type { Settings } from './settings.js';

const PARTS = { reactions, relay: relaying, consumer: consuming, lost } as const;
export type BusPart = keyof typeof PARTS;
export const BUS_PARTS = Object.keys(PARTS) as readonly BusPart[];

export interface BusRun {
  readonly results: Results;
  readonly context: Context & { readonly kafka: string; readonly rounds: World['rounds'] };
}

const KAFKA = '4.3.1, one broker, one copy; 12 partitions';

/** One PostgreSQL, one broker and one run for everybody, in a folder that is gone afterwards. */
export async function runBus(
  settings: Settings,
  parts: readonly BusPart[],
  say: (line: string) => void,
  binaries?: string,
): Promise<BusRun> {
  const folder = await mkdtemp(join(tmpdir(), 'probity-bench-'));
  const server = await startEmbedded({
    dataDirectory: join(folder, 'postgres'),
    settings: SERVER,
    ...(binaries && { binaries }),
  });
  const cluster = await startCluster({ dataDirectory: join(folder, 'kafka') }).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const end = async (): Promise<void> => {
    await Promise.all([server.stop(), cluster.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
  const stopEarly = (): void => void end().then(() => process.exit(130));
  process.once('SIGINT', stopEarly).once('SIGTERM', stopEarly);
  try {
    const results = new Results();
    const world: World = {
      ...{ settings, results, say, rounds: {} },
      brokers: cluster.addresses,
      newDatabase: (name) => newDatabase(server.url, name),
    };
    const context = await describeRun(server.url, settings);
    for (const part of parts)
      await PARTS[part](world).catch((error: unknown) => results.fault(`${part}: ${String(error)}`));
    return { results, context: { ...context, kafka: KAFKA, rounds: world.rounds } };
  } finally {
    process.off('SIGINT', stopEarly).off('SIGTERM', stopEarly);
    await end();
  }
}
