import type { ServiceDefinition } from './service-definition.js';
import { open, prepareData, type Ports, type Running } from './process.js';
import { startTracing } from '../telemetry/start-tracing.js';
import { brokerFrom } from './broker.js';
import { ForwardClock } from './forward-clock.js';
import { settingsFrom, SettingsWrong, wrongSetting } from './settings.js';

/** One service as a process of its own, against `DATABASE_URL`. Ends on SIGINT, SIGTERM, and with its parent. */
export const runAlone = (definition: ServiceDefinition): Promise<void> => run(definition.name, [definition]);

/** All services as they are read together, while each is at work in a process of its own. */
export const runReader = (name: string, services: readonly ServiceDefinition[]): Promise<void> =>
  run(name, services, { isReader: true, isWhole: true });

const run = async (name: string, services: readonly ServiceDefinition[], ports: Ports = {}): Promise<void> => {
  try {
    const settings = settingsFrom(process.env);
    const { DATABASE_URL, OIDC_ISSUER } = settings;
    if (!DATABASE_URL) throw new SettingsWrong(wrongSetting('DATABASE_URL', DATABASE_URL));
    if (!OIDC_ISSUER) throw new SettingsWrong(wrongSetting('OIDC_ISSUER', OIDC_ISSUER));
    await prepareData(settings);
    const endTracing = startTracing(name);
    const clock = settings.PROBITY_SAMPLE_CLOCK;
    const running = await open({ ...settings, DATABASE_URL, OIDC_ISSUER }, services, {
      ...ports,
      kafka: await brokerFrom(
        process.env,
        services.map((service) => service.name),
      ),
      ...(clock !== undefined && { clock: await ForwardClock.open(clock) }),
    });
    process.stdout.write(`${name} listens on ${running.url}\n`);
    endWith(running, endTracing);
  } catch (error) {
    stop(error);
  }
};

/** Closes in order on a signal, or when the parent has gone. */
export const endWith = (running: Running, after: () => Promise<void> = async () => {}): void => {
  let ending = false;
  const end = async (code: number): Promise<void> => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(code), 10_000).unref();
    await running.close().catch(() => {});
    await after().catch(() => {});
    process.exit(code);
  };
  process.once('SIGINT', () => void end(0));
  process.once('SIGTERM', () => void end(0));
  process.once('disconnect', () => void end(0));
};

/** Says what is wrong, in a line or a few, and stops the process. */
export const stop = (error: unknown): never => {
  const known =
    error instanceof Error &&
    [
      'SettingsWrong',
      'MasterKeyWrong',
      'AlreadyRunning',
      'PackError',
      'MigrationRefused',
      'KafkaSettingsWrong',
      'BrokerRefused',
    ].includes(error.name);
  process.stderr.write(
    known
      ? `${(error as Error).message}\n`
      : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
};
