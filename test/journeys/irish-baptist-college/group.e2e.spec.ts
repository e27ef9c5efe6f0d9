import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { College } from './college.js';
import { caseOf, openedOn, referred } from './suspicion.js';

/** Three who hand in together, and one who can say what is hers. */
const students = ['IBC-0001', 'IBC-0002', 'IBC-0004', 'IBC-0003'] as const;
const project = { kind: 'group', module: 'CH301', component: 'project', collaborative: true };
const sittingAt = '2026-03-20T10:00:00Z';
const director = 'IBC-S01';
const teacher = 'IBC-S12';
const invitation = {
  ...{ allegation: 'The second part is copied.', consequences: 'A penalty of clause 93.', documents: 'Enclosed.' },
  ...{ companion: 'A fellow student or member of staff, who may speak.', 'no-lawyer': 'No lawyer.' },
  ...{ 'in-absentia': 'Without a response it may be heard in absentia.', 'procedure-and-role': 'Come, and respond.' },
};

let college: College;
let digest: string;
let cases: readonly string[];
const first = (): string => cases[0] ?? '';
/** Hers, who can say what she contributed. */
const fourth = (): string => cases[3] ?? '';
const hearingOf = (path: string): string => `${path}/hearing`;
const reads = (path: string): Promise<Body> => college.reads('registrar', hearingOf(path));

beforeAll(async () => {
  college = await College.start('2026-03-02T09:00:00Z');
  const lecturer = await college.as('lecturer');
  ({ digest } = (await lecturer.upload('/files', Buffer.from('%PDF-1.7 A project'), 'application/pdf')).body);
}, 120_000);
afterAll(() => college.stop());

it('a group submission is reported once, and each member has a case [IBC-56] [IBC-16]', async () => {
  const report = await referred(
    college,
    'lecturer',
    {
      ...{ what: 'Part two is copied.', offences: ['plagiarism'], assessment: project },
      ...{
        evidenceKinds: ['annotated-source'],
        attachments: [{ digest, name: 'project.pdf', mediaType: 'application/pdf' }],
      },
    },
    students,
  );
  const form = { findings: 'Copied.', evidence: 'The source.', locations: 'Part two.', form: 'Enclosed.' };
  await college.step('lecturer', report, report, 'report.lecturer-report-form', { localised: false }, form);
  const opened: string[] = [];
  for (const student of students) opened.push(await openedOn(college, report, student));
  cases = opened;
  const again = { subject: { kind: 'student', id: students[0] } };
  await college.refused('director', report, `${report}/cases`, again, { code: 'one-case-a-student', clause: 'IBC-15' });
  // The file that the report came with is evidence of each.
  expect(await college.reads('director', caseOf(fourth()))).toMatchObject({ reportFiles: [digest] });
});

it('all are normally called to one hearing, unless a member distinguishes her contribution [IBC-56]', async () => {
  const refer = (joined: boolean, more: object = {}) => ({
    ...{ to: 'special-cases-committee', joined, enclosed: ['evidence'] },
    ...more,
  });
  for (const path of cases) {
    const of = caseOf(path);
    await college.step('director', of, path, 'investigation.find-prima-facie', { caseToAnswer: true });
    await college.does('director', of, `${of}/anonymity`);
    const reasons = 'Part two is in a book.';
    await college.step('director', of, path, 'investigation.assess-evidence', { moreLikelyThanNot: true, reasons });
    await college.refused('director', of, `${of}/referral`, refer(false), {
      ...{ code: 'group-heard-together', clause: 'IBC-56' },
    });
  }
  const hers = { contributorIdentified: false, ownDistinguished: true, explanation: 'Drafts of part one, dated.' };
  const tells = `${fourth()}/steps/investigation.distinguish-contribution`;
  // She was not written to yet: to her, as to the others, there is no case. The Director records what she says when asked.
  for (const student of ['student-1', 'student-3'])
    expect((await college.asks(student, tells, { fields: hers })).status).toBe(404);
  await college.step('director', caseOf(fourth()), fourth(), 'investigation.distinguish-contribution', hers);
  for (const path of cases) {
    // She could be heard apart now; the Director has her heard with the others, and found on by herself.
    await college.does('director', caseOf(path), `${caseOf(path)}/referral`, refer(true));
    const { referral } = await college.sees('director', hearingOf(path), (body) => Boolean(body.referral));
    expect(referral).toMatchObject({ joined: true, evidence: [digest] });
  }
});

it('one sitting considers them all: one date, one Committee, an invitation each [IBC-56] [IBC-81.1] [IBC-89.2]', async () => {
  const of = hearingOf(first());
  const others = cases.slice(1).map((path) => path.replace('/cases/', ''));
  await college.does('director', of, `${of}/body`, { body: 'special-cases-committee', with: others });
  await college.does('director', of, `${of}/members`, { person: director, seat: 'director' });
  await college.does('director', of, `${of}/members`, { person: teacher, seat: 'teaching-staff' });
  const none = { conflict: false, involved: false };
  for (const path of cases) {
    await college.step('director', hearingOf(path), path, 'hearing.hand-over', { allDocuments: true, confirmed: true });
    for (const [who, person] of [
      ['director', director],
      ['teacher-1', teacher],
    ])
      await college.does(who as string, hearingOf(path), `${hearingOf(path)}/members/${person}/declaration`, none);
  }
  college.set('2026-03-12T09:00:00Z');
  await college.refused(
    'registrar',
    of,
    `${of}/date`,
    { at: '2026-03-19T10:00:00Z', place: 'Room 1' },
    {
      ...{ code: 'notice-possible', clause: 'IBC-89.2' },
    },
  );
  await college.does('registrar', of, `${of}/date`, { at: sittingAt, place: 'Room 1' });
  await college.does('registrar', of, `${of}/invitation`, { statementTold: true, letter: invitation });
  for (const path of cases) {
    const { sitting, body } = await reads(path);
    expect(sitting).toMatchObject({ date: { at: new Date(sittingAt).toISOString() }, invitation: expect.anything() });
    expect(sitting.cases).toHaveLength(4);
    expect(body.members.map(({ person }: Body) => person)).toEqual([director, teacher]);
    const { letters } = await college.sees('registrar', `${path}/letters`, (told) => told.letters.length === 1);
    expect(letters[0]).toMatchObject({ notice: 'hearing-invitation', to: ['student'] });
    await college.does('registrar', hearingOf(path), `${hearingOf(path)}/evidence`, {
      to: 'members',
      documents: [digest],
    });
  }
});

it('each has a finding of their own: hers is not proven, theirs are [IBC-56] [IBC-92]', async () => {
  college.set(sittingAt);
  const opening = { student: true, companion: 'none', offices: ['registrar'], presenter: true };
  await college.does('director', hearingOf(first()), `${hearingOf(first())}/opening`, opening);
  for (const path of cases) {
    const of = hearingOf(path);
    const step = (name: string, fields: object = {}) => college.step('director', of, path, `hearing.${name}`, fields);
    await step('present-case', { summary: 'Part two is in a book.' });
    await step('hear-response', { heardAll: true, by: 'student', response: 'We divided it.' });
    await step('parties-leave');
    const proven = path !== fourth();
    const vote = proven ? 'for' : 'against';
    await college.does('director', of, `${of}/findings`, {
      findings: [
        {
          ...{ point: 'plagiarism', outcome: proven ? 'malpractice' : 'not-shown' },
          ...{ reasons: 'Part two is in a book; part one is hers.', evidence: [digest] },
        },
      ],
      ...{ standard: 'balance-of-probabilities', grounds: ['evidence'], votes: { [director]: vote, [teacher]: vote } },
    });
  }
  const found = await Promise.all(cases.map(async (path) => (await reads(path)).finding.proven));
  expect(found).toEqual([true, true, true, false]);
  const due = await Promise.all(
    cases.map(async (path) =>
      (await college.reads('director', `${path}/acts`)).acts
        .filter((one: Body) => one.due && ['hearing.decide-penalty', 'hearing.communicate'].includes(one.act))
        .map(({ act }: Body) => act),
    ),
  );
  expect(due).toEqual([...[1, 2, 3].map(() => ['hearing.decide-penalty']), ['hearing.communicate']]);
});
