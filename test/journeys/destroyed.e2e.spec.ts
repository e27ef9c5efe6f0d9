import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until, type Body, type Reply } from '@probity/standalone';
import { Institution } from './institution.js';
import { notTombstones as others, Tables } from './tables.js';

/** A report of two students; the Chair decides alone that the first breached nothing. */
const at = '2026-03-02T09:00:00Z';
const words = 'The essay of Persephone repeats a page of Zebulon.';

let university: Institution;
let report: string;
let cases: readonly string[];
let references: readonly string[];
const gone = (): string => cases[0] ?? '';
const other = (): string => cases[1] ?? '';

const tables = new Tables(() => university.system);
const query = tables.query.bind(tables);
const rowsWith = tables.rowsWith.bind(tables);

beforeAll(async () => {
  university = await Institution.start(at, 'chester');
  const examiner = await university.as('examiner');
  const { digest } = (await examiner.upload('/files', Buffer.from('%PDF-1.7 An essay'), 'application/pdf')).body;
  const { id } = await university.does('examiner', undefined, '/reports', {
    ...{ institution: 'chester', reporter: { kind: 'examiner' }, nature: { what: words } },
    ...{ students: ['CHESTER-0001', 'CHESTER-0004'], evidenceKinds: ['annotated-source'], directEvidence: true },
    assessment: { kind: 'coursework', module: 'HI4001', component: 'essay' },
    attachments: [{ digest, name: 'essay.pdf', mediaType: 'application/pdf' }],
  });
  report = `/reports/${id}`;
  const category = { offences: [{ code: 'plagiarism' }], classification: 'unacceptable-academic-practice' };
  await university.does('chair-mab', report, `${report}/category`, category);
  const opened: Body[] = [];
  for (const student of ['CHESTER-0001', 'CHESTER-0004'])
    opened.push(
      await university.does('chair-mab', report, `${report}/cases`, { subject: { kind: 'student', id: student } }),
    );
  cases = opened.map((one) => one.case);
  references = opened.map((one) => one.reference);
}, 120_000);
afterAll(async () => {
  await tables.close();
  await university.stop();
});

const step = (who: string, name: string, fields: object) => {
  const path = `/cases/${gone()}`;
  return university.step(who, `${path}/investigation`, path, `investigation.${name}`, fields);
};

describe('a case in which the Chair finds no breach [UC-8.8.2]', () => {
  it('waits to be destroyed at once, and need not be closed', async () => {
    const of = `/cases/${gone()}/investigation`;
    await university.sees('chair-mab', of, ({ status }) => status === 'open');
    await university.does('chair-mab', of, `${of}/manager`, { staff: 'CHESTER-S05' });
    await step('examiner', 'mark-remainder', { disregarded: words, mark: 52 });
    await step('examiner', 'mark-up', { feedback: 'Page two.' });
    await step('examiner', 'complete-ai-x', { affected: true, description: words });
    await step('examiner', 'submit-ai-x', { workEnclosed: true });
    await step('chair-mab', 'decide-on-ai-x', { outcome: 'no-breach', signed: true });
    const early = { code: 'reasons-given', clause: 'UC-8.8.1', status: 409 } as const;
    const file = `/cases/${gone()}/file`;
    await university.sees('aqss', file, ({ noted }) => noted.some(({ type }: Body) => type === 'DeskDecisionNoted'));
    await university.refused('aqss', file, `/cases/${gone()}/disposal`, { reason: 'No breach.' }, early);
    const letter = { instruction: 'Mark all of it in the normal way.' };
    await university.does('chair-mab', of, `${of}/no-case`, { reason: words, instruction: 'mark', letter });
    const waiting = await university.sees('chair-mab', '/worklist?limit=200', ({ items }) =>
      items.some((item: Body) => item.act === 'file.dispose' && item.case === gone()),
    );
    const due = waiting.items.find(({ act }: Body) => act === 'file.dispose');
    expect(due).toMatchObject({ case: gone(), route: 'POST /cases/{case}/disposal' });
  }, 30_000);

  it('a legal hold suspends it [UC-8.8.2, UC-10.2.3]', async () => {
    const path = `/cases/${gone()}`;
    const { hold } = await university.does('deputy-registrar', `${path}/file`, `${path}/holds`, { reason: 'A claim.' });
    const why = { code: 'not-held', clause: 'UC-8.8.2', status: 409 } as const;
    await university.refused('chair-mab', `${path}/file`, `${path}/disposal`, { reason: 'No breach.' }, why);
    await university.does('deputy-registrar', `${path}/file`, `${path}/holds/${hold}/release`, { reason: 'Settled.' });
  });

  it('is destroyed: nobody is told anything of it but that', async () => {
    const path = `/cases/${gone()}`;
    expect((await get('aqss', `${path}/destruction`)).status).toBe(404);
    const reasons = { 'letters-gone': 'The examiner had it by hand.' };
    await university.does('chair-mab', `${path}/file`, `${path}/disposal`, { reason: 'No breach.', reasons });
    await until(
      () => get('chair-mab', path),
      ({ status }) => status === 410,
    );
  }, 30_000);
});

const get = async (who: string, path: string): Promise<Reply> => (await university.as(who)).get(path);

describe('the certificate of its destruction', () => {
  let certificate: Body;
  it('says what was destroyed, how much, by which clause, by whom and when; and nothing of what was in it', async () => {
    certificate = await university.sees('aqss', `/cases/${gone()}/destruction`, ({ status }) => status === 'destroyed');
    expect(certificate).toMatchObject({
      ...{ case: gone(), reference: references[0], institution: 'chester', by: 'CHESTER-S05', waitingFor: [] },
      clauses: [{ clause: 'UC-8.8.2', says: 'No breach: all paperwork destroyed' }],
      // The report and its file go on, with the other case.
      destroyed: { files: 0, keys: { case: 1 } },
    });
    const { events, viewRows, messages } = certificate.destroyed;
    for (const count of [events, viewRows, messages]) expect(count).toBeGreaterThan(1);
    expect(JSON.stringify(certificate)).not.toMatch(/Persephone|CHESTER-0001|plagiarism|essay/);
  }, 30_000);

  it('says when the last backup expires that has the key', () => {
    expect(certificate.keyDestroyedAt.slice(0, 10)).toBe('2026-03-02');
    expect(certificate.backups).toEqual({ keptFor: 'P35D', keyGoneOn: '2026-04-06' });
  });

  it('is checked against the log: what is sealed there gives its digests', async () => {
    const begun = await query('SELECT stream, type FROM event_store.events WHERE position = $1', [
      certificate.log.begunAt,
    ]);
    expect(begun).toEqual([{ stream: `file-${gone()}`, type: 'DestructionBegun' }]);
    expect(certificate.log.parts.length).toBeGreaterThan(2);
    for (const { streams, events, digest } of certificate.log.parts) {
      const [told] = await query<{ events: number; digest: string }>(digestSql, [streams]);
      expect(told).toEqual({ events, digest });
    }
    const changed = createHash('sha256').update('').digest('hex');
    expect(certificate.log.parts.map(({ digest }: Body) => digest)).not.toContain(changed);
  });

  it('is a page that prints, where a page is asked for', async () => {
    const caller = await university.as('aqss');
    const { status, headers, body } = await caller.send('GET', `/cases/${gone()}/destruction`, {
      headers: { accept: 'text/html' },
    });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const said of [references[0], 'UC-8.8.2', 'P35D', certificate.log.parts[0].digest])
      expect(body).toContain(said);
  });

  it('is listed', async () => {
    const { items } = await university.reads('aqss', '/destructions');
    expect(items).toMatchObject([{ case: gone(), status: 'destroyed', href: `/cases/${gone()}/destruction` }]);
  });

  it('is told to nobody of another institution, and to nobody who may not see the file', async () => {
    const stranger = await university.system.as('imi-records');
    expect((await stranger.get(`/cases/${gone()}/destruction`)).status).toBe(404);
    expect((await stranger.get('/destructions')).body.items).toEqual([]);
    expect((await get('examiner', `/cases/${gone()}/destruction`)).status).toBe(403);
  });
});

/** As the README has it. */
const digestSql = `
  SELECT count(*)::int AS events, encode(sha256(convert_to(string_agg(
    position || ' ' || id || ' ' || encode(sha256(data), 'hex') || chr(10), '' ORDER BY position), 'UTF8')), 'hex') AS digest
  FROM event_store.events WHERE stream = ANY ($1)`;

describe('what is left of it', () => {
  it('is in no table of any schema but tombstones, and sealed in the log', async () => {
    const found = await rowsWith(gone());
    expect(others(found)).toEqual(['event_store.events', 'intake.cases_v2'].filter((name) => name in found));
    expect(others(await rowsWith(gone(), true))).toEqual([]);
    expect(others(await rowsWith(references[0] ?? ''))).toEqual(['intake.cases_v2']);
  });

  it('has a row in a list with its number and its days, and nothing else', async () => {
    const [row] = await query<Body>(`SELECT to_jsonb(c) AS row FROM intake.cases_v2 c WHERE id = $1`, [gone()]);
    expect(row?.row).toMatchObject({ subject_id: null, subject_hash: null, subject_kind: null, offences: null });
  });

  it('whose words and whose student nothing has: what has not been destroyed is found so', async () => {
    expect(Object.keys(await rowsWith(other())).length).toBeGreaterThan(8);
    expect(await rowsWith('CHESTER-0001')).toEqual({});
    expect(await rowsWith(words)).toEqual({});
  });

  it('is sealed for ever: what the log has of it no service opens', async () => {
    const [row] = await query<{ count: number }>(
      'SELECT count(*)::int AS count FROM vault.keys WHERE scope = $1',
      [`case:${gone()}`],
      true,
    );
    expect(row?.count).toBe(0);
  });

  it('is counted, and by nothing that leads to it', async () => {
    const rows = await query<Body>('SELECT * FROM records.counted_anonymously');
    expect(rows).toMatchObject([
      { institution: 'chester', year: '2026', outcome: 'not-proven', faculty: 'humanities', days: 3 },
    ]);
    expect(Object.keys(rows[0] ?? {})).not.toContain('case_id');
    expect(await query('SELECT case_id FROM records.counted_cases_v1')).toEqual([{ case_id: other() }]);
  });
});

describe("the second student's case of the same report", () => {
  it('goes on', async () => {
    const of = `/cases/${other()}/investigation`;
    await university.does('chair-mab', of, `${of}/manager`, { staff: 'CHESTER-S05' });
    expect(await university.reads('chair-mab', of)).toMatchObject({ status: 'open', manager: 'CHESTER-S05' });
    expect((await get('chair-mab', report)).status).toBe(200);
  });
});

describe('statistics', () => {
  it('are told of few by that they are few', async () => {
    const told = await university.reads('aqss', '/statistics?institution=chester&from=2026&to=2026');
    expect(told).toMatchObject({
      ...{ institution: 'chester', smallNumbersBelow: 5, period: { from: '2026', to: '2026' } },
      years: [{ year: '2026', cases: '<5', byOutcome: null }],
    });
    const none = await university.reads('aqss', '/statistics?from=2020&to=2020');
    expect(none.years).toEqual([]);
  });

  it('come as lines', async () => {
    const { body } = await get('aqss', '/statistics.csv?institution=chester');
    expect(body).toContain('2026,cases,all,<5\r\n');
  });

  it("are one's own, and for whom they are", async () => {
    expect((await get('aqss', '/statistics?institution=imi')).status).toBe(404);
    expect((await get('examiner', '/statistics')).status).toBe(403);
    // Of nothing shorter than a year: what two periods differ by is never few cases.
    for (const period of ['from=2026-03-01', 'to=2026-03', 'from=2026&to=2025'])
      expect((await get('aqss', `/statistics?${period}`)).status).toBe(422);
    for (const who of ['imi-records', 'ibc-registrar'])
      expect((await (await university.system.as(who)).get('/statistics')).body).toMatchObject({ years: [] });
  });
});
