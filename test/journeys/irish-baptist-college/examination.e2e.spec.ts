import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { College } from './college.js';
import { caseOf, openedOn, referred } from './suspicion.js';

/** Greek, on a Tuesday from nine to twelve in Belfast. */
const examination = {
  ...{ kind: 'examination', module: 'NT201', component: 'paper' },
  ...{ examinationStartsAt: '2026-05-12T09:00:00+01:00', examinationEndsAt: '2026-05-12T12:00:00+01:00' },
};
const interviewAt = '2026-05-15T10:00:00+01:00';
const kind = 'post-examination-interview';

let college: College;
let report: string;
let path: string;

beforeAll(async () => {
  college = await College.start('2026-05-12T09:30:00Z');
}, 120_000);
afterAll(() => college.stop());

const step = (who: string, name: string, fields: object = {}, letter?: object, more: object = {}): Promise<Body> =>
  college.does(who, report, `${report}/steps/report.${name}`, { fields, ...(letter ? { letter } : {}), ...more });
const stepRefused = (who: string, name: string, body: object, code: string, clause: string, status: 409 | 422 = 422) =>
  college.refused(who, report, `${report}/steps/report.${name}`, { fields: {}, ...body }, { code, clause, status });

describe('cheating in an examination', () => {
  const found = {
    ...{ detected: 'unauthorised material', time: '09:40', nature: 'A page of verbs under the paper.' },
    ...{ materialFound: true, materialPermitted: false, materialType: 'A page', materialContent: 'Verbs' },
    ...{ foundAt: '09:40', examinationTitle: 'Greek II', startTime: '09:00' },
  };

  it('is recorded by the invigilator: when, what, and all of the material that was found [IBC-59] [IBC-60.1]', async () => {
    const suspicion = { what: 'A page of verbs.', offences: ['exam-written-material'], assessment: examination };
    report = await referred(college, 'invigilator', suspicion, ['IBC-0002']);
    await stepRefused(
      'invigilator',
      'examination-details',
      { fields: { ...found, time: ' ' } },
      'time-and-nature',
      'IBC-60.1',
    );
    for (const missing of ['materialType', 'materialContent', 'foundAt', 'examinationTitle', 'startTime'])
      await stepRefused(
        ...(['invigilator', 'examination-details', { fields: { ...found, [missing]: '' } }] as const),
        ...(['material-described', 'IBC-60.1'] as const),
      );
    await stepRefused(
      ...(['invigilator', 'examination-details', { fields: { ...found, materialPermitted: true } }] as const),
      ...(['permitted-in-advance', 'IBC-58'] as const),
    );
    const form = { suspicion: 'Cheating.', details: 'At 9:40.', form: 'Enclosed.' };
    await stepRefused('invigilator', 'examination-report-form', { letter: form }, 'details-recorded', 'IBC-60.1', 409);
    await step('invigilator', 'examination-details', found);
  });

  it('lets the student back for the time that remains, also where that is recorded afterwards [IBC-60.2] [IBC-58]', async () => {
    await stepRefused('invigilator', 'allow-return', {}, 'had-left', 'IBC-60.2', 409);
    await step('invigilator', 'ask-to-leave', { leftAt: '09:41', confiscated: 'The page; the invigilator has it.' });
    college.set('2026-05-12T11:30:00Z');
    await stepRefused('invigilator', 'allow-return', {}, 'time-remains', 'IBC-60.2', 409);
    await stepRefused(
      'invigilator',
      'allow-return',
      { occurredAt: '2026-05-12T11:00:01Z' },
      'time-remains',
      'IBC-60.2',
      409,
    );
    await step('invigilator', 'allow-return', {}, undefined, { occurredAt: '2026-05-12T11:00:00Z' });
    const dictionary = { fields: { permitted: 'A lexicon.' } };
    await stepRefused('registrar', 'confirm-permitted-material', dictionary, 'in-advance', 'IBC-58', 409);
    await college.does('registrar', report, `${report}/steps/report.confirm-permitted-material`, {
      ...dictionary,
      occurredAt: '2026-05-11T15:00:00Z',
    });
  });

  it('goes to the Director on its form; a late form, and candidates who were not told, are on record [IBC-61] [IBC-57] [IBC-32]', async () => {
    const subject = { kind: 'student', id: 'IBC-0002' };
    await college.refused(
      'director',
      report,
      `${report}/cases`,
      { subject },
      {
        ...{ code: 'referred-on-a-form', clause: 'IBC-32', status: 409 },
      },
    );
    await stepRefused(
      ...(['invigilator', 'brief-candidates', { fields: { told: 'No notes.', pertinenceExplained: false } }] as const),
      ...(['need-not-be-pertinent', 'IBC-57'] as const),
    );
    // A day and a second after the details were recorded.
    college.set('2026-05-13T09:31:01Z');
    const letter = { suspicion: 'Cheating.', details: 'At 9:40.', form: 'Enclosed.' };
    const late = await step('invigilator', 'examination-report-form', {}, letter);
    expect(late.breaches.map(({ code, clauses }: Body) => [code, clauses])).toEqual([
      ['candidates-told', ['IBC-57']],
      ['as-soon-as-possible', ['IBC-61']],
    ]);
    const { letters } = await college.sees('director', `${report}/letters`, (body) => body.letters.length === 1);
    expect(letters[0]).toMatchObject({ notice: 'malpractice-referral', to: ['director-of-training'] });
    const { acts } = await college.reads('director', `${report}/acts`);
    expect(acts.find(({ act }: Body) => act === 'report.open-case')).toMatchObject({ open: true, due: true });
    path = await openedOn(college, report, 'IBC-0002');
  });

  it('is followed by an interview with the Director or the Principal [IBC-62]', async () => {
    const of = caseOf(path);
    await college.step('director', of, path, 'investigation.find-prima-facie', { caseToAnswer: true });
    await college.does('director', of, `${of}/anonymity`);
    await college.step('director', of, path, 'investigation.assess-evidence', {
      moreLikelyThanNot: true,
      reasons: 'The page.',
    });
    const refer = { to: 'special-cases-committee', enclosed: ['examination-report-form'] };
    const early = (code: string, clause: string) =>
      college.refused('director', of, `${of}/referral`, refer, { code, clause, status: 409 });
    await early('examination-interviewed', 'IBC-62');
    const likely = { fields: { likely: true, reasons: 'They admit that the page is theirs.' } };
    await college.refused('director', of, `${path}/steps/investigation.agree-offence-likely`, likely, {
      ...{ code: 'interviewed', clause: 'IBC-63', status: 409 },
    });

    const declaration = { staff: 'IBC-S03', previousInvolvement: false, personalInterest: false, detail: '' };
    await college.does('principal', of, `${of}/declarations`, declaration);
    const letter = {
      'information-sought': 'How the page came there.',
      'procedure-and-role': 'You are asked to come.',
      place: 'The office of the Director of Training',
    };
    const invitation = (person: string) => ({
      ...{ kind, at: interviewAt, purpose: 'To hear the student.', letter },
      interviewers: [{ person, seat: 'interviewer' }],
    });
    await college.refused('lecturer-2', of, `${of}/invitations`, invitation('IBC-S03'), {
      ...{ code: 'asked-by-the-director', clause: 'IBC-62' },
    });
    await college.refused('director', of, `${of}/invitations`, invitation('IBC-S10'), {
      ...{ code: 'not-from-interviewer', clause: 'IBC-62' },
    });
    const waiting = await college.sees('registrar', '/worklist', ({ items }) =>
      items.some((one: Body) => one.act === 'investigation.invite' && path.endsWith(one.case)),
    );
    expect(waiting.items.find(({ act }: Body) => act === 'investigation.invite')).toMatchObject({
      clauses: ['IBC-64'],
    });
    const invited = await college.does('registrar', of, `${of}/invitations`, invitation('IBC-S03'));
    expect(invited.happened).toEqual(['SubjectInvited', 'LetterSent']);
    college.set('2026-05-15T10:00:00Z');
    const meeting = {
      kind,
      attended: true,
      outcome: 'heard',
      startedAt: interviewAt,
      endedAt: '2026-05-15T10:45:00+01:00',
    };
    await college.does('principal', of, `${of}/meetings`, { ...meeting, record: 'They had forgotten the page.' });
    await early('offence-likely', 'IBC-63');
  });

  it('is referred where it is agreed that an offence is likely, and heard by the Committee [IBC-63] [IBC-57]', async () => {
    const of = caseOf(path);
    const hearing = `${path}/hearing`;
    const refer = (referral: object) => college.tries('director', of, `${of}/referral`, referral);
    await college.step('principal', of, path, 'investigation.agree-offence-likely', {
      likely: true,
      reasons: 'The page.',
    });
    expect((await refer({ to: 'special-cases-committee', enclosed: ['evidence'] })).status).toBe(201);
    await college.sees('director', hearing, ({ referral }) => referral !== null);
    await college.does('director', hearing, `${hearing}/body`, { body: 'special-cases-committee' });
    const { acts } = await college.reads('director', `${path}/acts`);
    expect(acts.find(({ act }: Body) => act === 'hearing.appoint-member')).toMatchObject({ open: true, due: true });
    await college.does('director', hearing, `${hearing}/members`, { person: 'IBC-S01', seat: 'director' });
    await college.does('director', hearing, `${hearing}/members`, { person: 'IBC-S12', seat: 'teaching-staff' });
  });
});

describe('a thesis', () => {
  it('goes on being marked; its examination is suspended, and its result withheld [IBC-53.1] [IBC-53.2] [IBC-54]', async () => {
    const thesis = { kind: 'thesis', module: 'TH790', component: 'thesis' };
    const suspicion = { what: 'A chapter is a translation.', offences: ['plagiarism'], assessment: thesis };
    report = await referred(college, 'examiner', suspicion, ['IBC-0006']);
    const referral = { suspicion: 'Plagiarism.', evidence: 'The source.', form: 'Enclosed.' };
    await stepRefused('examiner', 'referral-form', { letter: referral }, 'examination-suspended', 'IBC-53.2', 409);
    const withheld = { fields: { resultWithheld: true } };
    await stepRefused('examiner', 'suspend-examination', withheld, 'marked-first', 'IBC-53.1', 409);
    await step('examiner', 'continue-marking', { extent: 'Forty pages.' });
    await college.refused(
      'director',
      report,
      `${report}/cases`,
      { subject: { kind: 'student', id: 'IBC-0006' } },
      {
        ...{ code: 'result-withheld', clause: 'IBC-53.2', status: 409 },
      },
    );
    await stepRefused('examiner', 'suspend-examination', { fields: { resultWithheld: false } }, 'withheld', 'IBC-53.2');
    await step('examiner', 'suspend-examination', { resultWithheld: true });
    await step('examiner', 'referral-form', {}, referral);
    const { letters } = await college.sees('director', `${report}/letters`, (body) => body.letters.length === 1);
    // Of a postgraduate, the Postgraduate Director is told, too.
    expect(letters[0].to.toSorted()).toEqual(['director-of-training', 'postgraduate-director']);
    path = await openedOn(college, report, 'IBC-0006');
    // On whom, nobody is shown before there is a case to answer: clause 75.
    expect(await college.reads('principal', path)).toMatchObject({ subject: { kind: 'student', id: null } });
  });
});
