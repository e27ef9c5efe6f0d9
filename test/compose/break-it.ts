import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Body, sampleFile } from '@probity/standalone';
import { Casework, missingOf } from './casework.js';
import type { Composition } from './composition.js';
import { type Fault, faults } from './faults.js';
import type { Service } from './images.js';
import type { Place } from './place.js';
import { noneOf, type Report } from './report.js';

export interface Broken {
  readonly system: Composition;
  readonly place: Place;
  readonly services: readonly Service[];
  readonly report: Report;
}

const people = 3;

/** Cases that are opened before a fault, while it lasts where it goes unnoticed, and after it. */
const around = 4;

/** Milliseconds: answers that were under way when a fault began; how long it goes on; and what is waited for afterwards. */
const onTheWay = 500;
const lasts = 4_000;
const toStop = 10_000;
const toStart = 240_000;
const toBeHeard = 180_000;

/** Kills and cuts while people work, stops and starts all of it, and then looks for everything that was acknowledged. */
export const breakIt = async ({ system, place, services, report }: Broken): Promise<void> => {
  const before = await inStore(system);
  const casework = new Casework(place.door, await place.as('imi-intake'), people);
  for (const fault of faults)
    await report.check(`people go on when ${fault.what}`, () => survives(system, fault, casework), noticed);
  const ours = services.filter(({ isOurs, ends }) => isOurs && !ends).map(({ name }) => name);
  const behindTheDoor = ours.filter((name) => name !== 'front-door');
  await report.check(
    'a second of each service comes while people work, and goes',
    () => twoOfEach(system, behindTheDoor, casework),
    noticed,
  );
  await report.check(
    'each of our containers stops within ten seconds while people work, and ends well',
    () => stopAll(system, ours, casework),
    (seconds) => seconds.join(', '),
  );
  await casework.end();
  await report.check(
    'everything that was acknowledged is there, everywhere, and once',
    () => allThere(system, place, casework, before),
    (cases) => `${cases} reports and cases; asked again ${casework.askedAgain} times`,
  );
};

const noticed = (askedAgain: number): string => `asked again ${askedAgain} times`;

/** @returns how often people had to ask again @throws where they noticed what should go unnoticed, or cannot go on */
const survives = async (system: Composition, fault: Fault, casework: Casework): Promise<number> => {
  await casework.untilDone(around);
  const before = casework.askedAgain;
  await fault.begin(system);
  try {
    await sleep(onTheWay);
    const served = casework.acknowledged.length;
    await sleep(lasts);
    if (!fault.goesUnnoticed && casework.acknowledged.length > served)
      throw new Error('people were served: it was no fault');
    if (fault.goesUnnoticed) await casework.untilDone(around);
  } finally {
    await fault.end(system);
  }
  await casework.untilDone(around);
  const askedAgain = casework.askedAgain - before;
  if (fault.goesUnnoticed && askedAgain > 0) throw new Error(`they had to ask again ${askedAgain} times`);
  return askedAgain;
};

/** @returns how often people had to ask again, as one that is asked may be one that goes */
const twoOfEach = async (system: Composition, names: readonly string[], casework: Casework): Promise<number> => {
  const before = casework.askedAgain;
  await casework.untilDone(around);
  try {
    await system.scale(2, ...names);
    await bothAreWell(system, names);
    await casework.untilDone(around);
  } finally {
    await system.scale(1, ...names);
  }
  await casework.untilDone(around);
  return casework.askedAgain - before;
};

const bothAreWell = async (system: Composition, names: readonly string[]): Promise<void> => {
  for (const end = Date.now() + toStart; ; await sleep(500)) {
    const there = (await system.containers()).filter(({ service }) => names.includes(service));
    const well = there.filter(({ isRunning, health }) => isRunning && health === 'healthy');
    if (well.length === 2 * names.length) return;
    if (Date.now() > end) throw new Error(`${well.length} of ${2 * names.length} are well`);
  }
};

/** All at once, as an update does it; started again afterwards. @returns how long each took */
const stopAll = async (
  system: Composition,
  names: readonly string[],
  casework: Casework,
): Promise<readonly string[]> => {
  await casework.untilDone(around);
  const since = Date.now();
  await Promise.all(names.map((name) => system.stop(name)));
  const stopped = (await system.containers()).filter(({ service }) => names.includes(service));
  await Promise.all(names.map((name) => system.start(name)));
  await casework.untilDone(around);
  const took = stopped.map(({ service, finishedAt, exitCode }) => ({ service, exitCode, took: finishedAt - since }));
  noneOf(
    took.flatMap(({ service, exitCode, took: milliseconds }) => [
      ...(exitCode === 0 ? [] : [`${service} ended with ${exitCode}`]),
      ...(milliseconds < toStop ? [] : [`${service} took ${milliseconds} ms`]),
    ]),
  );
  return took.map(({ service, took: milliseconds }) => `${service} ${(milliseconds / 1_000).toFixed(1)} s`);
};

interface Stored {
  readonly reports: number;
  readonly cases: number;
}

const asOwner = 'PGPASSWORD=$POSTGRES_PASSWORD psql -h 127.0.0.1 -U $POSTGRES_USER -d $POSTGRES_DB';

/** How many the store has. */
const inStore = async (system: Composition): Promise<Stored> => {
  const count = (type: string): string => `count(*) FILTER (WHERE type = '${type}')`;
  const query = `SELECT ${count('ReportSubmitted')}, ${count('CaseOpened')} FROM event_store.events`;
  const found = await system.inside('postgres', 'sh', '-c', `${asOwner} -AtF ' ' -c "${query}"`);
  const [reports = 0, cases = 0] = found.split(' ').map(Number);
  return { reports, cases };
};

const allThere = async (
  system: Composition,
  place: Place,
  { acknowledged, surprises }: Casework,
  before: Stored,
): Promise<number> => {
  noneOf(surprises);
  const sample = JSON.parse(await readFile(sampleFile('report.json'), 'utf8')) as Body;
  const [anyone, manager] = [place.anyone(), await place.as('imi-quality-manager')];
  const end = Date.now() + toBeHeard;
  const missing: string[] = [];
  for (const one of acknowledged) missing.push(...(await missingOf(one, anyone, manager, sample, end)));
  const { reports, cases } = await inStore(system);
  const expected = acknowledged.length;
  if (reports - before.reports !== expected || cases - before.cases !== expected)
    missing.push(
      `the store has ${reports - before.reports} reports and ${cases - before.cases} cases of ${expected} that were acknowledged`,
    );
  noneOf(missing);
  return expected;
};
