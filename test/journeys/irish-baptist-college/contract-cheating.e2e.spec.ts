import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { College } from './college.js';
import { caseOf, opened, type Opened } from './suspicion.js';

const kind = 'authorship-interview';
/** Friday; the Tuesday of its week is Saint Patrick's Day, a holiday in Northern Ireland. */
const friday = '2026-03-20T10:00:00Z';
const thursday = '2026-03-19T10:00:00Z';
const explained = {
  what: 'It is an interview on how the essay came about.',
  outcomes: 'That you are the author is accepted, or the case goes to the Special Cases Committee.',
  detection: 'Potential malpractice was detected.',
  chance: 'You can demonstrate that the work is your own.',
  'no-mark': 'It contributes to no mark.',
  place: 'Room 4, in the library',
  companion: 'Somebody may come for support only; no lawyer.',
  'procedure-and-role': 'You are asked to come, and to bring your notes.',
};
const director = { person: 'IBC-S01', seat: 'interviewer' };
const examiner = { person: 'IBC-S09', seat: 'interviewer' };
const clerk = { person: 'IBC-S11', seat: 'note-taker' };
const invitation = (more: object = {}) => ({
  ...{ kind, at: friday, purpose: 'To hear how the essay came about.', inPerson: true },
  ...{ interviewers: [director, examiner, clerk], letter: explained },
  ...more,
});
const meeting = (more: object = {}) => ({
  ...{ kind, attended: true, outcome: 'doubtful', startedAt: friday, endedAt: '2026-03-20T10:30:00Z' },
  ...more,
});

let college: College;
const essay = { kind: 'coursework', module: 'OT101', component: 'essay', postedAt: '2026-02-20T10:00:00Z' };
const suspicion = {
  offences: ['contract-cheating'],
  what: 'The essay is far superior to earlier work.',
  assessment: essay,
  evidenceKinds: ['originality-report', 'normal-writing-style'],
};
const written = async (report: string): Promise<void> => {
  const reading = { format: 'Word', percentage: 4, interpretation: 'Nothing is copied; the style is another.' };
  await college.step('lecturer', report, report, 'report.read-originality-report', reading);
  const annotated = { originalityReportShown: true, highlighted: true };
  await college.step('lecturer', report, report, 'report.annotate-script', annotated);
  const form = { findings: 'The style.', evidence: 'Earlier essays.', locations: 'Throughout.', form: 'Enclosed.' };
  await college.step('lecturer', report, report, 'report.lecturer-report-form', { localised: false }, form);
};
const suspected = (candidate: string, more: object = {}): Promise<Opened> =>
  opened(college, 'lecturer', { ...suspicion, ...more }, [candidate], written);

const suspect = (path: string): Promise<Body> => {
  const grounds = 'Vocabulary and sources that no earlier essay has.';
  return college.step('lecturer', caseOf(path), path, 'investigation.suspect-commissioning', { grounds });
};
const agree = (path: string, agreed = true): Promise<Body> =>
  college.step('director', caseOf(path), path, 'investigation.agree-to-interview', { kind, agreed });
/** Two interviewers, named, without an interest; adjustments. */
const prepared = async (path: string): Promise<void> => {
  const of = caseOf(path);
  await college.step('director', of, path, 'investigation.name-interviewers', { first: 'IBC-S01', second: 'IBC-S09' });
  for (const [who, staff] of [
    ['director', 'IBC-S01'],
    ['examiner', 'IBC-S09'],
    ['professional', 'IBC-S11'],
  ] as const)
    await college.does(who, of, `${of}/declarations`, {
      ...{ staff, previousInvolvement: false, personalInterest: false, detail: '' },
    });
};
const held = async (path: string, more: object = {}): Promise<Body> => {
  const of = caseOf(path);
  await college.step('director', of, path, 'investigation.make-adjustments', { need: 'none' });
  const demonstrated = { producedWork: false, ownReading: true, ownPreparation: false, understands: false };
  await college.step('examiner', of, path, 'investigation.demonstrate-authorship', demonstrated);
  return college.does('director', of, `${of}/meetings`, meeting(more));
};
const waitsFor = async (who: string, path: string, act: string): Promise<Body> => {
  const found = await college.sees(who, '/worklist', ({ items }) =>
    items.some((one: Body) => one.act === act && path.endsWith(one.case)),
  );
  return found.items.find((one: Body) => one.act === act && path.endsWith(one.case));
};

beforeAll(async () => {
  college = await College.start('2026-03-02T09:00:00Z');
}, 120_000);
afterAll(() => college.stop());

describe('suspected contract cheating', () => {
  let doubtful: Opened;
  const student = { id: 'IBC-0001', name: 'Student One Specimen', candidate: 'IBC-C713' };

  /** Everything that shows the case, its report, or any of its like. */
  const shown = async (who: string, { path, report }: Opened): Promise<Readonly<Record<string, string>>> => {
    const caller = await college.as(who);
    const ofCase = ['', '/investigation', '/hearing', '/appeal', '/sanctions', '/timeline', '/acts', '/letters'];
    const paths = [
      ...['/cases', '/reports', '/worklist', report, `${report}/acts`, `${report}/letters`],
      ...[...ofCase, '/file', '/retention', '/hearing/comparables'].map((part) => `${path}${part}`),
    ];
    const letters = (await caller.get(`${path}/letters`)).body.letters ?? [];
    const all = [...paths, ...letters.map(({ id }: Body) => `/letters/${id}`)];
    const told = await Promise.all(
      all.map(async (one) => [one, JSON.stringify((await caller.get(one)).body)] as const),
    );
    return Object.fromEntries(told);
  };
  const tellsWho = async (who: string, one: Opened): Promise<readonly string[]> =>
    Object.entries(await shown(who, one))
      .filter(([, text]) => [student.id, student.name].some((needle) => text.includes(needle)))
      .map(([path]) => path.replace(one.path, '/case').replace(one.report, '/report'));

  it('is referred by candidate number: nobody who decides on the first evidence is told who it is [IBC-46.1] [IBC-46.2] [IBC-75]', async () => {
    doubtful = await suspected(student.candidate);
    const { path, report } = doubtful;
    for (const who of ['director', 'lecturer', 'examiner', 'registrar']) {
      expect({ who, told: await tellsWho(who, doubtful) }).toEqual({ who, told: [] });
      expect(await college.reads(who, path)).toMatchObject({
        subject: { kind: 'student', id: null },
        hidden: expect.arrayContaining([
          expect.objectContaining({
            what: 'student-identity',
            clauses: [expect.stringMatching(/^IBC-(46\.[12]|75)$/)],
          }),
        ]),
      });
    }
    expect(await college.reads('director', report)).toMatchObject({ candidates: [student.candidate], students: null });
    await college.refused(
      'registrar',
      caseOf(path),
      `${caseOf(path)}/anonymity`,
      {},
      {
        ...{ code: 'case-to-answer', clause: 'IBC-75', status: 409 },
      },
    );
  });

  it('of a student whom a case to answer opens is shown to the Director and the Registrar, and to no marker yet [IBC-46.2] [IBC-75]', async () => {
    const { path } = doubtful;
    const of = caseOf(path);
    await college.step('director', of, path, 'investigation.find-prima-facie', { caseToAnswer: true });
    expect(await tellsWho('director', doubtful)).toEqual([]);
    const waiting = await waitsFor('director', path, 'investigation.lift-anonymity');
    expect(waiting).toMatchObject({ clauses: ['IBC-75'], offices: ['director-of-training', 'registrar'] });
    await college.does('registrar', of, `${of}/anonymity`);
    await college.sees('director', path, ({ subject }) => subject.id === student.id);
    expect(await tellsWho('director', doubtful)).toEqual(
      expect.arrayContaining(['/cases', '/report', '/case', '/case/investigation']),
    );
    expect(await college.reads('registrar', path)).toMatchObject({ subject: { id: student.id }, hidden: [] });
    // Whoever marks it has not uploaded the mark and the comments yet.
    for (const who of ['lecturer', 'examiner'])
      expect({ who, told: await tellsWho(who, doubtful) }).toEqual({ who, told: [] });
    await college.step('lecturer', doubtful.report, doubtful.report, 'report.upload-mark', {
      mark: 68,
      comments: 'Well.',
    });
    expect(await tellsWho('lecturer', doubtful)).toEqual(expect.arrayContaining(['/report', '/case']));
  });

  it('is interviewed on where it is reasonable, without direct evidence, and agreed [IBC-64]', async () => {
    const { path } = doubtful;
    const of = caseOf(path);
    const invite = (code: string, who = 'director') =>
      college.refused(who, of, `${of}/invitations`, invitation(), { code, clause: 'IBC-64' });
    await prepared(path);
    await invite('reasonable-suspicion');
    await invite('director-agrees');
    await college.refused(
      ...(['lecturer', of, `${path}/steps/investigation.suspect-commissioning`] as const),
      { fields: { grounds: ' ' } },
      { code: 'reasonable', clause: 'IBC-64' },
    );
    await suspect(path);
    await agree(path, false);
    await invite('director-agrees');
    await agree(path);
    expect(await waitsFor('director', path, 'investigation.invite')).toMatchObject({
      ...{ clauses: ['IBC-64'], offices: ['director-of-training', 'principal', 'registrar', 'lecturer'] },
    });

    const direct = await suspected('IBC-C752', { directEvidence: true });
    await prepared(direct.path);
    await suspect(direct.path);
    await agree(direct.path);
    await college.refused('director', caseOf(direct.path), `${caseOf(direct.path)}/invitations`, invitation(), {
      ...{ code: 'no-direct-evidence', clause: 'IBC-64' },
    });
  });

  it("is invited to with five working days' notice, none of which is Saint Patrick's Day, and told all [IBC-66.1] [IBC-66.2]", async () => {
    const { path } = doubtful;
    const of = caseOf(path);
    college.set('2026-03-12T16:00:00Z');
    const refused = (more: object, code: string, clause: string) =>
      college.refused('director', of, `${of}/invitations`, invitation(more), { code, clause });
    await refused({ at: thursday }, 'five-working-days-notice', 'IBC-66.1');
    await refused({ at: '2026-03-23T10:00:00Z' }, 'within-thirty-days', 'IBC-65');
    await refused({ inPerson: false }, 'in-person', 'IBC-70.2');
    await refused({ purpose: ' ' }, 'explained', 'IBC-66.2');
    const { chance: _, ...lacking } = explained;
    await refused({ letter: lacking }, 'missing-chance', 'IBC-66.2');
    await college.refused('examiner', of, `${of}/invitations`, invitation(), {
      ...{ code: 'not-yours-to-do', clause: 'IBC-64', status: 403 },
    });
  });

  it('is by two, one of whom knows the subject, and they are told that they cannot sit later [IBC-67] [IBC-73.3]', async () => {
    const { path } = doubtful;
    const of = caseOf(path);
    const refused = (interviewers: readonly object[], code: string, clause: string) =>
      college.refused('director', of, `${of}/invitations`, invitation({ interviewers }), { code, clause });
    await refused([director], 'seat-interviewer', 'IBC-67');
    await refused([director, { ...examiner, person: 'IBC-S08' }], 'subject-specialist', 'IBC-67');
    await refused([director, { ...examiner, person: 'IBC-S12' }], 'interests-declared', 'IBC-8.5');
    await refused([director, { ...examiner, person: 'IBC-S12' }], 'examiner-of-the-work', 'IBC-67');

    const invited = await college.does('director', of, `${of}/invitations`, invitation());
    expect(invited.happened).toEqual(['SubjectInvited', 'LetterSent']);
    const lost = invited.usesUp.filter(({ body }: Body) => body === 'special-cases-committee');
    expect(lost).toEqual([
      { person: 'IBC-S01', body: 'special-cases-committee', clauses: ['IBC-73.3'] },
      { person: 'IBC-S09', body: 'special-cases-committee', clauses: ['IBC-73.3'] },
    ]);
    const { letters } = await college.sees('registrar', `${path}/letters`, (body) => body.letters.length === 1);
    expect(letters[0]).toMatchObject({ notice: 'authorship-interview-invitation', to: ['student'] });
    const { text } = await college.reads('registrar', `/letters/${letters[0].id}`);
    for (const words of Object.values(explained)) expect(text).toContain(words);
  });

  it('is interviewed: adjustments, four things, thirty minutes, a silent companion and no lawyer [IBC-64] [IBC-68.2] [IBC-68.3] [IBC-69] [IBC-70.1]', async () => {
    const { path } = doubtful;
    const of = caseOf(path);
    college.set('2026-03-20T11:00:00Z');
    expect(await waitsFor('director', path, 'investigation.record-meeting')).toMatchObject({ clauses: ['IBC-64'] });
    const refused = (more: object, code: string, clause: string) =>
      college.refused('director', of, `${of}/meetings`, meeting(more), { code, clause });
    await refused({}, 'four-things', 'IBC-64');
    await refused({}, 'adjustments-made', 'IBC-69');
    await refused({ endedAt: '2026-03-20T10:31:00Z' }, 'thirty-minutes', 'IBC-70.1');
    await refused({ outcome: 'guilty' }, 'two-outcomes', 'IBC-73.2');
    await refused({ companion: { with: 'another-person', spoke: false } }, 'student-or-staff', 'IBC-68.1');
    const done = await held(path, { companion: { with: 'fellow-student', spoke: true } });
    expect(done.breaches).toMatchObject([{ code: 'silent-companion', clauses: ['IBC-68.3'] }]);
    const { entries } = await college.reads('director', `${path}/timeline`);
    expect(entries.find(({ type }: Body) => type === 'MeetingRecorded')).toMatchObject({
      breaches: [{ code: 'silent-companion', clauses: ['IBC-68.3'] }],
    });
  });

  it('left doubtful goes to the Committee, with a record of which the student has a copy [IBC-72] [IBC-73.2]', async () => {
    const { path } = doubtful;
    const of = caseOf(path);
    const why = { reason: 'They are nice.' };
    const refer = (to = 'special-cases-committee') => ({ to, enclosed: ['evidence', 'lecturer-interview-report'] });
    const early = (code: string, clause: string) =>
      college.refused('director', of, `${of}/referral`, refer(), { code, clause, status: 409 });
    await college.refused('director', of, `${of}/no-case`, why, {
      ...{ code: 'no-doubt-left', clause: 'IBC-73.2', status: 409 },
    });
    await early('record-taken', 'IBC-72');
    await early('evidence-assessed', 'IBC-74');
    const record = 'They could not say which commentary they had used.';
    await college.step('professional', of, path, 'investigation.write-interview-record', { record });
    const asks = `${path}/steps/investigation.ask-for-interview-record`;
    expect((await college.asks('student-2', asks)).status).toBe(404);
    expect(await college.asks('student-1', asks)).toMatchObject({ status: 201 });
    expect(await waitsFor('registrar', path, 'investigation.give-interview-record')).toMatchObject({
      ...{ clauses: ['IBC-72'], offices: expect.arrayContaining(['registrar']) },
    });
    await college.step('registrar', of, path, 'investigation.give-interview-record', {}, { record });
    const { letters } = await college.sees('registrar', `${path}/letters`, (body) => body.letters.length === 2);
    expect(letters[1]).toMatchObject({ notice: 'interview-record', to: ['student'] });

    const reasons = 'The interview left it doubtful.';
    await college.step('director', of, path, 'investigation.assess-evidence', { moreLikelyThanNot: true, reasons });
    // Twenty working days from the opening, by the setting: Saint Patrick's Day is none.
    expect(await waitsFor('director', path, 'investigation.refer')).toMatchObject({
      ...{ clauses: ['IBC-33.1'], offices: ['director-of-training', 'principal'] },
      dueAt: expect.stringMatching(/^2026-03-31T22:59:59/),
    });
    await college.refused('director', of, `${of}/referral`, refer('interviewers'), {
      ...{ code: 'to-the-committee', clause: 'IBC-33.1' },
    });
    await college.does('director', of, `${of}/referral`, refer());
  });

  it('is decided by a Committee on which neither interviewer sits [IBC-73.3] [IBC-32]', async () => {
    const { path } = doubtful;
    const hearing = `${path}/hearing`;
    await college.sees('director', hearing, ({ referral }) => referral !== null);
    await college.does('director', hearing, `${hearing}/body`, { body: 'special-cases-committee', with: [] });
    for (const [person, seat] of [
      ['IBC-S01', 'director'],
      ['IBC-S09', 'teaching-staff'],
    ])
      await college.refused(
        'principal',
        hearing,
        `${hearing}/members`,
        { person, seat },
        {
          ...{ code: 'conducted-the-interview', clause: 'IBC-73.3' },
        },
      );
    const designated = { officer: 'IBC-S02', reason: 'earlier part in the case' };
    await college.step('principal', caseOf(path), path, 'investigation.designate-substitute', designated);
    await college.does('principal', hearing, `${hearing}/members`, { person: 'IBC-S02', seat: 'director' });
    await college.does('principal', hearing, `${hearing}/members`, { person: 'IBC-S12', seat: 'teaching-staff' });
    const { body } = await college.reads('registrar', hearing);
    expect(body.members.map(({ person }: Body) => person)).toEqual(['IBC-S02', 'IBC-S12']);
  });

  it('whose authorship is accepted has no further action, and is marked on its merit [IBC-73.1]', async () => {
    college.set('2026-03-02T09:00:00Z');
    const { path } = await suspected('IBC-C726');
    const of = caseOf(path);
    const why = { reason: 'The interviewers accept that the student wrote it.' };
    await prepared(path);
    await suspect(path);
    await agree(path);
    await college.refused('director', of, `${of}/no-case`, why, {
      ...{ code: 'interview-first', clause: 'IBC-73.1', status: 409 },
    });
    await college.does('registrar', of, `${of}/invitations`, invitation());
    college.set('2026-03-20T11:00:00Z');
    await held(path, { outcome: 'authorship-accepted' });
    await college.step('examiner', of, path, 'investigation.write-interview-record', { record: 'They knew it all.' });
    const assessed = { moreLikelyThanNot: true, reasons: 'The style.' };
    await college.step('director', of, path, 'investigation.assess-evidence', assessed);
    await college.refused(
      'director',
      of,
      `${of}/referral`,
      { to: 'special-cases-committee' },
      {
        ...{ code: 'authorship-not-accepted', clause: 'IBC-73.1', status: 409 },
      },
    );
    expect(await waitsFor('director', path, 'investigation.find-no-case')).toMatchObject({ clauses: ['IBC-73.1'] });
    await college.does('director', of, `${of}/no-case`, why);
    expect(await waitsFor('lecturer', path, 'investigation.mark-on-merit')).toMatchObject({
      ...{ clauses: ['IBC-73.1'], offices: ['lecturer', 'examiner'] },
    });
    await college.step('lecturer', of, path, 'investigation.mark-on-merit', { mark: 71 });
    const { items } = await college.sees('director', '/worklist', (body) =>
      body.items.every((one: Body) => !path.endsWith(one.case) || one.act.startsWith('file.')),
    );
    expect(items.filter((one: Body) => path.endsWith(one.case))).toEqual([]);
    await college.sees('registrar', `${path}/file`, ({ noted }) =>
      noted.some(({ type }: Body) => type === 'NoCaseNoted'),
    );
    expect(await waitsFor('registrar', path, 'file.close')).toMatchObject({ clauses: ['IBC-97.4'] });
    await college.does('registrar', `${path}/file`, `${path}/closure`, { reason: 'No further action.' });
  });

  it('to whose interview nobody came is invited to anew; a lawyer who came is on record [IBC-66.1] [IBC-68.2] [IBC-73.2]', async () => {
    college.set('2026-03-02T09:00:00Z');
    const { path } = await suspected('IBC-C739');
    const of = caseOf(path);
    await prepared(path);
    await suspect(path);
    await agree(path);
    await college.does('director', of, `${of}/invitations`, invitation());
    college.set('2026-03-20T11:00:00Z');
    await college.step('director', of, path, 'investigation.make-adjustments', { need: 'none' });
    await college.does('director', of, `${of}/meetings`, { kind, attended: false });
    await waitsFor('director', path, 'investigation.invite');

    const anew = invitation({ at: '2026-03-27T10:00:00Z', reasons: { 'within-thirty-days': 'They were ill.' } });
    expect((await college.does('director', of, `${of}/invitations`, anew)).departures).toMatchObject([
      { code: 'within-thirty-days', clauses: ['IBC-65'], reason: 'They were ill.' },
    ]);
    college.set('2026-03-27T11:00:00Z');
    const demonstrated = { producedWork: true, ownReading: true, ownPreparation: false, understands: false };
    await college.step('examiner', of, path, 'investigation.demonstrate-authorship', demonstrated);
    const times = { startedAt: '2026-03-27T10:00:00Z', endedAt: '2026-03-27T10:30:00Z' };
    const companion = { with: 'another-person', legal: true, spoke: false, reason: 'A friend, it was said.' };
    const recorded = await college.does('director', of, `${of}/meetings`, meeting({ ...times, companion }));
    expect(recorded.breaches).toMatchObject([{ code: 'no-lawyer', clauses: ['IBC-68.2'] }]);
  });
});
