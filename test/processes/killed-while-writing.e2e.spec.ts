import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Acknowledged, counted, Deployment, Journal, logOf, type Stored } from './deployment.js';
import { askAs } from './http.js';
import { build, type Program } from './program.js';

// Each starts real programs, which takes seconds where others are at work too.
jest.setTimeout(90_000);

const ROUNDS = 2;
const ACKNOWLEDGED_A_ROUND = 25;

/** Sends until enough were acknowledged, and kills the program while others are on their way. */
const killInTheMiddle = async (program: Program, journal: Journal): Promise<void> => {
  const enough = journal.acknowledged.size + ACKNOWLEDGED_A_ROUND;
  let runs = true;
  const sent = journal.sendWhile(() => runs);
  while (journal.acknowledged.size < enough) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(await program.end('SIGKILL')).toBe('SIGKILL');
  runs = false;
  await sent;
};

/** Streams whose versions are not 1, 2, 3 in the order of the log. */
const broken = (log: readonly Stored[]): string[] => {
  const last = new Map<string, number>();
  return log.flatMap(({ stream, version }) => {
    const expected = (last.get(stream) ?? 0) + 1;
    last.set(stream, version);
    return version === expected ? [] : [stream];
  });
};

describe('the program, killed in the middle of acknowledged writes', () => {
  let place: Deployment;
  let journal: Journal;
  let log: Stored[];
  const answers: { readonly before: Acknowledged; readonly after: unknown }[] = [];

  beforeAll(async () => {
    build();
    place = await Deployment.make();
    journal = new Journal(place.url);
    for (let round = 0; round < ROUNDS; round++) {
      await killInTheMiddle(await place.start(), journal);
    }
    await place.start();
    for (const [key, before] of journal.acknowledged) {
      const reply = await journal.send(key);
      answers.push({ before, after: reply?.body });
    }
    for (const key of journal.unknown) await journal.send(key);
    log = await logOf((await place.postgres()).url);
  });
  afterAll(() => place.remove());

  it('gives the first answer again to every key that was acknowledged', () => {
    expect(answers.length).toBeGreaterThanOrEqual(ROUNDS * ACKNOWLEDGED_A_ROUND);
    for (const { before, after } of answers) expect(after).toMatchObject(before);
  });

  it('takes each that was unknown, under the same key', () => {
    expect([...journal.unknown]).toEqual([]);
    expect(journal.acknowledged.size).toBeGreaterThan(answers.length);
  });

  it('holds each report exactly once', () => {
    const submitted = log.flatMap(({ type, stream }) => (type === 'ReportSubmitted' ? [stream] : []));
    const expected = [...journal.acknowledged.values()].map(({ id }) => `report-${id}`);
    expect(counted(submitted)).toEqual(counted(expected));
    expect(new Set(expected).size).toBe(expected.length);
    const references = [...journal.acknowledged.values()].map(({ reference }) => reference);
    expect(new Set(references).size).toBe(references.length);
  });

  it('has no gap in the positions, and none in the versions of a stream', () => {
    expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
    expect(broken(log)).toEqual([]);
  });

  it('shows each report once in the list: its views have caught up', async () => {
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { status, body } = await askAs(
        'imi-quality-manager',
        place.issuer,
        `${place.url}/reports?limit=200&at-least=${log.length}${after}`,
      );
      expect(status).toBe(200);
      const { items, next } = body as { readonly items: { readonly id: string }[]; readonly next: string | null };
      seen.push(...items.map(({ id }) => id));
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(counted(seen)).toEqual(counted([...journal.acknowledged.values()].map(({ id }) => id)));
  });
});
