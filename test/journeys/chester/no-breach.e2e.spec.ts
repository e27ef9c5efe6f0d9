import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body, Reply } from '@probity/standalone';
import { notTombstones, Tables } from '../tables.js';
import { accusation, formAi2 } from './disputed.js';
import { letterOf } from './letters.js';
import { destroyed, onAiX } from './no-breach.js';
import { people, suspected, taken, type Suspected } from './reported.js';
import { University, type Why } from './university.js';

const meetingAt = '2026-11-10T10:00:00.000Z';
const because = 'Both have it from the lecture of Orpheus.';

let university: University;
/** Students 1 and 13, of collusion at Level 4; student 14, of plagiarism at Level 5. */
let two: Suspected;
let alone: Suspected;
let cleared: string;
let warned: string;
let met: string;
const references: string[] = [];
const letters: string[] = [];
const tables = new Tables(() => university.system);

const step = (who: string, path: string, name: string, fields: object, letter?: object): Promise<Body> =>
  university.step(who, `${path}/investigation`, path, `investigation.${name}`, fields, letter);
const does = (path: string, to: string, body: object = {}): Promise<Body> =>
  university.does('chair-mab', `${path}/investigation`, `${path}/investigation/${to}`, body);
const refused = (path: string, to: string, body: object, why: Why): Promise<Body> =>
  university.refused('chair-mab', `${path}/investigation`, `${path}/investigation/${to}`, body, why);
const get = async (who: string, path: string): Promise<Reply> => (await university.as(who)).get(path);
const idOf = (path: string): string => path.replace('/cases/', '');

/** All that the examiner is told where there is no breach. */
const none = { reason: because, instruction: 'mark', letter: { instruction: 'Mark all of it in the normal way.' } };

beforeAll(async () => {
  university = await University.start('2026-11-02T10:00:00.000Z', { SMALL_NUMBERS_BELOW: '2' });
  const essay = { module: 'HI4001', component: 'essay', offence: 'collusion' };
  two = await suspected(university, { students: ['CHESTER-0001', 'CHESTER-0013'], ...essay });
  alone = await suspected(university, { students: ['CHESTER-0014'], module: 'HI5002', component: 'essay' });
  [cleared, warned, met] = [
    await taken(university, two, 0),
    await taken(university, two, 1),
    await taken(university, alone),
  ];
  for (const path of [cleared, met]) references.push((await university.reads('chair-mab', path)).reference);
}, 60_000);
afterAll(async () => {
  await tables.close();
  await university.stop();
});

describe('of two who are suspected of collusion, one whom the Chair clears on form AI-X', () => {
  it('is no case for which the examiner is given reasons, and marks all of the work [UC-8.8.1, UC-8.5]', async () => {
    await onAiX(university, cleared, 'no-breach');
    await onAiX(university, warned, 'breach-with-warning');
    const why = { code: 'no-breach-on-ai-x', clause: 'UC-8.8.1' };
    await refused(cleared, 'no-case', { ...none, reason: '' }, why);
    const instructs = { code: 'marked-in-its-entirety', clause: 'UC-8.8.1' };
    await refused(cleared, 'no-case', { ...none, instruction: 'defer' }, instructs);
    const decided = { code: 'no-breach-decided', clause: 'UC-8.5', status: 409 } as const;
    await refused(warned, 'no-case', none, decided);
    await does(cleared, 'no-case', none);
    const letter = await letterOf(university, cleared, 'no-case-to-examiner');
    expect(letter.text).toMatch(/Orpheus[^]*Mark all of it in the normal way\./);
    letters.push(letter.id);
    expect(await university.reads('student-1', '/own-cases')).toEqual({ items: [] });
  });

  it('has all paperwork destroyed: a certificate says by which clause, and until when a backup has the key [UC-8.8.2]', async () => {
    const certificate = await destroyed(university, cleared);
    expect(certificate).toMatchObject({
      ...{ reference: references[0], by: people.chair, clauses: [{ clause: 'UC-8.8.2' }] },
      ...{ backups: { keptFor: 'P35D', keyGoneOn: '2026-12-07' } },
      // The report and its file go on with the other.
      destroyed: { files: 0, letters: 1, keys: { case: 1 } },
      // There is no mail system here, and the certificate does not pass over that.
      lettersNotSent: 1,
    });
    expect(certificate.clauses).toHaveLength(1);
    for (const count of ['events', 'viewRows', 'messages']) expect(certificate.destroyed[count]).toBeGreaterThan(1);
    expect(JSON.stringify(certificate)).not.toMatch(/Orpheus|CHESTER-0001|collusion/);
  }, 40_000);

  it('is nowhere any more: in no answer, no list, no letter, no form [UC-8.8.2]', async () => {
    for (const part of ['', '/investigation', '/hearing', '/timeline', '/forms', '/forms/ai-x', '/letters', '/file'])
      expect({ part, status: (await get('chair-mab', `${cleared}${part}`)).status }).toEqual({ part, status: 410 });
    expect([404, 410]).toContain((await get('aqss', `/letters/${letters[0]}`)).status);
    for (const list of ['/cases?limit=200', '/worklist?limit=200', two.report, `${two.report}/timeline`])
      expect(JSON.stringify(await university.reads('chair-mab', list))).not.toMatch(/CHESTER-0001|Orpheus/);
  });

  it('is in no table but the tombstones, which say nothing of it; its key is gone [UC-8.8.2]', async () => {
    const left = notTombstones(await tables.rowsWith(idOf(cleared)));
    expect(left.filter((name) => !['event_store.events', 'intake.cases_v2'].includes(name))).toEqual([]);
    expect(notTombstones(await tables.rowsWith(idOf(cleared), true))).toEqual([]);
    for (const said of ['CHESTER-0001', because]) expect(await tables.rowsWith(said)).toEqual({});
    // What is not destroyed is found so.
    expect(Object.keys(await tables.rowsWith(idOf(warned))).length).toBeGreaterThan(8);
    const keys = 'SELECT scope FROM vault.keys WHERE scope = ANY ($1)';
    const scopes = [cleared, warned].map((path) => `case:${idOf(path)}`);
    expect(await tables.query(keys, [scopes], true)).toEqual([{ scope: scopes[1] }]);
  }, 30_000);
});

describe('the other of them, on the same report', () => {
  const letter = {
    ...{ 'ai-x': 'A page that both have.', warning: 'This is a warning as to your future conduct.' },
    ...{ meeting: '12 November 2026 at ten, room 5.', review: 'Within seven days.', procedure: 'Come.' },
  };

  it('goes on, and is decided: warned, with a copy of form AI-X [UC-8.5, UC-8.6.2]', async () => {
    expect(await university.reads('chair-mab', two.report)).toMatchObject({
      ...{ students: [{ id: 'CHESTER-0013' }], forgotten: 1 },
    });
    const hearing = await university.sees('chair-mab', `${warned}/hearing`, ({ finding }) => Boolean(finding));
    expect(hearing.finding).toMatchObject({ proven: true, category: 'unacceptable-academic-practice' });
    await step('chair-mab', warned, 'offer-meeting', { staff: people.monitor, day: '2026-11-12' });
    await step('chair-mab', warned, 'send-ai-x', { invites: true }, letter);
    const { text } = await letterOf(university, warned, 'ai-x-warning');
    expect(text).toContain('This is a warning as to your future conduct.');
  });

  it('has form AI-X as a page, for the student it went to [UC-8.3, UC-9.2.0]', async () => {
    const page = await university.reads('aqss', `${warned}/forms/ai-x`);
    expect(page).toMatch(/A page that both have\.[^]*Signed by[^]*Chair Of Module Board Sample[^]*2 November 2026/);
    expect(page).not.toMatch(/CHESTER-0001|Student One|Orpheus|<script/);
    const { forms } = await university.sees('student-13', `${warned}/forms`, (told) => told.forms.length > 0);
    expect(forms.map(({ form }: Body) => form)).toEqual(['ai-x']);
    expect(await university.reads('student-13', `${warned}/forms/ai-x`)).toContain('A page that both have.');
    expect((await get('student-1', `${warned}/forms/ai-x`)).status).toBe(404);
    expect((await university.reads('student-13', '/own-cases')).items).toMatchObject([
      { offences: [{ code: 'collusion' }] },
    ]);
  });

  it('is not destroyed: there is a breach, of which details are kept [UC-5.6.2, UC-8.8.2]', async () => {
    const why = { code: 'time-has-come', clause: 'UC-8.8.2', status: 409 } as const;
    const body = { reason: 'It is old.' };
    await university.refused('chair-mab', `${warned}/file`, `${warned}/disposal`, body, why);
  });
});

describe('a student whom the departmental meeting clears', () => {
  it('has a copy of form AI-2 before the examiner hears of it [UC-10.2.1, UC-10.2.2]', async () => {
    await does(met, 'start');
    await does(met, 'accusation', accusation([alone.evidence]));
    await does(met, 'invitations', { kind: 'meeting', at: meetingAt });
    university.set(meetingAt);
    await does(met, 'meetings', { kind: 'meeting', attended: true, startedAt: meetingAt, endedAt: meetingAt });
    await step('chair-mab', met, 'complete-ai-2', {
      account: 'It is quoted.',
      outcome: 'no-breach',
      dated: '2026-11-10',
    });
    const copy = { code: 'ai-2-to-student-first', clause: 'UC-10.2.1', status: 409 } as const;
    await refused(met, 'no-case', none, copy);
    await step('chair-mab', met, 'send-ai-2', { channel: 'university-email' }, formAi2);
    const enclosed = ['ai-1', 'ai-2', 'evidence'];
    const might = { code: 'might-be-breach', clause: 'UC-10.3.2', status: 409 } as const;
    await refused(met, 'referral', { to: 'aqss', enclosed }, might);
    const reasoned = { code: 'no-breach-after-meeting', clause: 'UC-10.2.2' };
    await refused(met, 'no-case', { ...none, reason: '' }, reasoned);
    expect((await letterOf(university, met, 'ai-2-copy')).text).toContain('It might be a breach.');
    await does(met, 'no-case', none);
    await letterOf(university, met, 'no-case-to-examiner');
  });

  it('has all paperwork destroyed, the report and its file with it [UC-10.2.3]', async () => {
    const own = await university.sees('student-14', '/own-cases', ({ items }) => items.length === 1);
    expect(own.items[0].id).toBe(idOf(met));
    const certificate = await destroyed(university, met);
    expect(certificate).toMatchObject({
      ...{ reference: references[1], clauses: [{ clause: 'UC-10.2.3' }] },
      destroyed: { files: 1, letters: 4, keys: { case: 1, report: 1, evidence: 1 } },
    });
    expect(certificate.clauses).toHaveLength(1);
    expect((await get('chair-mab', alone.report)).status).toBe(410);
    expect((await get('chair-mab', `${met}/files/${alone.evidence}`)).status).toBe(410);
    expect(await university.reads('student-14', '/own-cases')).toEqual({ items: [] });
    for (const said of ['CHESTER-0014', 'It is quoted.', references[1] ?? ''])
      expect(notTombstones(await tables.rowsWith(said)).filter((name) => name !== 'intake.cases_v2')).toEqual([]);
  }, 40_000);
});

describe('what is left', () => {
  const ids = (): RegExp =>
    new RegExp(
      [
        'CHESTER-00',
        ...references,
        ...[cleared, warned, met, two.report, alone.report].map((path) => path.split('/').at(-1)),
      ].join('|'),
    );

  it('is counted without a number by which it is found, small numbers left out [UC-8.6.4, UC-5.6.2]', async () => {
    const told = await university.sees('aqss', '/statistics?from=2026&to=2026', ({ years }) => years[0]?.cases === 3);
    expect(told).toMatchObject({ institution: 'chester', smallNumbersBelow: 2, years: [{ year: '2026', cases: 3 }] });
    const [year] = told.years;
    expect(year.byFaculty).toEqual([{ value: 'humanities', count: 3 }]);
    // Two of one kind and one of another: whoever knows the sum would know the one.
    expect(JSON.stringify([year.byOutcome, year.byLevel])).not.toContain('1');
    expect(JSON.stringify(told)).not.toMatch(ids());
    const csv = await (await university.as('aqss')).send('GET', '/statistics', { headers: { accept: 'text/csv' } });
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(csv.body).toContain('2026,cases,all,3\r\n');
    expect(csv.body).not.toMatch(ids());
  });

  it('is listed as destroyed, by its number and its clause, for those who keep the files', async () => {
    const { items } = await university.reads('aqss', '/destructions');
    expect(items.map(({ case: id }: Body) => id).toSorted()).toEqual([idOf(cleared), idOf(met)].toSorted());
    expect((await get('examiner', '/destructions')).status).toBe(403);
  });
});
