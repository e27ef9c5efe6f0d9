import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allServices, until, type Body, type Caller } from '@probity/standalone';
import { College } from './college.js';
import { invited, people, referred as sentToCommittee, sat, told } from './decided.js';
import { caseOf, opened, type Opened } from './suspicion.js';

/** Monday; the Friday of the same week; and the Monday after it. */
const monday = '2026-10-05T09:00:00.000Z';
const friday = '2026-10-09T09:00:00.000Z';
const nextMonday = '2026-10-12T09:00:00.000Z';
const hearingAt = '2026-10-20T10:00:00.000Z';
const zero = { code: 'e', parameters: { work: 'The essay', resit: 'capped' } };
const retention = 'irish-baptist-college/retention-schedule';

let college: College;
const suspicion = {
  ...{ offences: ['fabricated-references'], what: 'Four references do not exist.' },
  ...{ assessment: { kind: 'presentation', module: 'OT101' }, evidenceKinds: ['electronic-source'] },
};
const onForm = async (report: string): Promise<void> => {
  const form = { findings: 'Four do not exist.', evidence: 'The catalogue.', locations: 'Page 2.', form: 'Enclosed.' };
  await college.step('lecturer', report, report, 'report.lecturer-report-form', { localised: false }, form);
};
const suspected = (candidate: string): Promise<Opened> => opened(college, 'lecturer', suspicion, [candidate], onForm);
const waitsFor = (who: string, path: string, act: string): Promise<Body> =>
  college.sees(who, '/worklist', ({ items }) => items.some((one: Body) => one.act === act && path.endsWith(one.case)));
const stepOn = (path: string, step: string): string => `${path}/steps/investigation.${step}`;
const primaFacie = { fields: { caseToAnswer: true } };

beforeAll(async () => {
  college = await College.start(monday);
}, 120_000);
afterAll(() => college.stop());

describe('a referral', () => {
  it('cannot be withdrawn: each suspicion is decided on, and the College has no such act [IBC-32]', async () => {
    const { report } = await suspected('IBC-C778');
    const { status, body } = await college.tries('lecturer', report, `${report}/withdrawal`, { reason: 'A mistake.' });
    expect({ status, code: body.refusals?.[0]?.code }).toEqual({ status: 409, code: 'no-such-act' });
    const { acts } = await college.reads('lecturer', `${report}/acts`);
    expect(acts.map(({ act }: Body) => act)).not.toContain('report.withdraw');
  });

  it('leads to a case on nobody whom it does not name [IBC-15]', async () => {
    const { report } = await suspected('IBC-C778');
    const unnamed = { subject: { kind: 'student', id: 'IBC-0007' } };
    const why = { code: 'named-in-the-referral', clause: 'IBC-15' };
    await college.refused('director', report, `${report}/cases`, unnamed, why);
  });
});

describe('a wrong date', () => {
  const wrong = '2026-10-07T09:00:00.000Z';
  const right = '2026-10-09T09:00:00.000Z';
  const field = '/assessment/marksReleasedAt';
  let report: string;
  const due = async (): Promise<Body> =>
    (await college.reads('registrar', `${report}/acts`)).acts.find(
      ({ act }: Body) => act === 'report.send-feedback-form',
    ).by.date;

  it('is what a deadline runs from, until it is corrected [IBC-43.2]', async () => {
    const essay = { kind: 'coursework', module: 'OT101', marksReleasedAt: wrong };
    const said = {
      ...{ institution: 'irish-baptist-college', reporter: { kind: 'lecturer' }, nature: { what: 'Footnotes.' } },
      ...{ assessment: essay, students: ['IBC-C765'] },
    };
    const { id } = await college.does('lecturer', undefined, '/reports', said);
    report = `/reports/${id}`;
    await college.does('director', report, `${report}/scope`, { inScope: true, reason: 'It counts.' });
    const category = {
      ...{ offences: [{ code: 'inadequate-referencing' }], classification: 'poor-practice', extentLimited: true },
    };
    await college.does('lecturer', report, `${report}/category`, category);
    const form = { nature: 'Footnotes.', meeting: 'Ask me.' };
    await college.step('lecturer', report, report, 'report.feedback-form', { markedAsNormal: true }, form);
    expect(await due()).toBe('2026-10-07');
  });

  it('is corrected by a new fact, with a reason, by those who may; what was decided is not [IBC-113.2]', async () => {
    const { entries } = await college.reads('registrar', `${report}/timeline`);
    const { event } = entries.find(({ type }: Body) => type === 'ReportSubmitted');
    const decided = entries.find(({ type }: Body) => type === 'ReportCategorised').event;
    const corrections = `${report}/corrections`;
    const correction = { event, field, value: right, reason: 'The Wednesday was that of the term before.' };
    const no = { code: 'not-yours-to-do', clause: 'IBC-113.2', status: 403 } as const;
    await college.refused('lecturer', report, corrections, correction, no);
    const nothing = { code: 'fact-exists', clause: 'IBC-113.2' };
    const decision = { ...correction, event: decided, field: '/classification', value: 'malpractice' };
    await college.refused('registrar', report, corrections, decision, nothing);
    await college.refused('registrar', report, corrections, { ...correction, value: 'Friday' }, nothing);
    const unreasoned = { ...correction, reason: ' ' };
    await college.refused('registrar', report, corrections, unreasoned, {
      ...{ code: 'correction-reasoned', clause: 'IBC-113.2' },
    });
    await college.does('registrar', report, corrections, correction);
  });

  it('then moves the deadline, in the worklist too, and the timeline has both facts [IBC-43.2, IBC-113.2]', async () => {
    expect(await due()).toBe('2026-10-09');
    const { items } = await college.sees('registrar', '/worklist', (list) =>
      list.items.some(({ dueAt }: Body) => dueAt === '2026-10-09T22:59:59.999Z'),
    );
    expect(items.some(({ dueAt }: Body) => dueAt === '2026-10-07T22:59:59.999Z')).toBe(false);
    const { entries } = await college.reads('registrar', `${report}/timeline`);
    const submitted = entries.find(({ type }: Body) => type === 'ReportSubmitted');
    const corrected = entries.find(({ type }: Body) => type === 'FactCorrected');
    expect(corrected).toMatchObject({ clauses: ['IBC-113.2'], actor: 'IBC-S06' });
    expect(corrected.says).toContain(`${field} of event ${submitted.event}`);
    expect((await college.reads('registrar', report)).assessment.marksReleasedAt).toBe(right);
  });
});

describe('an examination report', () => {
  it('is waited for from the details on, with the hour by which it is due [IBC-61]', async () => {
    const said = {
      ...{ institution: 'irish-baptist-college', reporter: { kind: 'invigilator' }, nature: { what: 'Notes.' } },
      ...{ assessment: { kind: 'examination', module: 'NT201' }, students: ['IBC-C739'] },
    };
    const { id } = await college.does('invigilator', undefined, '/reports', said);
    const report = `/reports/${id}`;
    const details = {
      ...{ detected: 'unauthorised material', time: '10:20', nature: 'Notes under the paper.', materialFound: false },
      materialPermitted: false,
    };
    await college.step('invigilator', report, report, 'report.examination-details', details);
    const { items } = await college.sees('invigilator', '/worklist', (list) =>
      list.items.some(({ act }: Body) => act === 'report.examination-report-form'),
    );
    const item = items.find(({ act }: Body) => act === 'report.examination-report-form');
    expect(item.clauses).toEqual(['IBC-61']);
    expect(Math.abs(Date.parse(item.dueAt) - Date.parse('2026-10-06T09:00:00Z'))).toBeLessThan(60_000);
  });
});

describe('a Director of Training with a conflict of interest', () => {
  let path: string;
  let other: string;
  const substitute = 'director-substitute';
  const designate = (fields: object): object => ({ fields: { reason: 'conflict of interest', ...fields } });
  const declare = (who: string, staff: string): Promise<Body> =>
    college.does(who, caseOf(path), `${caseOf(path)}/declarations`, {
      ...{ staff, previousInvolvement: false, personalInterest: true, detail: 'A relative.' },
    });

  it('has a substitute whom the Principal designates: of the staff, and without a conflict [IBC-32, IBC-8.5]', async () => {
    ({ path } = await suspected('IBC-C713'));
    other = (await suspected('IBC-C726')).path;
    const of = caseOf(path);
    const step = stepOn(path, 'designate-substitute');
    await declare('director', people.director);
    const acts = stepOn(path, 'find-prima-facie');
    const notTheirs = { code: 'not-yours-to-do', clause: 'IBC-75', status: 403 } as const;
    await college.refused(substitute, of, acts, primaFacie, notTheirs);
    const officer = { officer: people.substituteDirector };
    await college.refused('registrar', of, step, designate(officer), {
      ...{ code: 'not-yours-to-do', clause: 'IBC-32', status: 403 },
    });
    await college.refused('principal', of, step, designate({ officer: people.director }), {
      ...{ code: 'unbiased-officer', clause: 'IBC-8.5' },
    });
    const nobody = await college.tries('principal', of, step, designate({ officer: 'nobody' }));
    expect(nobody).toMatchObject({ status: 422, body: { errors: [{ field: '/fields/officer' }] } });
    await college.does('principal', of, step, designate(officer));
  });

  it('is stood in for on that case, and on no other [IBC-32, reading IBC-a3]', async () => {
    const of = caseOf(path);
    await college.step('lecturer', of, path, 'investigation.suspect-commissioning', { grounds: 'Style.' });
    await letIn(substitute, path);
    const { items: due } = await waitsFor(substitute, path, 'investigation.find-prima-facie');
    expect(due.every((one: Body) => path.endsWith(one.case))).toBe(true);
    await college.does(substitute, of, stepOn(path, 'find-prima-facie'), primaFacie);
    const { items } = await waitsFor(substitute, path, 'investigation.lift-anonymity');
    expect(items.every((one: Body) => path.endsWith(one.case))).toBe(true);
    await college.does(substitute, of, `${of}/anonymity`);
    const notTheirs = { code: 'not-yours-to-do', clause: 'IBC-75', status: 403 } as const;
    await college.refused(substitute, caseOf(other), stepOn(other, 'find-prima-facie'), primaFacie, notTheirs);
  });

  it('is told in the timeline: who did it, standing in for which office, and at whose word [IBC-32]', async () => {
    const { entries } = await college.reads('principal', `${path}/timeline`);
    expect(entries.find(({ type }: Body) => type === 'AnonymityLifted')).toMatchObject({
      ...{ actor: people.substituteDirector, clauses: ['IBC-75'] },
      standingIn: [{ office: 'director-of-training', by: people.principal }],
    });
    expect(entries.find(({ type }: Body) => type === 'InvolvementDeclared').standingIn).toBeUndefined();
  });

  it('is stood in for by one officer: whoever is designated next does, and who was does not any more [IBC-32]', async () => {
    const of = caseOf(path);
    const step = stepOn(path, 'designate-substitute');
    const [, , third] = people.teachers;
    await college.does('principal', of, step, designate({ officer: third, reason: 'absence' }));
    await letIn('teacher-3', path);
    const assessed = { fields: { moreLikelyThanNot: true, reasons: 'The catalogue.' } };
    const notTheirs = { code: 'not-yours-to-do', clause: 'IBC-74', status: 403 } as const;
    await college.refused(substitute, of, stepOn(path, 'assess-evidence'), assessed, notTheirs);
    await college.does('teacher-3', of, stepOn(path, 'assess-evidence'), assessed);
  });
});

/** The view of who stands in comes a moment later: what the office may read here they may, then. */
const letIn = (who: string, path: string): Promise<Body> => college.sees(who, `${path}/retention`, () => true);

describe('an officer who is away', () => {
  let path: string;
  const [first] = people.teachers;
  const lastDay = '2026-10-09';
  const delegation = (more: object = {}) => ({
    ...{ office: 'director-of-training', to: first, until: lastDay, reason: 'On leave.' },
    ...more,
  });
  const tries = (who: string, more: object): Promise<Body> =>
    college.tries(who, caseOf(path), `${path}/delegations`, delegation(more));

  it('has somebody stand in for their own office on a case, up to a day to come [IBC-32, IBC-8.5]', async () => {
    ({ path } = await suspected('IBC-C752'));
    const of = caseOf(path);
    const delegations = `${path}/delegations`;
    for (const [more, field] of [
      [{ office: 'dean' }, '/office'],
      [{ to: 'nobody' }, '/to'],
      [{ until: '2026-10-04' }, '/until'],
    ] as const)
      expect(await tries('director', more)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    const own = { code: 'own-office', clause: 'IBC-32' };
    await college.refused('registrar', of, delegations, delegation(), own);
    await college.refused('principal', of, delegations, delegation({ office: 'registrar' }), own);
    await college.refused('lecturer', of, delegations, delegation(), {
      ...{ code: 'not-yours-to-do', clause: 'IBC-32', status: 403 },
    });
    const [, second] = people.teachers;
    await college.does('teacher-2', of, `${of}/declarations`, {
      ...{ staff: second, previousInvolvement: true, personalInterest: false, detail: 'I read it before.' },
    });
    const biased = { code: 'unbiased', clause: 'IBC-8.5' };
    await college.refused('director', of, delegations, delegation({ to: second }), biased);
    expect(await college.does('director', of, delegations, delegation())).toMatchObject({
      ...{ happened: ['OfficeDelegated'], clauses: expect.arrayContaining(['IBC-32']) },
    });
  });

  it('is stood in for: the case is in that worklist, and does not hand itself on [IBC-32]', async () => {
    const of = caseOf(path);
    const grounds = { moreLikelyThanNot: true, reasons: 'The catalogue.' };
    await college.step('director', of, path, 'investigation.assess-evidence', grounds);
    const { items } = await waitsFor('teacher-1', path, 'investigation.refer');
    expect(items.map((one: Body) => one.case)).toEqual(items.map(() => path.split('/').at(-1)));
    await college.does('teacher-1', of, stepOn(path, 'find-prima-facie'), primaFacie);
    const own = { code: 'own-office', clause: 'IBC-32' };
    const [, , third] = people.teachers;
    await college.refused('teacher-1', of, `${path}/delegations`, delegation({ to: third }), own);
    const { entries } = await college.reads('registrar', `${path}/timeline`);
    expect(entries.at(-1)).toMatchObject({
      ...{ actor: first, standingIn: [{ office: 'director-of-training', by: people.director }] },
    });
  });

  it('is not any more the day after the last [IBC-32]', async () => {
    college.set(friday);
    const of = caseOf(path);
    const assessed = { fields: { moreLikelyThanNot: true, reasons: 'It stands.' } };
    await college.does('teacher-1', of, stepOn(path, 'assess-evidence'), assessed);
    college.set(nextMonday);
    const notTheirs = { code: 'not-yours-to-do', clause: 'IBC-74', status: 403 } as const;
    await college.refused('teacher-1', of, stepOn(path, 'assess-evidence'), assessed, notTheirs);
    expect((await (await college.as('teacher-1')).get('/worklist')).status).toBe(403);
  });
});

describe('a case that ends', () => {
  let path: string;
  const fileStep = (step: string, fields: object = {}): Promise<Body> =>
    college.step('registrar', `${path}/file`, path, `file.${step}`, fields);

  it('is closed once its letter is kept and it is in the record of cases [IBC-97.4, IBC-109.1, IBC-110.1]', async () => {
    college.set(nextMonday);
    const referral = await sentToCommittee(college, { student: 'IBC-0003' });
    ({ path } = referral);
    await invited(college, referral, hearingAt);
    college.set(hearingAt);
    await sat(college, path, { penalty: zero });
    const closing = (code: string, clause: string) =>
      college.refused('registrar', `${path}/file`, `${path}/closure`, {}, { code, clause, status: 409 });
    await college.sees('registrar', `${path}/file`, ({ noted }) =>
      noted.some(({ type }: Body) => type === 'FindingNoted'),
    );
    await closing('letter-kept', 'IBC-109.1');
    await closing('case-counted', 'IBC-110.1');
    await college.refused(
      'registrar',
      `${path}/file`,
      `${path}/steps/file.keep-letter`,
      { fields: {} },
      {
        ...{ code: 'letter-sent', clause: 'IBC-109.1', status: 409 },
      },
    );
    await told(college, path);
    expect(await waitsFor('registrar', path, 'file.keep-letter')).toBeDefined();
    await fileStep('keep-letter');
    const unlevelled = { fields: { nature: 'Fabricated references', level: '' } };
    await college.refused('registrar', `${path}/file`, `${path}/steps/file.enter-in-record`, unlevelled, {
      ...{ code: 'level-of-penalty', clause: 'IBC-110.1' },
    });
    await fileStep('enter-in-record', { nature: 'Fabricated references', level: 'e' });
    const { items } = await waitsFor('registrar', path, 'file.close');
    expect(items.find(({ act }: Body) => act === 'file.close').clauses).toEqual(['IBC-97.4']);
    await college.does('registrar', `${path}/file`, `${path}/closure`);
  });

  it('has a file that lecturers do not see [IBC-97.4, IBC-113.1]', async () => {
    for (const what of ['file', 'timeline', 'letters'])
      expect((await (await college.as('lecturer')).get(`${path}/${what}`)).status).not.toBe(200);
    await college.reads('registrar', `${path}/file`);
  });

  it('is told to the student system as marks, and in no word as malpractice [IBC-109.2, IBC-114]', async () => {
    await college.step('registrar', `${path}/sanctions`, path, 'sanctions.record-decision', {
      ...{ decision: 'A mark of zero; resubmission by Easter.', resubmitBy: '2027-03-26' },
    });
    const { items } = await college.sees(
      'student-system',
      '/student-system/instructions',
      (body) => body.items.length > 1,
    );
    const own = items.filter((one: Body) => path.endsWith(one.case));
    expect(own.length).toBeGreaterThan(0);
    expect(JSON.stringify(own)).not.toMatch(/malpractice|plagiar|fabricat|references|offence/i);
  });

  it('is kept without an end while no period is configured: nothing can be destroyed [IBC-113.2, IBC-123.2]', async () => {
    const kept = await college.reads('registrar', `${path}/retention`);
    expect(kept).toMatchObject({
      earliest: null,
      clauses: ['IBC-113.2', 'IBC-123.2'],
      settings: ['retention-schedule'],
    });
    for (const [code, clause] of [
      ['retention-configured', 'IBC-113.2'],
      ['appeal-retention-configured', 'IBC-123.2'],
    ] as const)
      await college.refused(
        'registrar',
        `${path}/file`,
        `${path}/disposal`,
        { reason: 'It is old.' },
        { code, clause },
      );
  });

  it('once the College has said the period can be destroyed after it, and is; not a day before [IBC-113.2]', async () => {
    const { url } = await college.system.run(allServices, { PROBITY_POLICY_SETTINGS: `${retention}=P6Y` });
    const at = (instant: string): Promise<Caller> => {
      college.set(instant);
      return college.system.as('ibc-registrar', url);
    };
    const dispose = (caller: Caller) =>
      caller.post(`${path}/disposal`, { reason: 'Six years.' }, { of: `${path}/file` });
    const registrar = await at('2032-10-19T12:00:00.000Z');
    expect((await registrar.get(`${path}/retention`)).body).toMatchObject({ earliest: '2032-10-20' });
    const early = await dispose(registrar);
    expect(early).toMatchObject({
      status: 422,
      body: { refusals: [{ code: 'kept-long-enough', clauses: ['IBC-113.2'] }] },
    });
    const later = await at('2032-10-20T12:00:00.000Z');
    expect(await dispose(later)).toMatchObject({ status: 201, body: { destroyed: false } });
    college.set('2032-10-20T12:00:00.000Z');
    const gone = await until(
      () => later.get(`${path}/hearing`),
      ({ status }) => status !== 200,
    );
    expect(gone.status).toBe(410);
  });
});
