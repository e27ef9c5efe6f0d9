import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ServiceContext, Told } from '@probity/shell';
import { DataSource } from 'typeorm';
import type { HearingEvent, KnownHearing } from '../domain/hearing/hearing.js';
import * as a from '../testing/sitting-samples.js';
import { ComparableRow } from './comparable.entity.js';
import { comparablesProjection } from './comparables.projection.js';
import { comparablesOf } from './comparables.query.js';
import { erase } from './erase.js';

const schema = `comparables_${randomBytes(6).toString('hex')}`;
let views: DataSource;
let context: ServiceContext;
const states = new Map<string, KnownHearing>();
const appeals = new Map<string, object>();

const project = (): Promise<void> =>
  views.transaction((manager) =>
    comparablesProjection(context).project(
      [...states.keys()].map((id) => ({ recorded: { stream: `hearing-${id}-1` }, event: {} }) as unknown as Told),
      manager,
    ),
  );
const ofCase = (id: string, facts: readonly HearingEvent[], changes: Partial<KnownHearing> = {}): KnownHearing => ({
  ...a.stateOf(facts),
  case: id,
  ...changes,
});
const id = (end: string): string => `0197f3a0-0000-7000-8000-0000000000${end}`;

beforeAll(async () => {
  const url = process.env['TEST_DATABASE_URL'] ?? '';
  const extra = { options: `-c search_path=${schema}` };
  views = await new DataSource({ type: 'postgres', url, schema, extra, entities: [ComparableRow] }).initialize();
  await views.query(`CREATE SCHEMA ${schema}`);
  await views.query(await readFile(new URL('../../migrations/0001-comparables.sql', import.meta.url), 'utf8'));
  const load = async ({ name }: { name: string }, stream: string) => ({
    state: (name === 'hearing' ? states : appeals).get(stream.slice(0, -2)) ?? { status: 'none' },
  });
  context = { views, streams: { load } } as unknown as ServiceContext;
});
afterAll(async () => {
  await views.query(`DROP SCHEMA ${schema} CASCADE`);
  await views.destroy();
});

it('are what was decided before for the same offences, here, by codes; their tag changes with them [IBC-77]', async () => {
  const own = ofCase(id('b1'), a.foundProven);
  const none = await comparablesOf(context, own);
  expect(none).toMatchObject({ offences: ['plagiarism'], penalties: [] });
  for (const end of ['b2', 'b3']) states.set(id(end), ofCase(id(end), a.decided));
  states.set(id('b4'), ofCase(id('b4'), a.decided, { institution: 'another' }));
  states.set(id('b5'), ofCase(id('b5'), a.foundProven));
  await project();
  await project();
  const some = await comparablesOf(context, own);
  expect(some.penalties).toEqual([
    {
      tariff: 'malpractice-penalties',
      category: 'malpractice',
      offences: ['plagiarism'],
      codes: ['e'],
      repeated: false,
      cases: 2,
    },
  ]);
  expect(some.etag).not.toBe(none.etag);
  expect(JSON.stringify(some)).not.toMatch(/s-001|IBC-2026|0197f3a0/);
  expect((await comparablesOf(context, ofCase(id('b2'), a.decided))).penalties).toMatchObject([{ cases: 1 }]);
  await views.transaction((manager) => erase(context, `case:${id('b2')}`, manager));
  expect((await comparablesOf(context, own)).penalties).toMatchObject([{ cases: 1 }]);
});

it('are as an appeal left them: varied, or gone where they were set aside; first and repeated ones apart [IBC-77]', async () => {
  const own = ofCase(id('b1'), a.foundProven);
  const repeated = a.after(a.allHeardAgain, a.finding(), a.penalty());
  for (const end of ['c1', 'c2', 'c3']) states.set(id(end), ofCase(id(end), a.decided));
  states.set(id('c4'), ofCase(id('c4'), repeated));
  await project();
  const before = await comparablesOf(context, own);
  expect(before.penalties.map(({ repeated: again, cases }) => [again, cases])).toContainEqual([true, 1]);
  const varied = (actions: readonly object[]) => ({
    status: 'known',
    varied: { tariff: 'malpractice-penalties', actions },
  });
  appeals.set(id('c1'), varied([{ code: 'c' }, { code: 'overrides-assessment-decisions' }]));
  appeals.set(id('c2'), varied([]));
  await project();
  const { penalties } = await comparablesOf(context, own);
  const casesOf = (all: typeof penalties, code: string, again: boolean) =>
    all.find(({ codes, repeated: one }) => codes.includes(code) && one === again)?.cases ?? 0;
  expect(casesOf(penalties, 'c', false)).toBe(1);
  expect(casesOf(before.penalties, 'e', false) - casesOf(penalties, 'e', false)).toBe(2);
  expect(casesOf(penalties, 'e', true)).toBe(1);
});
