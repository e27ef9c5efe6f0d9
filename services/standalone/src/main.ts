import { join, resolve } from 'node:path';
import { startIdentity } from '@probity/identity';
import type { RegisterStore } from '@probity/registers';
import { lockDirectory, startEmbedded } from '@probity/postgres';
import {
  brokerFrom,
  endWith,
  ForwardClock,
  open,
  prepareData,
  settingsFrom,
  SettingsWrong,
  startTracing,
  stop,
  wrongSetting,
  type Settings,
} from '@probity/shell';
import { allServices } from './services.js';
import { sampleFile, samplePeople, sampleRegisters, seed, type SamplePerson } from './samples.js';
import { greeting } from './greeting.js';

/** The demo plays them. */
const sampleLearningSystems = sampleFile('learning-systems.json');

type Ending = () => Promise<void>;

/** Every service in one process, on a PostgreSQL of its own unless `DATABASE_URL` names another. */
const start = async (): Promise<void> => {
  const endings: Ending[] = [];
  const endAll: Ending = async () => {
    for (const end of endings.toReversed()) await end().catch(() => {});
  };
  try {
    const settings = settingsFrom(process.env);
    const withSamples = usesSamples(settings);
    endings.push(startTracing('standalone'));
    await prepareData(settings);
    const databaseUrl = settings.DATABASE_URL ?? (await ownDatabase(settings, endings));
    if (settings.DATABASE_URL) endings.push((await lockDirectory(resolve(settings.PROBITY_DATA))).release);
    const samples = withSamples ? await sampleRegisters(settings.PROBITY_POLICIES) : [];
    const uploaded: { registers?: RegisterStore } = {};
    const issuer = settings.OIDC_ISSUER ?? (await ownIdentity(settings, samplePeople(...samples), uploaded, endings));
    const learning = settings.PROBITY_LEARNING_SYSTEMS ?? (withSamples ? sampleLearningSystems : undefined);
    const known = { ...settings, DATABASE_URL: databaseUrl, OIDC_ISSUER: issuer, PROBITY_LEARNING_SYSTEMS: learning };
    const running = await open(known, allServices, {
      isWhole: true,
      kafka: await brokerFrom(
        process.env,
        allServices.map(({ name }) => name),
      ),
      ...(withSamples && !settings.DATABASE_URL && { clock: await sampleClock(settings) }),
    });
    uploaded.registers = running.registers;
    await seed(running.registers, ...samples);
    endWith(running, endAll);
    process.stdout.write(greeting(running.url, samples));
  } catch (error) {
    await endAll();
    stop(error);
  }
};

/** On a database of its own, unless something else is said; never unasked on anybody's real one. @throws SettingsWrong */
const usesSamples = ({ DATABASE_URL, OIDC_ISSUER, PROBITY_SAMPLES }: Settings): boolean => {
  if (OIDC_ISSUER !== undefined) return false;
  if (PROBITY_SAMPLES === 'yes' || (PROBITY_SAMPLES === undefined && DATABASE_URL === undefined)) return true;
  throw new SettingsWrong(
    `${wrongSetting('OIDC_ISSUER', undefined)}, or PROBITY_SAMPLES=yes to try it with the sample staff, who sign in without proof`,
  );
};

/** Nobody's real data is beside it, so that days may be passed over. */
const sampleClock = ({ PROBITY_DATA }: Settings): Promise<ForwardClock> =>
  ForwardClock.open(join(resolve(PROBITY_DATA), 'sample-clock'));

const ownDatabase = async ({ PROBITY_DATA }: Settings, endings: Ending[]): Promise<string> => {
  const server = await startEmbedded({ dataDirectory: resolve(PROBITY_DATA) });
  endings.push(() => server.stop());
  return server.url;
};

/** Of whoever is in a sample, or in a register that was uploaded since. */
const ownIdentity = async (
  { PORT, OIDC_AUDIENCE, PROBITY_DATA }: Settings,
  people: SamplePerson[],
  uploaded: { readonly registers?: RegisterStore },
  endings: Ending[],
): Promise<string> => {
  const identity = await startIdentity({
    port: PORT === 0 ? 0 : PORT + 1,
    people,
    others: async (subject) => ((await uploaded.registers?.person(subject)) ? { subject, name: subject } : undefined),
    audience: OIDC_AUDIENCE,
    keysFile: join(resolve(PROBITY_DATA), 'keys', 'identity.json'),
  }).catch((error: Error) => {
    if (!/port \d+ is taken|options\.port/.test(error.message)) throw error;
    throw new SettingsWrong(
      `PORT is ${PORT}, and sign-in needs the next (${error.message}); expected two free ports in a row, or OIDC_ISSUER`,
    );
  });
  endings.push(() => identity.stop());
  return identity.issuer;
};

await start();
