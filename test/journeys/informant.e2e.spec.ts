import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from '@probity/postgres';
import { allServices, play, Stage, type Body, type Caller, type Opened } from '@probity/standalone';
import { clearVaults } from '../support/clear-vaults.js';
import { Needles } from '../support/needles.js';
import { System } from '../support/system.js';
import { aReport, opened } from './a-report.js';

const reporter = {
  kind: 'third-party',
  name: 'Wilhelmina Quackenbush',
  email: 'w.quackenbush@informant.example',
  relationship: 'lodger of the assessor Zebulon',
};
const interests = { has: true, detail: 'Owns half of the rival centre Marmalade Motors.' };
/** Of whoever reports here, and of the sample's reporter. */
const secrets = ['Quackenbush', 'quackenbush@', 'Zebulon', 'Marmalade', 'Reporter Example', 'reporter@example.org'];
/** Of the centre that is reported: may be seen, and so shows that the search finds what is there. */
const known = 'Example Motor Training';

let system: System;
let admin: ReturnType<typeof connect>;
let told: Opened;
let ids: { readonly report: string; readonly case: string };
/** Everything that anybody was answered. */
const answered: string[] = [];

beforeAll(async () => {
  // Sealed, it would be found nowhere: here nothing is, so that what is looked for could be found.
  system = await System.start(allServices, {}, { vaults: clearVaults });
  admin = connect(system.database.url, { max: 1 });
  told = await play(new Stage(system.url, system.identity.issuer, (line) => answered.push(line)));
  ids = await opened(system.anyone(), await system.as('imi-intake'), { reporter, interests });
}, 60_000);
afterAll(async () => {
  await admin.end();
  await system.stop();
});

const found = (texts: readonly string[], needles: readonly string[]): readonly string[] =>
  texts.filter((text) => needles.some((needle) => text.includes(needle))).map((text) => text.slice(0, 300));

/** The tables that hold one of these, in any column of any row. */
const tablesWith = async (needles: readonly string[]): Promise<readonly string[]> => {
  const { rows: tables } = await admin.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const holding: string[] = [];
  const looked = new Needles(needles);
  for (const { name } of tables) {
    const but = name === 'event_store.events' ? `WHERE category <> 'informant'` : '';
    const { rows } = await admin.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${name} t ${but}`);
    if (rows.some(({ row }) => looked.within(Buffer.from(row)).size > 0)) holding.push(name);
  }
  return holding;
};

/** Every read that there is, of both cases, by everybody who may read anything. */
const readEverything = async (): Promise<readonly string[]> => {
  const { body: api } = await system.anyone().get('/openapi.json');
  const reads = Object.entries<Body>(api.paths).flatMap(([path, { get }]) => (get === undefined ? [] : [path]));
  const names = { number: 'CERT-0001', centre: 'C-1042', regulator: 'ofqual', part: 'case' };
  const texts: string[] = [];
  for (const subject of ['imi-quality-manager', 'imi-intake', 'imi-lead', 'imi-head', 'imi-records', 'ofqual-feed']) {
    const caller = await system.as(subject);
    for (const one of [ids, { report: told.report.replace('/reports/', ''), case: told.centre.id }])
      for (const path of reads) texts.push(await read(caller, path, { ...names, ...one }));
  }
  return texts;
};
const read = async (caller: Caller, path: string, names: Readonly<Record<string, string>>): Promise<string> => {
  const reply = await caller.get(path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? randomUUID()));
  return JSON.stringify([path, reply.status, reply.body, [...reply.headers]]);
};

describe("the informant's identity [IMI/report/informant-identity]", () => {
  it('is kept, under a stream of its own', async () => {
    const { rows } = await admin.query<{ key_id: string; data: Buffer }>(
      `SELECT key_id, data FROM event_store.envelopes JOIN event_store.events USING (position) WHERE events.stream = $1`,
      [`informant-${ids.report}`],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.key_id).toBe(`informant:${ids.report}`);
    const kept = [reporter.name, reporter.email, reporter.relationship, interests.detail];
    expect([...new Needles(kept).within(rows[0]?.data ?? Buffer.alloc(0))].toSorted()).toEqual(kept.toSorted());
  });

  it('is in no answer of any route, to anybody', async () => {
    const texts = [...(await readEverything()), ...answered];
    expect(found(texts, [known]).length).toBeGreaterThan(0);
    expect(found(texts, secrets)).toEqual([]);
  });

  it('is in no error: not of a report refused, invalid, sent twice, too large, or that failed here', async () => {
    const anyone = system.anyone();
    const key = randomUUID();
    const report = await aReport({ reporter, interests });
    await anyone.post('/reports', report, { key });
    const replies = [
      await anyone.post('/reports', { ...report, reporter: { ...reporter, name: 'Hermione Quackenbush' } }, { key }),
      await anyone.post('/reports', { ...report, nature: { dates: [] } }),
      await anyone.post('/reports', { ...report, reporter: { ...reporter, email: 'Quackenbush at home' } }),
      await anyone.post('/reports', { ...report, reporter: { ...reporter, name: { first: 'Quackenbush' } } }),
      await anyone.post('/reports', { ...report, reporter: { ...reporter, name: 'Quackenbush\0' } }),
      await anyone.post('/reports', { ...report, reporter: { ...reporter, name: 'Quackenbush'.repeat(100_000) } }),
      await anyone.send('POST', '/reports', { headers: { 'content-type': 'application/json' }, body: '{"Quackenbush' }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([201, 422, 422, 422, 422, 413, 400]);
    await admin.query('REVOKE EXECUTE ON FUNCTION event_store.append FROM probity_intake');
    const failed = await anyone.post('/reports', report);
    await admin.query('GRANT EXECUTE ON FUNCTION event_store.append TO probity_intake');
    expect(failed.status).toBe(500);
    expect(system.logged.filter((line) => line.includes('a request failed'))).toHaveLength(1);
    const texts = [...replies, failed].map(({ body, headers }) => JSON.stringify([body, [...headers]]));
    expect(found(texts, secrets)).toEqual([]);
  });

  it('is in no view, on no bus, and in no other stream', async () => {
    expect(await tablesWith([known])).toContain('event_store.events');
    expect(await tablesWith(secrets)).toEqual([]);
  });

  it('is in no log line', () => {
    expect(found(system.logged, ['/reports/:report']).length).toBeGreaterThan(0);
    expect(found(system.logged, secrets)).toEqual([]);
  });

  it('cannot be read by any service, intake included', async () => {
    const { rows: roles } = await admin.query<{ role: string }>(
      'SELECT DISTINCT role FROM event_store.category_grants',
    );
    expect(roles.map(({ role }) => role)).toContain('probity_intake');
    const count = `SELECT count(*) FILTER (WHERE category = 'informant')::int AS informants, count(*)::int AS "all"
      FROM event_store.events`;
    expect((await admin.query(count)).rows[0].informants).toBeGreaterThan(1);
    for (const { role } of roles) {
      const pool = connect(system.database.url, { role, max: 1 });
      const { rows } = await pool.query(count).finally(() => pool.end());
      expect({ role, ...rows[0] }).toEqual({ role, informants: 0, all: expect.any(Number) });
      if (role === 'probity_intake') expect(rows[0].all).toBeGreaterThan(0);
    }
  });
});
