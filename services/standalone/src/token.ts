import { fetchToken } from '@probity/identity';
import type { Register } from '@probity/registers';
import { settingsFrom } from '@probity/shell';
import { providerOf } from './provider.js';
import { samplePeople, sampleRegisters } from './samples.js';

const sayWhom = (registers: readonly Register[]): string =>
  `Say whom: npm run token -- --as <person>, one of these or the subject of somebody in a register that you uploaded\n${registers.map(listOf).join('')}`;

const listOf = (register: Register): string => {
  const people = samplePeople(register).map(({ subject, name }) => `  ${subject.padEnd(36)}${name}\n`);
  return `\n${register.institution.name}\n${people.join('')}`;
};

const stop = (why: string): never => {
  process.stderr.write(why);
  process.exit(1);
};

/** Prints a bearer token for one of the sample people, or of those in a register that was uploaded, from the provider of the system that runs here. */
const main = async (): Promise<void> => {
  const at = process.argv.indexOf('--as');
  const person = at < 0 ? undefined : process.argv[at + 1];
  const settings = settingsFrom(process.env);
  if (person === undefined) return stop(sayWhom(await sampleRegisters(settings.PROBITY_POLICIES)));
  const provider = providerOf(settings);
  const token = await fetchToken(provider, person).catch((error: Error) =>
    stop(
      /in no sample/.test(error.message)
        ? `${error.message}. npm run token lists the samples; of a register of your own it is the column subject.\n`
        : `No token from ${typeof provider === 'string' ? provider : provider.issuer}: ${error.message}. Is Probity running (npm start), with the same PORT?\n`,
    ),
  );
  process.stdout.write(`${token}\n`);
};

await main().catch((error: unknown) => stop(`${error instanceof Error ? error.message : String(error)}\n`));
