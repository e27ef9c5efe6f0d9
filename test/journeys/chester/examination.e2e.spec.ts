import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { letterOf } from './letters.js';
import { convened } from './panel.js';
import { people } from './reported.js';
import { University, type Why } from './university.js';

/** On a Monday from ten to twelve in Chester. */
const examination = {
  ...{ kind: 'examination', module: 'HI5002', component: 'examination' },
  ...{ examinationStartsAt: '2026-11-02T10:00:00Z', examinationEndsAt: '2026-11-02T12:00:00Z' },
};
const cheating = { offences: [{ code: 'cheating' }], classification: 'academic-misconduct' };

let university: University;
/** Student 5, who goes on; student 6, who withdraws; student 14, in a class test. */
let goesOn: string;
let withdraws: string;
let inClass: string;
let heard: string;
let deferred: string;
let marked: string;

/** Suspected by the invigilator, who says what was seen. */
const seen = async (student: string, assessment: object): Promise<string> => {
  const photograph = Buffer.from(`The desk of ${student}`);
  const { digest } = (await university.system.anyone().upload('/files', photograph, 'text/plain')).body;
  const { id } = await university.does('invigilator', undefined, '/reports', {
    ...{ institution: 'chester', reporter: { kind: 'invigilator' }, nature: { what: 'Notes under the script.' } },
    ...{ students: [student], evidenceKinds: [], directEvidence: true, assessment },
    attachments: [{ digest, name: 'desk.txt', mediaType: 'text/plain' }],
  });
  return `/reports/${id}`;
};
const step = (who: string, report: string, name: string, fields: object, reasons: object = {}): Promise<Body> =>
  university.does(who, report, `${report}/steps/report.${name}`, { fields, reasons });
const stepRefused = (who: string, report: string, name: string, fields: object, why: Why): Promise<Body> =>
  university.refused(who, report, `${report}/steps/report.${name}`, { fields }, why);
const caseStep = (who: string, path: string, name: string, fields: object, reasons: object = {}): Promise<Body> =>
  university.does(who, `${path}/investigation`, `${path}/steps/investigation.${name}`, { fields, reasons });
const caseRefused = (path: string, to: string, body: object, why: Why): Promise<Body> =>
  university.refused('chair-mab', `${path}/investigation`, `${path}/${to}`, body, why);
const statusOf = async (who: string, of: string, path: string, body: object): Promise<number> =>
  (await university.tries(who, of, path, body)).status;

/** The Examinations Officer's part, from the meeting to the record. */
const recorded = async (report: string, record: object): Promise<void> => {
  await step('deputy-registrar', report, 'appoint-examinations-officer', { officer: 'CHESTER-S11' });
  await step('examinations', report, 'meet-candidate', { account: 'They say that they forgot the notes.' });
  await step('examinations', report, 'record-circumstances', record);
};
const asMisconduct = async (report: string, student: string): Promise<string> => {
  const subject = { kind: 'student', id: student };
  await university.does('chair-mab', report, `${report}/category`, cheating);
  const { case: id } = await university.does('chair-mab', report, `${report}/cases`, { subject });
  const part = `/cases/${id}/investigation`;
  await university.sees('chair-mab', part, ({ status }) => status === 'open');
  await university.does('chair-mab', part, `${part}/manager`, { staff: people.chair });
  return `/cases/${id}`;
};

beforeAll(async () => {
  university = await University.start('2026-11-02T10:30:00Z');
  goesOn = await seen('CHESTER-0005', examination);
  withdraws = await seen('CHESTER-0006', examination);
  inClass = await seen('CHESTER-0014', { kind: 'class-test', module: 'HI5002', component: 'examination' });
}, 60_000);
afterAll(() => university.stop());

describe('in the examination room', () => {
  it('a candidate who disturbs nobody goes on, before another invigilator as witness [UC-12.1.1a]', async () => {
    const quiet = { othersDisturbed: false, witness: 'CHESTER-S36', materials: 'removed' };
    const loud = { code: 'nobody-disturbed', clause: 'UC-12.1.1a' };
    await stepRefused('invigilator', goesOn, 'let-candidate-continue', { ...quiet, othersDisturbed: true }, loud);
    const { witness: _, ...alone } = quiet;
    const unwitnessed = { code: 'missing-witness', clause: 'UC-12.1.1a' };
    await stepRefused('invigilator', goesOn, 'let-candidate-continue', alone, unwitnessed);
    const oneself = { code: 'another-invigilator', clause: 'UC-12.1.1a' };
    await stepRefused('invigilator', goesOn, 'let-candidate-continue', { ...quiet, witness: 'CHESTER-S09' }, oneself);
    await step('invigilator', goesOn, 'let-candidate-continue', quiet);
  });

  it('whose script is endorsed twice: at the point, and on its cover [UC-12.1.1b]', async () => {
    const endorsed = { practical: false, atPoint: true, onCover: true };
    const why = { code: 'endorsed-twice', clause: 'UC-12.1.1b' };
    for (const missing of ['atPoint', 'onCover'])
      await stepRefused('invigilator', goesOn, 'endorse-script', { ...endorsed, [missing]: false }, why);
    const to = `${goesOn}/steps/report.endorse-script`;
    expect(await statusOf('chief-invigilator', goesOn, to, { fields: endorsed })).toBe(403);
    await step('invigilator', goesOn, 'endorse-script', endorsed);
  });

  it('another, who disturbs the others, withdraws, and the script says so [UC-12.1.2a]', async () => {
    const leaves = { othersDisturbed: true, scriptEndorsed: true, terminationNoted: true };
    const undisturbed = { code: 'others-disturbed', clause: 'UC-12.1.2a' };
    const unnoted = { code: 'endorsed-and-noted', clause: 'UC-12.1.2a' };
    const to = 'withdraw-candidate';
    await stepRefused('invigilator', withdraws, to, { ...leaves, othersDisturbed: false }, undisturbed);
    await stepRefused('invigilator', withdraws, to, { ...leaves, terminationNoted: false }, unnoted);
    await step('invigilator', withdraws, to, leaves);
  });

  it('for which the chief invigilator adds as long as it took, or says why not [UC-12.1.2b]', async () => {
    const shorter = { disturbance: 7, extension: 5 };
    const why = { code: 'as-long-as-the-disturbance', clause: 'UC-12.1.2b' };
    await stepRefused('chief-invigilator', withdraws, 'extend-examination', shorter, why);
    const to = `${withdraws}/steps/report.extend-examination`;
    expect(await statusOf('invigilator', withdraws, to, { fields: shorter })).toBe(403);
    await step('chief-invigilator', withdraws, 'extend-examination', { disturbance: 7, extension: 7 });
  });
});

describe('after the examination', () => {
  it('an officer who was appointed meets the candidate, and makes the record [UC-12.2, UC-12.3.1]', async () => {
    const account = { account: 'They say that they forgot the notes.' };
    const unappointed = { code: 'officer-appointed', clause: 'UC-12.2', status: 409 } as const;
    await stepRefused('examinations', goesOn, 'meet-candidate', account, unappointed);
    const early = { code: 'asked-for', clause: 'UC-12.3.1', status: 409 } as const;
    await stepRefused('invigilator', goesOn, 'invigilator-report', { report: 'At ten past ten.' }, early);
    for (const report of [goesOn, withdraws])
      await recorded(report, { circumstances: 'Two pages of notes under the script.', materialsRetained: true });
  });

  it('notes what cannot be retained, and why it cannot [UC-12.4]', async () => {
    const hand = { circumstances: 'Dates on the palm of a hand.', materialsRetained: false };
    const why = { code: 'notes-of-what-is-not-retained', clause: 'UC-12.4' };
    await stepRefused('examinations', inClass, 'record-circumstances', { ...hand, materials: 'Ink.' }, why);
    const noted = { materials: 'Ink.', whyNotRetained: 'It is a hand.', photographs: 'In the drawer of room 5.' };
    await recorded(inClass, { ...hand, ...noted });
  });

  it("waits for the invigilator's report for three days; what is later says why [UC-12.3.2]", async () => {
    const { items } = await university.sees('invigilator', '/worklist', (told) => told.items.length >= 3);
    const due = items.filter(({ act }: Body) => act === 'report.invigilator-report');
    expect(due.map(({ dueAt, clauses }: Body) => [dueAt, clauses])).toEqual(
      Array.from({ length: 3 }, () => ['2026-11-05T23:59:59.999Z', ['UC-12.3.2']]),
    );
    for (const report of [withdraws, inClass])
      await step('invigilator', report, 'invigilator-report', { report: 'At ten past ten.' });
    university.set('2026-11-06T00:00:01Z');
    const late = { code: 'within-three-days', clause: 'UC-12.3.2', status: 409 } as const;
    const said = { report: 'At ten past ten a page was under the script.' };
    await stepRefused('invigilator', goesOn, 'invigilator-report', said, late);
    await step('invigilator', goesOn, 'invigilator-report', said, { 'within-three-days': 'I was ill.' });
  });

  it('is form AI-EX, with report and materials, in four days of it [UC-12.5.1, UC-12.5.2, UC-12.1.2c]', async () => {
    const whole = { reportEnclosed: true, materialsEnclosed: true };
    const alone = { code: 'with-report-and-materials', clause: 'UC-12.5.1' };
    await stepRefused('examinations', goesOn, 'submit-ai-ex', { ...whole, materialsEnclosed: false }, alone);
    const untold = { code: 'deputy-registrar-told', clause: 'UC-12.1.2c', status: 409 } as const;
    await stepRefused('examinations', withdraws, 'submit-ai-ex', whole, untold);
    await step('chief-invigilator', withdraws, 'tell-deputy-registrar', { account: 'One candidate shouted.' });
    await step('examinations', withdraws, 'submit-ai-ex', whole);
    const noCase = { code: 'examination-submission-complete', clause: 'UC-12.5.1', status: 409 } as const;
    const subject = { kind: 'student', id: 'CHESTER-0005' };
    await university.does('chair-mab', goesOn, `${goesOn}/category`, cheating);
    await university.refused('chair-mab', goesOn, `${goesOn}/cases`, { subject }, noCase);
    await step('examinations', goesOn, 'submit-ai-ex', whole);
    university.set('2026-11-07T00:00:01Z');
    const late = { code: 'within-four-days', clause: 'UC-12.5.2', status: 409 } as const;
    const ink = { ...whole, materialsEnclosed: false };
    await stepRefused('examinations', inClass, 'submit-ai-ex', ink, late);
    await step('examinations', inClass, 'submit-ai-ex', ink, { 'within-four-days': 'The photograph came late.' });
  });

  it('is always provisionally academic misconduct, plagiarism too, and stays it [UC-12.9, UC-2.8]', async () => {
    const practice = { offences: [{ code: 'plagiarism' }], classification: 'unacceptable-academic-practice' };
    const why = { code: 'examination-is-misconduct', clause: 'UC-12.9' };
    for (const report of [withdraws, inClass])
      await university.refused('chair-mab', report, `${report}/category`, practice, why);
    heard = await asMisconduct(goesOn, 'CHESTER-0005');
    deferred = await asMisconduct(withdraws, 'CHESTER-0006');
    marked = await asMisconduct(inClass, 'CHESTER-0014');
    const lesser = { category: 'unacceptable-academic-practice', reason: 'It was only a note.' };
    await caseRefused(heard, 'investigation/category', lesser, why);
  });
});

describe('form AI-EX, as a page', () => {
  const page = async (who: string, path: string): Promise<Body> => university.reads(who, `${path}/forms/ai-ex`);

  it('says the circumstances, the report, and what was retained [UC-12.3.1, UC-12.5.1]', async () => {
    const printed = await page('chair-mab', heard);
    expect(printed).toMatch(/Two pages of notes under the script\.[^]*At ten past ten a page was under the script\./);
    expect(printed).toContain('Recorded by Examinations Officer Sample');
    const { forms } = await university.reads('aqss', `${heard}/forms`);
    expect(forms.map(({ form }: Body) => form)).toContain('ai-ex');
    expect(forms.map(({ form }: Body) => form)).not.toContain('ai-1');
  });

  it('says what could not be retained, why, and where photographs of it are [UC-12.4]', async () => {
    expect(await page('chair-mab', marked)).toMatch(/Ink\.[^]*It is a hand\.[^]*In the drawer of room 5\./);
  });

  it('is not for the candidate, who was sent none', async () => {
    for (const who of ['student-5', 'student-6'])
      expect((await (await university.as(who)).get(`${heard}/forms/ai-ex`)).status).toBe(404);
  });
});

describe('whether there is prima facie evidence', () => {
  const determined = (path: string, found: boolean, reasons: object = {}) =>
    caseStep('chair-mab', path, 'determine-prima-facie', { found, reasons: 'As the form has it.' }, reasons);

  it('is for the Chair, who may interview the candidate or the invigilator before [UC-12.6.2]', async () => {
    const { items } = await university.sees('chair-mab', '/worklist?limit=200', (told) =>
      told.items.some((one: Body) => one.act === 'investigation.determine-prima-facie' && heard.endsWith(one.case)),
    );
    const due = items.filter(({ act }: Body) => act === 'investigation.determine-prima-facie');
    const of = (path: string) => due.find((one: Body) => path.endsWith(one.case));
    // Ten days from the submission of the form, and not from the opening of the case.
    expect([of(heard)?.dueAt, of(marked)?.dueAt]).toEqual(['2026-11-16T23:59:59.999Z', '2026-11-17T23:59:59.999Z']);
    await caseStep('chair-mab', heard, 'interview-first', { whom: 'candidate', account: 'I forgot them.' });
    await caseStep('chair-mab', heard, 'interview-first', { whom: 'invigilator', account: 'They were read.' });
  });

  it('is determined in ten days; what is later says why, and is on record [UC-12.6.1]', async () => {
    await determined(marked, false);
    university.set('2026-11-17T00:00:01Z');
    const late = { code: 'within-ten-days', clause: 'UC-12.6.1', status: 409 } as const;
    const fields = { found: true, reasons: 'As the form has it.' };
    for (const path of [heard, deferred])
      await caseRefused(path, 'steps/investigation.determine-prima-facie', { fields }, late);
    await determined(heard, true, { 'within-ten-days': 'The invigilator was away.' });
    await determined(deferred, false, { 'within-ten-days': 'The invigilator was away.' });
    expect(JSON.stringify(await university.reads('aqss', `${heard}/timeline`))).toContain('The invigilator was away.');
    const after = { fields: { whom: 'candidate', account: 'Again.' } };
    const before = { code: 'before-determining', clause: 'UC-12.6.2', status: 409 } as const;
    await caseRefused(heard, 'steps/investigation.interview-first', after, before);
  });
});

describe('on insufficient evidence', () => {
  const none = (instruction?: string) => ({
    ...{ reason: 'Nobody saw the page.', ...(instruction && { instruction }) },
    letter: { instruction: instruction === 'defer' ? 'The assessment is deferred.' : 'The script is marked.' },
  });

  it('no breach occurred, and the script is marked or the assessment deferred [UC-12.7]', async () => {
    const found = { code: 'determined-insufficient', clause: 'UC-12.7', status: 409 } as const;
    await caseRefused(heard, 'investigation/no-case', none('mark'), found);
    const neither = { code: 'insufficient-evidence', clause: 'UC-12.7' };
    await caseRefused(deferred, 'investigation/no-case', none(), neither);
    for (const [path, instruction] of [
      [deferred, 'defer'],
      [marked, 'mark'],
    ] as const)
      await university.does('chair-mab', `${path}/investigation`, `${path}/investigation/no-case`, none(instruction));
    expect((await letterOf(university, deferred, 'no-case-to-examiner')).text).toMatch(
      /Nobody saw the page\.[^]*The assessment is deferred\./,
    );
  });

  it('nothing is referred, nothing is destroyed, and the candidate never hears of it [UC-12.8, UC-12.7]', async () => {
    const enclosed = ['brief-report', 'examinations-officer-submission', 'correspondence'];
    const why = { code: 'prima-facie', clause: 'UC-12.8', status: 409 } as const;
    await caseRefused(marked, 'investigation/referral', { to: 'aqss', enclosed }, why);
    const isNoCase = ({ type }: Body): boolean => type === 'NoCaseNoted';
    const { noted } = await university.sees('aqss', `${marked}/file`, (told) => told.noted.some(isNoCase));
    expect(noted.find(isNoCase)).toMatchObject({ data: { stage: 'examination' } });
    const early = { code: 'time-has-come', clause: 'UC-8.8.2', status: 409 } as const;
    const disposal = { reason: 'No breach.' };
    await university.refused('aqss', `${marked}/file`, `${marked}/disposal`, disposal, early);
    await university.does('aqss', `${marked}/file`, `${marked}/closure`, {});
    for (const who of ['student-6', 'student-14'])
      expect(await university.reads(who, '/own-cases')).toEqual({ items: [] });
  });
});

describe('on prima facie evidence', () => {
  const file = ['brief-report', 'examinations-officer-submission', 'correspondence'];

  it('the case file of three parts goes to Academic Quality Support Services [UC-12.8]', async () => {
    const why = { code: 'case-file-in-three-parts', clause: 'UC-12.8' };
    for (const missing of file) {
      const enclosed = file.filter((one) => one !== missing);
      await caseRefused(heard, 'investigation/referral', { to: 'aqss', enclosed }, why);
    }
    const panel = { code: 'to-aqss', clause: 'UC-10.3.2' };
    await caseRefused(heard, 'investigation/referral', { to: 'airp', enclosed: file }, panel);
    const part = `${heard}/investigation`;
    await university.does('chair-mab', part, `${part}/referral`, { to: 'aqss', enclosed: file });
    const { referral } = await university.sees('aqss', `${heard}/hearing`, (told) => Boolean(told.referral));
    expect(referral.enclosed).toEqual(expect.arrayContaining(file));
  });

  it('a full Panel hears it, as it hears all misconduct [UC-12.9, UC-13.1.1, UC-16.1.1]', async () => {
    const part = `${heard}/hearing`;
    await university.sees('senior-assistant-registrar', part, ({ history }) => Boolean(history));
    const { acts } = await university.reads('senior-assistant-registrar', `${heard}/acts`);
    const eligibility = acts.find(({ act }: Body) => act === 'hearing.decide-eligibility');
    expect(eligibility?.open ?? false).toBe(false);
    const to = `${part}/body`;
    const why = { code: 'panel-for-misconduct', clause: 'UC-16.1.1' };
    await university.refused('senior-assistant-registrar', part, to, { body: 'subgroup' }, why);
    expect(await university.reads('student-5', '/own-cases')).toEqual({ items: [] });
    await convened(university, heard, { at: '2026-12-01T10:00:00.000Z' });
  });

  it('the candidate hears of it by the invitation of the Panel, at least 7 days before [UC-17.2.1, UC-17.2.2]', async () => {
    expect((await letterOf(university, heard, 'hearing-invitation-letter')).text).toContain('Place: Binks 014');
    const own = await university.sees('student-5', '/own-cases', ({ items }) => items.length === 1);
    expect(own.items[0]).toMatchObject({ offences: [{ code: 'cheating' }] });
    const ownCase = await university.as('student-6');
    expect((await ownCase.get(`/own-cases/${own.items[0].id}`)).status).toBe(404);
  });
});
