import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(new URL('..', import.meta.url));

/** Beside the packages of npm: shared by all that runs in a checkout, and gone with them. */
const cache = join(own, '../../node_modules/.cache/probity-kafka');
const jarsDirectory = join(cache, 'kafka-4.3.1');

export const logging = join(own, 'log4j2.xml');

/** There is no Java, or no Maven: what is missing, and how to get it. */
export class BrokerNotToBeHad extends Error {
  override readonly name = 'BrokerNotToBeHad';
}

/** `openjdk version "17.0.15"` is 17. */
const javaVersion = (): number | undefined => {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = /version "(\d+)/.exec(stderr ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
};

/** What is missing to run a broker here, if anything. */
export const whatIsMissing = (): string | undefined => {
  const java = javaVersion();
  if (java === undefined || java < 17)
    return `A Kafka broker needs Java 17 or newer (${java === undefined ? 'there is none' : `this is ${java}`}): install a JRE, such as openjdk-17-jre-headless.`;
  const hasMaven = existsSync(jarsDirectory) || spawnSync('mvn', ['-v'], { stdio: 'ignore' }).status === 0;
  return hasMaven ? undefined : 'A Kafka broker is fetched by Maven, and there is none: install maven.';
};

/** Why no broker can be run here, if that is so. What is needed has been fetched then. */
export const whyNoBroker = async (): Promise<string | undefined> => {
  try {
    await brokerJars();
    return undefined;
  } catch (error) {
    if (error instanceof BrokerNotToBeHad) return error.message;
    throw error;
  }
};

/** The class path of a broker, fetched from Maven Central on the first use (44 MB). @throws BrokerNotToBeHad */
export async function brokerJars(): Promise<string> {
  const missing = whatIsMissing();
  if (missing !== undefined) throw new BrokerNotToBeHad(missing);
  if (!existsSync(jarsDirectory)) await fetchJars();
  return join(jarsDirectory, '*');
}

/** Milliseconds: Maven waits for ever for a server that does not answer. */
const fetching = 180_000;

/** Under another name first: what was fetched in part is never taken for all. */
async function fetchJars(): Promise<void> {
  await mkdir(dirname(jarsDirectory), { recursive: true });
  const draft = await mkdtemp(`${jarsDirectory}-`);
  try {
    await cp(join(own, 'pom.xml'), join(draft, 'pom.xml'));
    const goal = ['dependency:copy-dependencies', '-DoutputDirectory=jars', '-DincludeScope=runtime'];
    const { status, stdout } = spawnSync('mvn', ['-q', '-B', ...goal], {
      cwd: draft,
      encoding: 'utf8',
      timeout: fetching,
    });
    const jars = join(draft, 'jars');
    if (status !== 0 || !existsSync(jars) || !readdirSync(jars).some((name) => name.startsWith('kafka_')))
      throw new BrokerNotToBeHad(
        `Maven did not fetch the broker:\n${(stdout ?? '').trim().split('\n').slice(-8).join('\n')}`,
      );
    await rename(jars, jarsDirectory).catch(unlessThere);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Somebody else fetched them meanwhile. */
const unlessThere = (error: unknown): void => {
  if (!existsSync(jarsDirectory)) throw error;
};
