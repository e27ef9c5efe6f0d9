import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@probity/postgres';
import { eventStoreContract, type StoreUnderTest } from '../contract/index.js';
import { postgresPromises, postgresSubject } from './contract-subject.js';

/** Debian's place, or one that is told: `POSTGRES_16_BIN=/opt/pg16/bin`. */
const folderOf = (major: number): string => process.env[`POSTGRES_${major}_BIN`] ?? `/usr/lib/postgresql/${major}/bin`;

/** A cluster of its own, which waits for no disk. */
const subjectOn = async (binaries: string): Promise<StoreUnderTest> => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'probity-version-'));
  const server = await startEmbedded({ dataDirectory, binaries, settings: { fsync: 'off' } });
  // This file's own copy of the environment: no other test sees it.
  process.env['TEST_DATABASE_URL'] = server.url;
  const subject = await postgresSubject();
  const close = async (): Promise<void> => {
    await subject.close();
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  return { ...subject, close };
};

/** Each takes half a minute: where `PROBITY_LONG` is `yes`. */
const reasonToSkip = (folder: string): string | undefined => {
  if (process.env['PROBITY_LONG'] !== 'yes') return 'PROBITY_LONG is not yes';
  return existsSync(join(folder, 'postgres')) ? undefined : `there is no ${folder}/postgres`;
};

// The embedded one is 18, and has the suite to itself.
for (const major of [15, 16, 17]) {
  const folder = folderOf(major);
  const skipped = reasonToSkip(folder);
  eventStoreContract(`postgres, on PostgreSQL ${major},`, () => subjectOn(folder), {
    ...postgresPromises,
    loadMs: 3_000,
    ...(skipped !== undefined && { skipped }),
  });
}
