import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { accusation } from './forms.js';
import { letterOf } from './letters.js';
import { people, suspected, taken, type Suspected } from './reported.js';
import { University } from './university.js';

const ofBusiness = { chair: 'chair-mab-2', examiner: 'examiner-2' };
const essay = { kind: 'coursework', module: 'HI5002', component: 'essay' };

let university: University;
let digest: string;
/** Of student 14 at Level 5, and of student 1 at Level 4. */
let one: Suspected;
let path: string;
let atLevel4: string;

const form = (more: object = {}) => ({
  ...{ institution: 'chester', reporter: { kind: 'examiner' }, nature: { what: 'Pages without a source.' } },
  ...{ students: ['CHESTER-0014'], evidenceKinds: ['work'], directEvidence: true, assessment: essay },
  attachments: [{ digest, name: 'work.txt', mediaType: 'text/plain' }],
  ...more,
});
const practice = { offences: [{ code: 'plagiarism' }], classification: 'unacceptable-academic-practice' };
const on = (id: string) => ({ subject: { kind: 'student', id } });
const status = async (who: string, at: string): Promise<number> => (await (await university.as(who)).get(at)).status;

beforeAll(async () => {
  university = await University.start('2026-11-02T10:00:00Z');
  digest = (await university.system.anyone().upload('/files', Buffer.from('Pages.'), 'text/plain')).body.digest;
  one = await suspected(university, { students: ['CHESTER-0014'], module: 'HI5002', component: 'essay' });
  [path = ''] = one.cases;
  const other = await suspected(university, { students: ['CHESTER-0001'], module: 'HI4001', component: 'essay' });
  atLevel4 = await taken(university, other);
}, 120_000);
afterAll(() => university.stop());

describe('form AI-1', () => {
  it('comes with evidence in the words that there are, and the work [UC-6.2]', async () => {
    const rumour = await university.tries('examiner', undefined, '/reports', form({ evidenceKinds: ['rumour'] }));
    expect(rumour.body.errors).toMatchObject([{ field: '/evidenceKinds/0', code: 'no-such-evidence' }]);
    await university.refused('examiner', undefined, '/reports', form({ attachments: [] }), {
      ...{ code: 'evidence-enclosed', clause: 'UC-6.2' },
    });
  });

  it('says in which module, or is refused; and may be corrected where it said another [UC-6.2, UC-5.6.2]', async () => {
    const why = { code: 'work-named', clause: 'UC-6.2' };
    for (const assessment of [undefined, { kind: 'coursework' }])
      await university.refused('examiner', undefined, '/reports', form({ assessment }), why);
    const { id } = await university.does('examiner', undefined, '/reports', form());
    const report = `/reports/${id}`;
    const { entries } = await university.reads('aqss', `${report}/timeline`);
    const event = entries.find(({ type }: Body) => type === 'ReportSubmitted').event;
    const correct = (field: string, value: unknown, of = event) =>
      university.tries('aqss', report, `${report}/corrections`, { event: of, field, value, reason: 'Mistyped.' });
    const fieldOf = ({ body }: Awaited<ReturnType<typeof correct>>) => body.refusals?.[0]?.field;
    expect(fieldOf(await correct('/reporterKind', 'invigilator'))).toBe('/field');
    expect(fieldOf(await correct('/assessment', 'essay'))).toBe('/value');
    expect(fieldOf(await correct('/assessment', null, id))).toBe('/event');
    expect((await correct('/assessment/module', 'XX9999')).body.errors).toMatchObject([{ code: 'no-such-module' }]);
    expect((await correct('/assessment/module', 'HI4001')).status).toBe(201);
    const { assessment } = await university.reads('aqss', report);
    expect(assessment).toMatchObject({ module: 'HI4001', moduleLevel: 4, component: 'essay' });
  });
});

describe('what the department does', () => {
  it('is the relevant Chair’s, and no other’s [UC-2.8]', async () => {
    const { id } = await university.does('examiner', undefined, '/reports', form());
    const report = `/reports/${id}`;
    const why = { code: 'relevant-chair', clause: 'UC-2.8', status: 409 } as const;
    await university.refused(ofBusiness.chair, report, `${report}/category`, practice, why);
    const acts = async (who: string) =>
      (await university.reads(who, `${report}/acts`)).acts.find(({ act }: Body) => act === 'report.categorise').open;
    expect([await acts(ofBusiness.chair), await acts('chair-mab')]).toEqual([false, true]);
    await university.does('chair-mab', report, `${report}/category`, practice);
    await university.refused(ofBusiness.chair, report, `${report}/cases`, on('CHESTER-0014'), why);
  });

  it('is on a student of the register whom the report names, or on another with a reason [UC-2.8]', async () => {
    const { report } = one;
    const refused = (subject: object, code: string) =>
      university.refused('chair-mab', report, `${report}/cases`, { subject }, { code, clause: 'UC-2.8' });
    await refused({ kind: 'student', id: 'NOBODY' }, 'student-of-the-register');
    await refused({ kind: 'centre', id: 'C-1' }, 'on-a-student');
    await refused({ kind: 'student', id: 'CHESTER-0014' }, 'one-case-a-student');
    await refused({ kind: 'student', id: 'CHESTER-0006' }, 'named-in-the-report');
    const reasons = { 'named-in-the-report': 'The number on the form was another student’s.' };
    const opened = await university.does('chair-mab', report, `${report}/cases`, { ...on('CHESTER-0006'), reasons });
    const { entries } = await university.sees(
      'aqss',
      `/cases/${opened.case}/timeline`,
      (told) => told.entries.length > 0,
    );
    expect(entries[0].departures).toMatchObject([{ code: 'named-in-the-report' }]);
  });

  it('is not the accuser’s, who examines the work, without a reason that is told [UC-4.2]', async () => {
    const part = `${path}/investigation`;
    const appoint = (reasons?: object) => ({ staff: people.examiner, ...(reasons && { reasons }) });
    const why = { code: 'not-the-examiner', clause: 'UC-4.2' };
    await university.refused('chair-mab', part, `${part}/manager`, appoint(), why);
    const reasons = { 'not-the-examiner': 'Nobody else knows the field.' };
    await university.does('chair-mab', part, `${part}/manager`, appoint(reasons));
    const { entries } = await university.reads('aqss', `${path}/timeline`);
    const assigned = entries.find(({ type }: Body) => type === 'ManagerAssigned');
    expect(assigned.departures).toMatchObject([{ code: 'not-the-examiner', clauses: ['UC-4.2'] }]);
    await university.does('chair-mab', part, `${part}/manager`, { staff: people.chair });
  });

  it('is the examiner’s of the work at Level 4, and no other examiner’s; nor before there was a report [UC-4.2.1, UC-8.1]', async () => {
    const mark = { fields: { disregarded: 'Page 2.', mark: 55 } };
    const at = `${atLevel4}/steps/investigation.mark-remainder`;
    const reply = await university.asks(ofBusiness.examiner, at, mark);
    expect(reply.body).toMatchObject({
      status: 409,
      refusals: [{ code: 'examiner-of-the-work', clauses: ['UC-4.2.1'] }],
    });
    const early = { ...mark, occurredAt: '2025-01-01T09:00:00Z' };
    const why = { code: 'before-the-report', clause: 'UC-8.1' };
    await university.refused('examiner', `${atLevel4}/investigation`, at, early, why);
    await university.does('examiner', `${atLevel4}/investigation`, at, mark);
  });
});

describe('the student', () => {
  it('who was not told of it finds nothing there, as of a case of another [UC-4.1.2]', async () => {
    const [own, others] = [path, atLevel4].map((at) => at.replace('/cases', '/own-cases'));
    expect([await status('student-14', path), await status('student-14', atLevel4)]).toEqual([404, 404]);
    expect([await status('student-14', own ?? ''), await status('student-14', others ?? '')]).toEqual([404, 404]);
    expect([await status('student-14', one.report), await status('student-1', one.report)]).toEqual([404, 404]);
    const answer = await university.asks('student-14', `${path}/investigation/answer`, {
      accepts: true,
      answer: 'Yes.',
    });
    expect(answer.status).toBe(404);
  });

  it('is told of the meeting by a letter with its day; moved, by another, 7 days before or with a reason [UC-6.8.1, UC-6.8.1.1]', async () => {
    const part = `${path}/investigation`;
    await university.does('chair-mab', part, `${part}/start`);
    await university.does('chair-mab', part, `${part}/accusation`, accusation([digest]));
    const invite = (at: string, more: object = {}) => ({ kind: 'meeting', at, ...more });
    const seated = { interviewers: [{ person: people.chair, seat: 'boss' }] };
    const seats = { code: 'no-such-seat', clause: 'UC-6.8.1' };
    await university.refused('chair-mab', part, `${part}/invitations`, invite('2026-11-16T10:00:00Z', seated), seats);
    await university.does('chair-mab', part, `${part}/invitations`, invite('2026-11-16T10:00:00Z'));
    const letter = await letterOf(university, path, 'meeting-invitation');
    expect(letter.text).toMatch(/Date: Monday, 16 November 2026\nTime: 10:00/);
    university.set('2026-11-05T10:00:00Z');
    const sooner = invite('2026-11-11T15:30:00Z', { letter: { place: 'Room 5.' } });
    const why = { code: 'seven-days-from-being-told', clause: 'UC-6.8.1.1' };
    await university.refused('chair-mab', part, `${part}/invitations`, sooner, why);
    const reasons = { 'seven-days-from-being-told': 'The student asked for it.' };
    await university.does('chair-mab', part, `${part}/invitations`, { ...sooner, reasons });
    const { letters } = await university.sees(
      'aqss',
      `${path}/letters`,
      (told) => told.letters.filter(({ notice }: Body) => notice === 'meeting-invitation').length === 2,
    );
    expect(letters.length).toBe(3);
    const moved = await letterOf(university, path, 'meeting-invitation');
    expect(moved.text).toMatch(/Date: Wednesday, 11 November 2026\nTime: 15:30\nRoom 5\./);
    const held = {
      kind: 'meeting',
      attended: true,
      startedAt: '2026-11-05T09:00:00Z',
      endedAt: '2026-11-05T09:30:00Z',
    };
    const early = { code: 'not-before-invited', clause: 'UC-6.8.1' };
    await university.refused('chair-mab', part, `${part}/meetings`, held, early);
  });
});
