import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Embedded } from '@probity/postgres';

declare global {
  var stopTestPostgres: (() => Promise<void>) | undefined;
}

/** It need not wait for the disk, nor make passwords hard to guess: a system signs in a hundred times before it is asked anything. */
const settings = { fsync: 'off', max_connections: '500', scram_iterations: '1' };

/** One PostgreSQL for the whole run, whole systems side by side on it; thrown away afterwards. */
export default async function startPostgres(): Promise<void> {
  if (process.env['TEST_DATABASE_URL']) return;
  // Set-up runs outside the test's module mapping, and therefore on the built package.
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'infra/postgres'], { stdio: 'inherit' });
  const { startEmbedded } = await import('@probity/postgres');
  const dataDirectory = await mkdtemp(join(tmpdir(), 'probity-test-'));
  const server: Embedded = await startEmbedded({ dataDirectory, settings });
  process.env['TEST_DATABASE_URL'] = server.url;
  globalThis.stopTestPostgres = async () => {
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
}
