import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { busMigrations, type KafkaSettings } from '@probity/messaging';
import { eventStoreSchema, migrationsDirectory } from '@probity/event-store';
import { compilePacks, packsDirectory, type Policies, mergeCatalogues, procedure } from '@probity/policy-packs';
import { connect, ensureLogin, migrate } from '@probity/postgres';
import { RegisterStore, registersMigrations } from '@probity/registers';
import type pg from 'pg';
import { pino, type Logger } from 'pino';
import { smtpMail, type Mail } from '../letters/mail.js';
import { createApplication } from './application.js';
import { SystemClock, type Clock } from './clock.js';
import { openVaults, tombstoneFile } from '../sealing/deployed-vaults.js';
import type { Vaults } from '../sealing/vaults.js';
import { inTurn } from './in-turn.js';
import { learningSystemsIn } from './learning-systems.js';
import { hmac, openKeys, type Keys } from './keys.js';
import type { ServiceDefinition } from './service-definition.js';
import { codeOf, type Deployment } from './service-runtime.js';
import { Metrics } from '../telemetry/metrics.js';
import { policySettings, type Settings } from './settings.js';
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
  /** Keys in place of the deployment's. With some that seal nothing, a test shows what sealing is for. */
  readonly vaults?: Vaults;
  /** A directory of packs in place of the setting's, for tests. */
  readonly packs?: string;
  /** Compiled before, in place of the packs, for tests that start many systems. */
  readonly policies?: Policies;
  /** A broker in place of the database for what services tell one another. */
  readonly kafka?: KafkaSettings | undefined;
  /** Whether these are all the services there are, so that no act of a pack may go unchecked. */
  readonly isWhole?: boolean;
  /** Whether they are only read here, and are at work in other processes. */
  readonly isReader?: boolean;
}

type Complete = Settings & { readonly DATABASE_URL: string; readonly OIDC_ISSUER: string };

/** All packs that there are, compiled for these services. @throws PackError with all that is wrong with them */
export const policiesFor = async (
  settings: Pick<Settings, 'PROBITY_POLICIES' | 'PROBITY_POLICY_SETTINGS'>,
  services: readonly ServiceDefinition[],
  { packs = packsDirectory, isWhole = false }: Pick<Ports, 'packs' | 'isWhole'> = {},
): Promise<Policies> => {
  const own = services.flatMap(({ subjects }) => subjects.map(({ catalogue }) => catalogue));
  const here = (subject: string): boolean => isWhole || own.some(({ service }) => service === subject);
  const catalogues = mergeCatalogues([...own, ...procedure.filter(({ service }) => here(service))]);
  const more = settings.PROBITY_POLICIES;
  if (more !== undefined) await checkPacks(more);
  const folders = [packs, ...(more === undefined ? [] : [more])];
  return compilePacks(folders, catalogues, { isWhole, settings: policySettings(settings) });
};

/** Opens everything that services need and listens: packs, database, registers, files. @throws what stops a start */
export const open = async (
  settings: Complete,
  services: readonly ServiceDefinition[],
  ports: Ports = {},
): Promise<Running> => {
  const policies = ports.policies ?? (await policiesFor(settings, services, ports));
  const admin = connect(settings.DATABASE_URL, { max: 4, applicationName: 'probity' });
  const endings: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of endings.splice(0).toReversed()) await end();
  };
  try {
    await checkDatabase(settings.DATABASE_URL, admin);
    await migrateAll(admin);
    const keys = await openKeys(join(settings.PROBITY_DATA, 'keys'), admin);
    const log = ports.log ?? pino({ level: settings.LOG_LEVEL });
    const trouble = (error: unknown): void => log.warn({ what: 'the keys', error: codeOf(error) }, 'trouble');
    const vaults = ports.vaults ?? (await openVaults(settings, admin, keys, trouble));
    endings.push(() => vaults.close());
    // Registers from before sealing go with it, so not before the keys are to be had.
    await migrate(admin, registersMigrations);
    const pool = await registersPool(settings.DATABASE_URL, admin, keys);
    endings.push(() => pool.end());
    const registers = new RegisterStore(pool, await vaults.of(registersRole, registersRights));
    if (settings.PROBITY_SMTP_URL === undefined) log.warn('letters are kept and wait: PROBITY_SMTP_URL is not set');
    const deployment = deploymentOf(settings, policies, registers, vaults, keys, { ...ports, log });
    const application = await createApplication({
      deployment,
      admin,
      issuer: settings.OIDC_ISSUER,
      audience: settings.OIDC_AUDIENCE,
      services,
      publicPerMinute: settings.PUBLIC_REPORTS_PER_MINUTE,
    });
    endings.push(() => application.close());
    await application.listen(settings.PORT, settings.HOST).catch((error: NodeJS.ErrnoException) => {
      throw listenFailure(error, settings);
    });
    // From here on nobody acts with the rights of an owner.
    await admin.end();
    await vaults.provisioned();
    return { url: await application.getUrl(), application, registers, close };
  } catch (error) {
    await close();
    if (!admin.ended) await admin.end();
    throw error;
  }
};

const deploymentOf = (
  settings: Complete,
  policies: Policies,
  registers: RegisterStore,
  vaults: Vaults,
  keys: Keys,
  ports: Ports & { readonly log: Logger },
): Deployment => ({
  databaseUrl: settings.DATABASE_URL,
  policies,
  registers,
  evidenceDirectory: join(settings.PROBITY_DATA, 'evidence'),
  clock: ports.clock ?? new SystemClock(),
  chosen: {
    backupRetention: settings.PROBITY_BACKUP_RETENTION,
    smallNumbersBelow: settings.SMALL_NUMBERS_BELOW,
    learningSystems: learningSystemsIn(settings.PROBITY_LEARNING_SYSTEMS),
  },
  vaults,
  tombstoneFile: tombstoneFile(settings),
  keys,
  mail: mailOf(settings),
  kafka: ports.kafka,
  metrics: new Metrics(),
  isReader: ports.isReader ?? false,
  registerWriters: Object.fromEntries(
    settings.REGISTER_WRITERS.split(',').map((pair) => pair.split('=') as [string, string]),
  ),
  log: ports.log,
});

const mailOf = ({ PROBITY_SMTP_URL: url, PROBITY_MAIL_FROM: from }: Settings): Mail | undefined =>
  url === undefined || from === undefined ? undefined : smtpMail(url, from);

const migrateAll = async (admin: pg.Pool): Promise<void> => {
  await migrate(admin, { schema: eventStoreSchema, directory: migrationsDirectory });
  await migrate(admin, busMigrations);
};

const registersRole = 'probity_registers';
const registersRights = { seals: ['register'], opens: ['register'] };

/** Reads and adds registers, and nothing else. */
const registersPool = async (url: string, admin: pg.Pool, keys: Keys): Promise<pg.Pool> => {
  const role = registersRole;
  const own = await inTurn(admin, async () => {
    const login = await ensureLogin(admin, url, { role, password: hmac(keys.logins, 'login', role) });
    await admin.query(
      `GRANT USAGE ON SCHEMA registers TO ${role}; GRANT SELECT, INSERT ON registers.snapshots TO ${role}`,
    );
    return login;
  });
  return connect(own, { max: 4, applicationName: 'probity registers' });
};
