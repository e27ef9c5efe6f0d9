import { setTimeout as sleep } from 'node:timers/promises';
import { samplePeople, sampleRegisters } from '@probity/standalone';
import { run } from './command.js';
import type { Composition } from './composition.js';
import type { Engine } from './engine.js';
import { baseImage, imageOf, type Service } from './images.js';
import type { Place } from './place.js';
import { root } from './places.js';
import { noneOf, type Report } from './report.js';

export interface Tried {
  readonly engine: Engine;
  readonly system: Composition;
  readonly place: Place;
  readonly services: readonly Service[];
  readonly report: Report;
}

/** 10^6 bytes, of each of our images beyond what it stands on. */
const largest = 250;

/** Milliseconds. */
const toStart = 240_000;
const toMeasure = 60_000;
const demoLasts = 300_000;

/** @returns whether it runs */
export const tryOut = async ({ engine, system, place, services, report }: Tried): Promise<boolean> => {
  const ours = services.filter(({ isOurs }) => isOurs);
  await report.check(
    `each of our images has a health check, a user who is not root, and at most ${largest} MB beyond its base`,
    () => fit(engine, ours),
    (sizes) => sizes.join(', '),
  );
  const runs = await report.check('everything starts, and is well', () => start(system, services));
  if (runs === undefined) {
    report.say(await system.logs());
    return false;
  }
  await report.check('each of our containers is nobody in particular, and cannot write to its root', () =>
    confined(system, ours),
  );
  await report.check(
    'each of the sample staff signs in at Keycloak',
    () => everybodySignsIn(place),
    (people) => `${people} people`,
  );
  for (const policy of ['imi', 'irish-baptist-college'])
    await report.check(
      `npm run demo -- --policy ${policy}`,
      () => demo(place, policy),
      (last) => last,
    );
  if (services.some(({ name }) => name === 'prometheus'))
    await report.check('Prometheus reaches each service, and has the rules', () => measured(place, ours));
  return true;
};

const fit = async (engine: Engine, ours: readonly Service[]): Promise<readonly string[]> => {
  const base = await imageOf(engine, await baseImage());
  const images = await Promise.all([...new Set(ours.map(({ image }) => image))].map((one) => imageOf(engine, one)));
  const beyond = (megabytes: number): number => Math.round(megabytes - base.megabytes);
  noneOf(
    images.flatMap(({ image, user, hasHealthCheck, megabytes }) => [
      ...(/^[1-9]\d*(:[1-9]\d*)?$/.test(user) ? [] : [`${image} runs as "${user}"`]),
      ...(hasHealthCheck ? [] : [`${image} has no health check`]),
      ...(beyond(megabytes) <= largest ? [] : [`${image} has ${beyond(megabytes)} MB beyond its base`]),
    ]),
  );
  return images.map(({ image, megabytes }) => `${image.replace('probity/', '')} ${beyond(megabytes)} MB`);
};

/** @throws where what should run does not, or what should have ended well has not */
const start = async (system: Composition, services: readonly Service[]): Promise<true> => {
  await system.up(...services.map(({ name }) => name));
  for (const end = Date.now() + toStart; ; await sleep(500)) {
    const containers = await system.containers();
    const waiting = services.flatMap(({ name, ends }) => {
      const found = containers.find(({ service }) => service === name);
      if (!found) return [`${name} was not started`];
      const { isRunning, exitCode, health } = found;
      if (ends) return !isRunning && exitCode === 0 ? [] : [`${name} has not ended well (${exitCode})`];
      return isRunning && health === 'healthy' ? [] : [`${name} is ${isRunning ? health : `ended (${exitCode})`}`];
    });
    if (waiting.length === 0) return true;
    if (Date.now() > end) noneOf(waiting);
  }
};

const confined = async (system: Composition, ours: readonly Service[]): Promise<true> => {
  const wrong: string[] = [];
  for (const { name } of ours.filter(({ ends }) => !ends)) {
    const { isReadOnly } = await system.container(name);
    if (!isReadOnly) wrong.push(`${name}: its root is not read-only`);
    if ((await system.inside(name, 'id', '-u')) === '0') wrong.push(`${name} runs as root`);
    const written = await system.inside(name, 'sh', '-c', 'touch /app/here 2>&1 || true');
    if (!written.includes('Read-only file system')) wrong.push(`${name} writes to /app: ${written}`);
  }
  noneOf(wrong);
  return true;
};

const everybodySignsIn = async (place: Place): Promise<number> => {
  const people = samplePeople(...(await sampleRegisters()));
  const wrong: string[] = [];
  for (const { subject } of people) await place.as(subject).catch((error: Error) => void wrong.push(error.message));
  noneOf(wrong);
  return people.length;
};

/** @returns its last line */
const demo = async ({ forClients }: Place, policy: string): Promise<string> => {
  const told = await run(['npm', 'run', '--silent', 'demo', '--', '--policy', policy], {
    cwd: root,
    environment: forClients,
    patience: demoLasts,
  });
  return told.split('\n').at(-1) ?? '';
};

interface Targets {
  readonly data: {
    readonly activeTargets: readonly { readonly health: string; readonly labels: { instance: string } }[];
  };
}

interface Rules {
  readonly data: { readonly groups: readonly { readonly rules: readonly { readonly health: string }[] }[] };
}

const measured = async ({ prometheus }: Place, ours: readonly Service[]): Promise<true> => {
  const get = async <T>(path: string): Promise<T> => (await (await fetch(prometheus + path)).json()) as T;
  const expected = ours.filter(({ name, ends }) => !ends && name !== 'front-door').map(({ name }) => `${name}:3000`);
  for (const end = Date.now() + toMeasure; ; await sleep(1_000)) {
    const { activeTargets } = (await get<Targets>('/api/v1/targets')).data;
    const up = activeTargets.filter(({ health }) => health === 'up').map(({ labels }) => labels.instance);
    const { groups } = (await get<Rules>('/api/v1/rules')).data;
    const rules = groups.flatMap((group) => group.rules);
    const wrong = [
      ...expected.filter((instance) => !up.includes(instance)).map((instance) => `${instance} is not reached`),
      ...(rules.length === 0 ? ['there are no rules'] : []),
      ...(rules.some(({ health }) => health !== 'ok') ? ['not every rule is well'] : []),
    ];
    if (wrong.length === 0) return true;
    if (Date.now() > end) noneOf(wrong);
  }
};
