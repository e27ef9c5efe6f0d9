import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { Tables } from '../tables.js';
import { accusation, asks, enclosed, formAi2 } from './disputed.js';
import { letterOf } from './letters.js';
import { destroyed, onAiX } from './no-breach.js';
import { convened, forThePanel, inviting, there } from './panel.js';
import { people } from './reported.js';
import { University } from './university.js';

const on = '2026-10-05T10:00:00.000Z';
const meetingAt = '2026-10-12T10:00:00.000Z';
const script = { what: 'The script with notes in the margin.', keptAt: 'Cabinet 4, room B12', heldBy: 'Dr A. Reader' };
const notes = { what: 'Two pages of notes from under the script.', keptAt: 'The safe', heldBy: 'Examinations Office' };
const none = { reason: 'It is quoted.', instruction: 'mark', letter: { instruction: 'Mark all of it.' } };

let university: University;
const tables = new Tables(() => university.system);
/** An essay of student 14; an examination of student 6; and an essay that students 1 and 13 are said to have in common. */
let essay: string;
let examination: string;
let cleared: readonly string[];

const uploaded = async (words: string): Promise<string> =>
  (await university.system.anyone().upload('/files', Buffer.from(words), 'text/plain')).body.digest;
const form = (more: object) => ({
  ...{ institution: 'chester', reporter: { kind: 'examiner' }, nature: { what: 'Pages without a source.' } },
  ...{ evidenceKinds: ['annotated-copy'], directEvidence: true },
  ...more,
});
const coursework = (module: string) => ({ kind: 'coursework', module, component: 'essay' });
const papersOf = async (path: string): Promise<readonly string[]> =>
  (await university.reads('chair-mab', path)).papers.map(({ paper }: Body) => paper);
const status = async (who: string, path: string): Promise<number> =>
  (await (await university.as(who)).get(path)).status;

/** Categorised, and as a case of each student in the hands of the Chair of the board. */
const opened = async (report: string, students: readonly string[], said: object): Promise<readonly string[]> => {
  await university.does('chair-mab', report, `${report}/category`, said);
  const paths: string[] = [];
  for (const id of students) {
    const subject = { kind: 'student', id };
    const { case: known } = await university.does('chair-mab', report, `${report}/cases`, { subject });
    const part = `/cases/${known}/investigation`;
    await university.sees('chair-mab', part, ({ status: is }) => is === 'open');
    await university.does('chair-mab', part, `${part}/manager`, { staff: people.chair });
    paths.push(`/cases/${known}`);
  }
  return paths;
};
const practice = (code: string) => ({ offences: [{ code }], classification: 'unacceptable-academic-practice' });
const does = (path: string, to: string, body: object = {}) =>
  university.does('chair-mab', `${path}/investigation`, `${path}/investigation/${to}`, body);
const step = (path: string, name: string, fields: object, letter?: object) =>
  university.step('chair-mab', `${path}/investigation`, path, `investigation.${name}`, fields, letter);

beforeAll(async () => {
  university = await University.start(on);
}, 60_000);
afterAll(async () => {
  await tables.close();
  await university.stop();
});

describe('what is on paper alone', () => {
  const ofOne = form({ assessment: coursework('HI5002'), students: ['CHESTER-0014'] });

  it('comes with form AI-1 as what it is, where it is kept, and who holds it; no file is asked for [UC-6.2]', async () => {
    const unsaid = await university.tries('examiner', undefined, '/reports', {
      ...ofOne,
      papers: [{ what: 'A page.' }],
    });
    expect(unsaid.status).toBe(422);
    expect(JSON.stringify(unsaid.body)).toMatch(/\/papers\/0\/keptAt[^]*\/papers\/0\/heldBy/);
    const { id } = await university.does('examiner', undefined, '/reports', { ...ofOne, papers: [script] });
    expect((await university.reads('examiner', `/reports/${id}`)).papers).toMatchObject([script]);
    [essay = ''] = await opened(`/reports/${id}`, ['CHESTER-0014'], practice('plagiarism'));
    expect(await university.reads('chair-mab', essay)).toMatchObject({ papers: [script], attachments: [] });
    const page = await university.reads('chair-mab', `${essay}/forms/ai-1`);
    expect(page).toContain(
      'The script with notes in the margin. (on paper: Cabinet 4, room B12, held by Dr A. Reader)',
    );
  });

  it('accompanies the allegation by its name, beside a file that the Chair adds [UC-6.8.1.2]', async () => {
    const papers = await papersOf(essay);
    const source = await uploaded('The source.');
    await does(essay, 'start');
    const unknown = { ...accusation([...papers, `paper:${essay.replace('/cases/', '')}`]) };
    const part = `${essay}/investigation`;
    const refused = await university.tries('chair-mab', part, `${part}/accusation`, unknown);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringMatching(/"\/?evidence\/1"/)]);
    const without = { code: 'form-and-evidence-enclosed', clause: 'UC-6.8.1.2' };
    await university.refused('chair-mab', part, `${part}/accusation`, accusation([]), without);
    await does(essay, 'accusation', accusation([...papers, source]));
    expect(await status('chair-mab', `${part}/files/${source}`)).toBe(200);
    for (const [who, path] of [
      ['chair-mab', `${part}/files/${papers[0]}`],
      ['panel-chair', `${part}/files/${source}`],
      ['student-14', `${part}/files/${source}`],
    ] as const)
      expect([403, 404]).toContain(await status(who, path));
  });

  it('is kept as long as the case, and so is the file: nothing takes it away after a day [UC-5.6.2]', async () => {
    const holds = await tables.query<{ held: string }>(
      'SELECT held FROM vault.holds WHERE holder = $1',
      [`case:${essay.replace('/cases/', '')}`],
      true,
    );
    expect(holds.filter(({ held }) => held.startsWith('evidence:'))).toHaveLength(1);
  });

  it('is referred, and then served exactly as it was referred [UC-10.3.2, UC-17.5.2]', async () => {
    await does(essay, 'invitations', { kind: 'meeting', at: meetingAt });
    university.set(meetingAt);
    await does(essay, 'meetings', { kind: 'meeting', attended: true, startedAt: meetingAt, endedAt: meetingAt });
    await step(essay, 'complete-ai-2', { account: 'They met.', outcome: 'might-be-breach', dated: '2026-10-12' });
    await step(essay, 'send-ai-2', { channel: 'university-email' }, formAi2);
    await asks(university, 'student-14', `${essay}/investigation/answer`, { accepts: false, answer: 'It is mine.' });
    await does(essay, 'referral', { to: 'aqss', enclosed });
    await forThePanel(university, essay);
    await convened(university, essay, { at: '2026-11-05T10:00:00.000Z' });
    const { referral, sitting } = await university.reads('aqss', `${essay}/hearing`);
    const [paper = ''] = await papersOf(essay);
    const [, file] = referral.evidence;
    expect(referral.evidence).toEqual([paper, file]);
    expect(sitting.invitation.documents).toEqual(referral.evidence);
    const exactly = { code: 'exactly-what-was-referred', clause: 'UC-17.5.2' };
    for (const half of [[paper], [file]]) {
      const part = `${essay}/hearing`;
      const body = { to: 'student', documents: half };
      await university.refused('aqss', part, `${part}/evidence`, body, exactly);
      await university.refused('aqss', part, `${part}/invitation`, { ...inviting, evidence: half }, exactly);
    }
    for (const [who, is] of [
      ['panel-2', 200],
      ['panel-5', 404],
    ] as const)
      expect({ who, is: await status(who, `${essay}/hearing/files/${file}`) }).toEqual({ who, is });
    expect((await university.reads('panel-2', essay)).papers).toMatchObject([script]);
  });

  it('may be what a finding rests on; new evidence at the hearing is a file that somebody stored [UC-17.6, UC-20.1]', async () => {
    const part = `${essay}/hearing`;
    university.set('2026-11-05T10:00:00.000Z');
    await university.does('panel-chair', part, `${part}/opening`, there);
    const made = `sha256:${'0'.repeat(64)}`;
    const unknown = await university.tries('panel-chair', part, `${part}/late-evidence`, { documents: [made] });
    expect([unknown.status, JSON.stringify(unknown.body)]).toEqual([422, expect.stringContaining('/documents/0')]);
    const drafts = await uploaded('Drafts.');
    await university.does('panel-chair', part, `${part}/late-evidence`, { documents: [drafts] });
    expect(await status('panel-2', `${part}/files/${drafts}`)).toBe(200);
  });
});

describe("what an invigilator's evidence is on paper", () => {
  it('is with the report, and what the Examinations Officer retains is added to it [UC-12.3.1, UC-12.5.1]', async () => {
    const { id } = await university.does('invigilator', undefined, '/reports', {
      ...form({ students: ['CHESTER-0006'], evidenceKinds: [], papers: [{ ...script, what: 'The endorsed script.' }] }),
      reporter: { kind: 'invigilator' },
      assessment: {
        ...{ kind: 'examination', module: 'HI5002', component: 'examination' },
        ...{ examinationStartsAt: '2026-11-05T08:00:00Z', examinationEndsAt: '2026-11-05T09:00:00Z' },
      },
    });
    const report = `/reports/${id}`;
    const reports = (who: string, name: string, fields: object) =>
      university.does(who, report, `${report}/steps/report.${name}`, { fields });
    await reports('deputy-registrar', 'appoint-examinations-officer', { officer: 'CHESTER-S11' });
    await reports('examinations', 'meet-candidate', { account: 'They say that they forgot the notes.' });
    await reports('examinations', 'record-circumstances', { circumstances: 'Two pages.', materialsRetained: true });
    const added = { information: 'What was retained.', papers: [notes] };
    await university.does('examinations', report, `${report}/information`, added);
    await reports('invigilator', 'invigilator-report', { report: 'At ten past ten.' });
    await reports('examinations', 'submit-ai-ex', { reportEnclosed: true, materialsEnclosed: true });
    const cheating = { offences: [{ code: 'cheating' }], classification: 'academic-misconduct' };
    [examination = ''] = await opened(report, ['CHESTER-0006'], cheating);
    expect((await university.reads('chair-mab', examination)).papers).toMatchObject([
      { what: 'The endorsed script.' },
      notes,
    ]);
  });

  it('is in the case file that goes to Academic Quality Support Services, all of it [UC-12.8, UC-17.5.2]', async () => {
    await step(examination, 'determine-prima-facie', { found: true, reasons: 'As the form has it.' });
    const file = ['brief-report', 'examinations-officer-submission', 'correspondence'];
    await does(examination, 'referral', { to: 'aqss', enclosed: file });
    const { referral } = await university.sees('aqss', `${examination}/hearing`, (told) => Boolean(told.referral));
    expect(referral.evidence).toEqual(await papersOf(examination));
    expect(referral.evidence).toHaveLength(2);
  });
});

describe('where there is no breach, what is on paper', () => {
  beforeAll(async () => {
    const students = ['CHESTER-0001', 'CHESTER-0013'];
    const two = form({ assessment: coursework('HI4001'), students, papers: [script] });
    const { id } = await university.does('examiner', undefined, '/reports', two);
    cleared = await opened(`/reports/${id}`, students, practice('collusion'));
    for (const path of cleared) {
      await onAiX(university, path, 'no-breach');
      await does(path, 'no-case', none);
      await letterOf(university, path, 'no-case-to-examiner');
    }
  }, 60_000);

  const disposes = (path: string, papers: readonly object[]) =>
    university.tries('chair-mab', `${path}/file`, `${path}/disposal`, {
      ...{ reason: 'No breach.', papers },
      reasons: { 'letters-gone': 'The examiner had it by hand.' },
    });

  it('is destroyed by a person, who says so before the record goes; else it does not [UC-8.8.2]', async () => {
    const [first = ''] = cleared;
    const [paper = ''] = await papersOf(first);
    await university.sees('chair-mab', `${first}/file`, ({ noted }) =>
      noted.some(({ type }: Body) => type === 'NoCaseNoted'),
    );
    for (const [papers, code, field] of [
      [[], 'paper-seen-to', '/papers'],
      [[{ paper, destroyed: false }], 'paper-seen-to', '/papers/0/otherwise'],
      [[{ paper: `paper:${first.replace('/cases/', '')}`, destroyed: true }], 'unknown-paper', '/papers/0/paper'],
      [Array.from({ length: 2 }, () => ({ paper, destroyed: true })), 'paper-twice', '/papers/1/paper'],
    ] as const) {
      const { status: is, body } = await disposes(first, papers);
      expect({ is, refusals: body.refusals }).toMatchObject({
        is: 422,
        refusals: expect.arrayContaining([
          expect.objectContaining({ code, field, clauses: expect.arrayContaining(['UC-8.8.2']) }),
        ]),
      });
    }
    expect(await status('chair-mab', first)).toBe(200);
  });

  it('is otherwise what became of it: the case of another still has it [UC-8.8.2]', async () => {
    const [first = ''] = cleared;
    const [paper = ''] = await papersOf(first);
    const kept = { paper, destroyed: false, otherwise: 'It is also in the case of another student.' };
    const certificate = await destroyed(university, first, [kept]);
    expect(certificate).toMatchObject({ papers: { destroyed: 0, otherwise: 1, confirmedBy: people.chair } });
    expect(JSON.stringify(certificate)).not.toMatch(/another student|script|Cabinet/);
  }, 40_000);

  it('is on the certificate as a number, with who confirmed it, and nowhere else [UC-8.8.2]', async () => {
    const [, second = ''] = cleared;
    const [paper = ''] = await papersOf(second);
    const certificate = await destroyed(university, second, [{ paper, destroyed: true }]);
    expect(certificate).toMatchObject({
      ...{ papers: { destroyed: 1, otherwise: 0, confirmedBy: people.chair } },
      destroyed: { files: 0, keys: { case: 1, report: 1 } },
    });
    const { body: page } = await (
      await university.as('aqss')
    ).send('GET', `${second}/destruction`, { headers: { accept: 'text/html' } });
    expect(page).toContain(
      '1 destroyed: confirmed by Chair Of Module Board Sample, Chair of a Module Assessment Board',
    );
  }, 40_000);
});
