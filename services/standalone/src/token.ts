import { fetchToken } from '@probity/identity';
import type { Register } from '@probity/registers';
import { settingsFrom } from '@probity/shell';
import { samplePeople, sampleRegisters } from './samples.js';

const sayWhom = (person: string | undefined, registers: readonly Register[]): string => {
  const unknown = person === undefined ? '' : `${person} is not one of the sample staff.\n`;
  return `${unknown}Say whom: npm run token -- --as <person>\n${registers.map(listOf).join('')}`;
};

const listOf = (register: Register): string => {
  const people = samplePeople(register).map(({ subject, name }) => `  ${subject.padEnd(36)}${name}\n`);
  return `\n${register.institution.name}\n${people.join('')}`;
};

const stop = (why: string): never => {
  process.stderr.write(why);
  process.exit(1);
};

/** Prints a bearer token for one of the sample people, from the provider of the system that runs here. */
const main = async (): Promise<void> => {
  const at = process.argv.indexOf('--as');
  const person = at < 0 ? undefined : process.argv[at + 1];
  const { PORT, OIDC_ISSUER, PROBITY_POLICIES } = settingsFrom(process.env);
  const registers = await sampleRegisters(PROBITY_POLICIES);
  const isKnown = samplePeople(...registers).some(({ subject }) => subject === person);
  if (person === undefined || !isKnown) return stop(sayWhom(person, registers));
  const issuer = OIDC_ISSUER ?? `http://127.0.0.1:${PORT + 1}`;
  const token = await fetchToken(issuer, person).catch((error: Error) =>
    stop(`No token from ${issuer}: ${error.message}. Is Probity running (npm start), with the same PORT?\n`),
  );
  process.stdout.write(`${token}\n`);
};

await main().catch((error: unknown) => stop(`${error instanceof Error ? error.message : String(error)}\n`));
