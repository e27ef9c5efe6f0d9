import { fetchToken } from '@probity/identity';
import { settingsFrom } from '@probity/shell';
import { samplePeople, sampleRegister } from './samples.js';

type People = ReturnType<typeof samplePeople>;

const sayWhom = (person: string | undefined, people: People): string => {
  const unknown = person === undefined ? '' : `${person} is not one of the sample staff.\n`;
  const list = people.map(({ subject, name }) => `  ${subject.padEnd(28)}${name}\n`).join('');
  return `${unknown}Say whom: npm run token -- --as <person>\n\n${list}`;
};

const stop = (why: string): never => {
  process.stderr.write(why);
  process.exit(1);
};

/** Prints a bearer token for one of the sample staff, from the provider of the system that runs here. */
const main = async (): Promise<void> => {
  const at = process.argv.indexOf('--as');
  const person = at < 0 ? undefined : process.argv[at + 1];
  const people = samplePeople(await sampleRegister());
  if (person === undefined || !people.some(({ subject }) => subject === person)) return stop(sayWhom(person, people));
  const { PORT, OIDC_ISSUER } = settingsFrom(process.env);
  const issuer = OIDC_ISSUER ?? `http://127.0.0.1:${PORT + 1}`;
  const token = await fetchToken(issuer, person).catch((error: Error) =>
    stop(`No token from ${issuer}: ${error.message}. Is Probity running (npm start), with the same PORT?\n`),
  );
  process.stdout.write(`${token}\n`);
};

await main().catch((error: unknown) => stop(`${error instanceof Error ? error.message : String(error)}\n`));
