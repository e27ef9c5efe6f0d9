import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { College } from './college.js';
import { invited, sat } from './decided.js';
import { caseOf, openedOn } from './suspicion.js';

/** Monday; marks are released on the Friday of its week. */
const monday = '2026-10-05T09:00:00.000Z';
const thursday = '2026-10-08T22:00:00.000Z';
const friday = '2026-10-09T08:00:00.000Z';
const saturday = '2026-10-10T08:00:00.000Z';
const meetingAt = '2026-10-21T10:00:00.000Z';
const marksReleasedAt = '2026-10-09T09:00:00.000Z';

let college: College;
const essay = { kind: 'coursework', module: 'OT101', component: 'essay', marksReleasedAt };
const referral = (students: readonly string[], more: object = {}) => ({
  ...{
    institution: 'irish-baptist-college',
    reporter: { kind: 'lecturer' },
    nature: { what: 'Footnotes are missing.' },
  },
  ...{ assessment: essay, students },
  ...more,
});
const category = (more: object = {}) => ({
  ...{ offences: [{ code: 'inadequate-referencing' }], classification: 'poor-practice', extentLimited: true },
  ...more,
});
const form = { nature: 'Footnotes are missing.', meeting: 'Ask me for a meeting.' };
const letter = { ...form, 'procedure-and-role': 'Nothing is asked of you.' };
const forwarded = (report: string, markedAsNormal = true): Promise<Body> =>
  college.step('lecturer', report, report, 'report.feedback-form', { markedAsNormal }, form);
const sending = { fields: {}, letter };
const send = (report: string): string => `${report}/steps/report.send-feedback-form`;

/** Suspected by a lecturer of the module, and within the policy. */
const suspected = async (candidate: string): Promise<string> => {
  const { id } = await college.does('lecturer', undefined, '/reports', referral([candidate]));
  const report = `/reports/${id}`;
  await college.does('director', report, `${report}/scope`, { inScope: true, reason: 'It counts for the award.' });
  return report;
};
const poorPractice = async (candidate: string): Promise<string> => {
  const report = await suspected(candidate);
  await college.does('lecturer', report, `${report}/category`, category());
  await forwarded(report);
  return report;
};
const actOn = async (who: string, of: string, act: string): Promise<Body> =>
  (await college.reads(who, `${of}/acts`)).acts.find((one: Body) => one.act === act);

beforeAll(async () => {
  college = await College.start(monday);
}, 120_000);
afterAll(() => college.stop());

describe('a suspicion', () => {
  it('is referred by staff: nobody without an account, no token that is none [IBC-32]', async () => {
    const anyone = await college.system.anyone().post('/reports', referral(['IBC-0001']));
    expect(anyone).toMatchObject({
      status: 403,
      body: { refusals: [{ code: 'not-yours-to-do', clauses: ['IBC-32'] }] },
    });
  });

  it('is on students and a module of the register, which says what is wrong with others', async () => {
    for (const [said, field] of [
      [referral(['IBC-0001', 'nobody']), '/students/1'],
      [referral([], { assessment: { kind: 'coursework', module: 'no' } }), '/assessment/module'],
    ] as const) {
      const { status, body } = await college.tries('lecturer', undefined, '/reports', said);
      expect({ status, errors: body.errors }).toMatchObject({ status: 422, errors: [{ field }] });
    }
  });

  it('is poor practice where it is listed as that, limited, and nothing from a third party [IBC-24, IBC-35, IBC-36.1, IBC-18.2]', async () => {
    const report = await suspected('IBC-C752');
    const path = `${report}/category`;
    const offence = (code: string) => category({ offences: [{ code }] });
    const refused = (said: object, code: string, clause: string) =>
      college.refused('lecturer', report, path, said, { code, clause });
    await refused(category({ extentLimited: false }), 'extent-limited', 'IBC-24');
    await refused(offence('quotation-marks-omitted'), 'malpractice-listed', 'IBC-36.1');
    await refused(offence('quotation-marks-omitted'), 'poor-practice-listed', 'IBC-35');
    await refused(offence('ghost-writing'), 'third-party-always-malpractice', 'IBC-18.2');
  });

  it('on the border of the two is for the lecturer and the Director of Training [IBC-43.3]', async () => {
    const report = await suspected('IBC-C752');
    const path = `${report}/category`;
    const borderline = category({ borderline: true });
    const why = { code: 'director-consulted', clause: 'IBC-43.3' };
    await college.refused('lecturer', report, path, borderline, why);
    await college.step('lecturer', report, report, 'report.consult-director', { advice: 'It is poor practice.' });
    await college.does('lecturer', report, path, borderline);
  });
});

describe('poor academic practice', () => {
  let first: string;

  it('hides from all who the student is, until the form comes: then the Registrar sees it [IBC-46.1]', async () => {
    first = await suspected('IBC-C713');
    await college.does('lecturer', first, `${first}/category`, category());
    for (const [who, clause] of [
      ['lecturer', 'IBC-46.2'],
      ['registrar', 'IBC-46.1'],
    ] as const) {
      const seen = await college.reads(who, first);
      expect(seen).toMatchObject({
        ...{ students: null, candidates: ['IBC-C713'] },
        hidden: [{ what: 'student-identity', clauses: [clause] }],
      });
      expect(JSON.stringify(seen)).not.toContain('IBC-0001');
    }
  });

  it('is marked as normal, and its form forwarded, before the lecturer has dealt with it [IBC-43.1, IBC-31]', async () => {
    const handling = `${first}/local-handling`;
    const unsent = { code: 'form-forwarded', clause: 'IBC-43.1', status: 409 } as const;
    await college.refused('lecturer', first, handling, {}, unsent);
    const step = `${first}/steps/report.feedback-form`;
    const unmarked = { fields: { markedAsNormal: false }, letter: form };
    await college.refused('lecturer', first, step, unmarked, { code: 'marked', clause: 'IBC-43.1' });
    await forwarded(first);
    await college.does('lecturer', first, handling);
    expect(await college.reads('registrar', first)).toMatchObject({ students: [{ id: 'IBC-0001' }], hidden: [] });
    expect(await college.reads('lecturer', first)).toMatchObject({ students: null, handledLocally: true });
  });

  it('shows lecturers who it is once mark and comments are uploaded, and not before [IBC-46.2]', async () => {
    const offering = `${first}/steps/report.offer-appointment`;
    const tooEarly = { code: 'mark-uploaded', clause: 'IBC-46.2', status: 409 } as const;
    await college.refused('lecturer', first, offering, { fields: {} }, tooEarly);
    await college.step('lecturer', first, first, 'report.upload-mark', { mark: 58, comments: 'Mind the footnotes.' });
    await college.step('lecturer', first, first, 'report.offer-appointment');
    expect(await college.reads('lecturer', first)).toMatchObject({ students: [{ id: 'IBC-0001' }], hidden: [] });
  });

  it('has its form waiting for the Registrar up to mark release day, in the worklist and among the acts [IBC-43.2]', async () => {
    const { items } = await college.sees('registrar', '/worklist', (list) =>
      list.items.some((one: Body) => one.act === 'report.send-feedback-form'),
    );
    const item = items.find((one: Body) => one.act === 'report.send-feedback-form');
    expect(item).toMatchObject({ offices: ['registrar'], clauses: ['IBC-43.2'], dueAt: '2026-10-09T22:59:59.999Z' });
    const act = await actOn('registrar', first, 'report.send-feedback-form');
    expect(act).toMatchObject({ due: true, open: false, by: { date: '2026-10-09', clauses: ['IBC-43.2'] } });
    expect(act.because).toMatchObject([{ code: 'not-before-release', clauses: ['IBC-43.2'] }]);
  });

  it('has its form sent on mark release day, and not on the eve [IBC-43.2, IBC-44]', async () => {
    const before = { code: 'not-before-release', clause: 'IBC-43.2', status: 409 } as const;
    for (const eve of [monday, thursday]) {
      college.set(eve);
      await college.refused('registrar', first, send(first), sending, before);
    }
    college.set(friday);
    const asking = `${first}/steps/report.ask-for-meeting`;
    const unsent = { code: 'form-sent', clause: 'IBC-44', status: 409 } as const;
    await college.refused('registrar', first, asking, { fields: {} }, unsent);
    const { 'procedure-and-role': _, ...unclear } = letter;
    const body = await college.tries('registrar', first, send(first), { fields: {}, letter: unclear });
    expect(body).toMatchObject({ status: 422 });
    const sent = await college.does('registrar', first, send(first), sending);
    expect(sent).toMatchObject({ happened: ['StepRecorded', 'LetterSent'], breaches: [] });
    const letters = await college.sees('registrar', `${first}/letters`, (told) => told.letters.length > 0);
    expect(letters.letters).toMatchObject([{ notice: 'poor-practice-feedback', to: ['student'] }]);
    const { text } = await college.reads('registrar', `/letters/${letters.letters[0].id}`);
    expect(text).toContain(form.meeting);
    await college.step('registrar', first, first, 'report.ask-for-meeting');
  });

  it('has a form that was forgotten sent late all the same, with the breach on record [IBC-43.2]', async () => {
    college.set(friday);
    const late = await poorPractice('IBC-C726');
    college.set(saturday);
    const sent = await college.does('registrar', late, send(late), sending);
    expect(sent.breaches).toMatchObject([{ code: 'on-release-day', clauses: ['IBC-43.2'] }]);
  });

  it('is kept with the essay, and alerts nobody the first time [IBC-47.1, IBC-47.2]', async () => {
    const filing = `${first}/steps/report.file-feedback-form`;
    const alone = { fields: { formSaved: true, essaySaved: false } };
    await college.refused('registrar', first, filing, alone, { code: 'form-with-essay', clause: 'IBC-47.1' });
    const filed = await college.step('registrar', first, first, 'report.file-feedback-form', {
      ...{ formSaved: true, essaySaved: true },
    });
    expect(filed.happened).toEqual(['StepRecorded']);
  });
});

describe('poor academic practice again', () => {
  let second: string;
  let committee: string;

  it('alerts lecturer and Director of Training as its form is filed [IBC-47.2]', async () => {
    college.set(saturday);
    second = await poorPractice('IBC-0001');
    // Named by the id, a student's number is nobody's to learn here, and the other way round.
    expect(await college.reads('lecturer', second)).toMatchObject({ candidates: [null] });
    await college.does('registrar', second, send(second), sending);
    const fields = { formSaved: true, essaySaved: true };
    const filed = await college.step('registrar', second, second, 'report.file-feedback-form', fields);
    expect(filed.happened).toEqual(['StepRecorded', 'LetterSent']);
    const { letters } = await college.sees('registrar', `${second}/letters`, (told) => told.letters.length > 1);
    const alert = letters.find(({ notice }: Body) => notice === 'continued-poor-practice');
    expect(alert.to.toSorted()).toEqual(['director-of-training', 'lecturer']);
  });

  it('is not for the lecturer any more: the issue is taken to the Committee [IBC-33.3, IBC-31]', async () => {
    const again = { code: 'not-repeated', clause: 'IBC-33.3', status: 409 } as const;
    await college.refused('lecturer', second, `${second}/local-handling`, {}, again);
    const other = await poorPractice('IBC-C726');
    await college.refused('lecturer', other, `${other}/local-handling`, {}, again);
    const subject = { kind: 'student', id: 'IBC-0004' };
    const unrepeated = await poorPractice('IBC-C752');
    const local = { code: 'not-poor-practice-alone', clause: 'IBC-31', status: 409 } as const;
    await college.refused('director', unrepeated, `${unrepeated}/cases`, { subject }, local);
    await college.does('lecturer', unrepeated, `${unrepeated}/local-handling`);
    const over = { code: 'not-dealt-with', clause: 'IBC-31', status: 409 } as const;
    const anew = category({ classification: 'malpractice' });
    await college.refused('lecturer', unrepeated, `${unrepeated}/category`, anew, over);
  });

  it('goes there once its seriousness was reiterated, and its student is no name before a prima facie case [IBC-33.2, IBC-75]', async () => {
    const subject = { kind: 'student', id: 'IBC-C713' };
    const silent = { code: 'seriousness-reiterated', clause: 'IBC-33.2', status: 409 } as const;
    await college.refused('director', second, `${second}/cases`, { subject }, silent);
    await college.step('principal', second, second, 'report.reiterate-seriousness', { said: 'It is serious.' });
    const path = await openedOn(college, second, 'IBC-C713');
    expect(await college.reads('director', path)).toMatchObject({
      ...{ subject: { kind: 'student', id: null }, subjectName: null, student: { earlierPoorPractice: true } },
      hidden: [{ clauses: ['IBC-75'] }],
    });
    const of = caseOf(path);
    const lifting = `${of}/anonymity`;
    const unsaid = { code: 'case-to-answer', clause: 'IBC-75', status: 409 } as const;
    await college.refused('director', of, lifting, {}, unsaid);
    await college.step('director', of, path, 'investigation.find-prima-facie', { caseToAnswer: true });
    await college.does('director', of, lifting);
    const seen = await college.sees('director', path, ({ hidden }) => hidden.length === 0);
    expect(seen).toMatchObject({ subject: { id: 'IBC-0001' } });
    committee = path;
  });

  it('is no earlier offence: the penalties for a repeat stay closed [IBC-93.gate, reading IBC-a15]', async () => {
    const offence = 'inadequate-referencing';
    const of = caseOf(committee);
    const { digest } = (await college.system.anyone().upload('/files', Buffer.from('Footnotes.'), 'text/plain')).body;
    const assessed = { moreLikelyThanNot: true, reasons: 'Footnotes are missing again.' };
    await college.step('director', of, committee, 'investigation.assess-evidence', assessed);
    const referring = { to: 'special-cases-committee', enclosed: [digest] };
    await college.does('director', of, `${of}/referral`, referring);
    await invited(college, { path: committee, documents: [digest], offence }, meetingAt);
    college.set(meetingAt);
    const forRepeats = { code: 'g', parameters: { of: 'The essay' } };
    await expect(sat(college, committee, { offence, penalty: forRepeats })).rejects.toThrow(
      /"repeat-only"[^]*"IBC-93.gate"/,
    );
    const { history } = await college.reads('director', `${committee}/hearing`);
    expect(history.offences).toEqual([]);
  });
});
