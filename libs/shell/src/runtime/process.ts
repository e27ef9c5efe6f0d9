import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { busMigrations } from '@probity/messaging';
import { eventStoreSchema, migrationsDirectory } from '@probity/event-store';
import { compilePacks, packsDirectory, type Policies } from '@probity/policy-packs';
import { connect, migrate } from '@probity/postgres';
import { FileEvidenceStore } from '@probity/record';
import { RegisterStore, registersMigrations } from '@probity/registers';
import type pg from 'pg';
import { pino, type Logger } from 'pino';
import { createApplication } from './application.js';
import { SystemClock, type Clock } from './clock.js';
import { JsonCodec } from './codec.js';
import type { ServiceDefinition } from './service-definition.js';
import type { Deployment } from './service-runtime.js';
import type { Settings } from './settings.js';
import { checkDatabase, checkPacks, listenFailure } from './start-checks.js';

export { prepareData } from './start-checks.js';

export interface Running {
  readonly url: string;
  readonly application: NestFastifyApplication;
  readonly registers: RegisterStore;
  close(): Promise<void>;
}

export interface Ports {
  readonly clock?: Clock;
  readonly log?: Logger;
  /** A directory of packs in place of the setting's, for tests. */
  readonly packs?: string;
  /** Whether these are all the services there are, so that no act of a pack may go unchecked. */
  readonly isWhole?: boolean;
}

type Complete = Settings & { readonly DATABASE_URL: string; readonly OIDC_ISSUER: string };

/** Opens everything that services need and listens: packs, database, registers, files. @throws what stops a start */
export const open = async (
  settings: Complete,
  services: readonly ServiceDefinition[],
  ports: Ports = {},
): Promise<Running> => {
  const catalogues = services.flatMap(({ subjects }) => subjects.map(({ catalogue }) => catalogue));
  const packs = ports.packs ?? settings.PROBITY_PACKS ?? packsDirectory;
  await checkPacks(packs);
  const policies = compilePacks(packs, catalogues, { isWhole: ports.isWhole ?? false });
  const admin = connect(settings.DATABASE_URL, { max: 4, applicationName: 'probity' });
  try {
    await checkDatabase(settings.DATABASE_URL, admin);
    await migrateAll(admin);
    const registers = new RegisterStore(admin);
    const deployment = await deploymentOf(settings, policies, registers, ports);
    const application = await createApplication({
      deployment,
      admin,
      issuer: settings.OIDC_ISSUER,
      audience: settings.OIDC_AUDIENCE,
      services,
      publicPerMinute: settings.PUBLIC_REPORTS_PER_MINUTE,
    });
    await application.listen(settings.PORT, settings.HOST).catch(async (error: NodeJS.ErrnoException) => {
      await application.close();
      throw listenFailure(error, settings);
    });
    const close = async (): Promise<void> => {
      await application.close();
      await admin.end();
    };
    return { url: await application.getUrl(), application, registers, close };
  } catch (error) {
    await admin.end();
    throw error;
  }
};

const deploymentOf = async (
  settings: Complete,
  policies: Policies,
  registers: RegisterStore,
  ports: Ports,
): Promise<Deployment> => ({
  databaseUrl: settings.DATABASE_URL,
  policies,
  registers,
  evidence: new FileEvidenceStore(join(settings.PROBITY_DATA, 'evidence')),
  clock: ports.clock ?? new SystemClock(),
  codec: new JsonCodec(),
  digestKey: await digestKey(join(settings.PROBITY_DATA, 'keys')),
  registerWriters: Object.fromEntries(
    settings.REGISTER_WRITERS.split(',').map((pair) => pair.split('=') as [string, string]),
  ),
  log: ports.log ?? pino({ level: settings.LOG_LEVEL }),
});

const migrateAll = async (admin: pg.Pool): Promise<void> => {
  await migrate(admin, { schema: eventStoreSchema, directory: migrationsDirectory });
  await migrate(admin, busMigrations);
  await migrate(admin, registersMigrations);
};

/** The key of request digests: made once, kept beside the data. A link is all or nothing, so it is never half a key. */
const digestKey = async (directory: string): Promise<Uint8Array> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'request-digests.key');
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, randomBytes(32), { mode: 0o600 });
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return readFile(file);
};
