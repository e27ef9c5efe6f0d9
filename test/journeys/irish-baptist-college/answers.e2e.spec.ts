import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body, Reply } from '@probity/standalone';
import { College } from './college.js';
import { caseOf, opened, referred, type Opened } from './suspicion.js';

/** What a new user is told who gets it wrong: the field, the rule, the clause, and what there is instead. */
let college: College;
const kind = 'authorship-interview';
const essay = { kind: 'coursework', module: 'OT101', component: 'essay', marksReleasedAt: '2026-06-20T09:00:00Z' };
const suspicion = {
  ...{ what: 'The essay is far superior to earlier work.', offences: ['contract-cheating'], assessment: essay },
  evidenceKinds: ['originality-report', 'normal-writing-style'],
};
const form = { findings: 'The style.', evidence: 'Earlier essays.', locations: 'Throughout.', form: 'Enclosed.' };
const reading = { format: 'Word', percentage: 4, interpretation: 'Nothing is copied; the style is another.' };
const written = async (report: string): Promise<void> => {
  await college.step('lecturer', report, report, 'report.read-originality-report', reading);
  const annotated = { originalityReportShown: true, highlighted: true };
  await college.step('lecturer', report, report, 'report.annotate-script', annotated);
  await college.step('lecturer', report, report, 'report.lecturer-report-form', { localised: false }, form);
};

beforeAll(async () => {
  college = await College.start('2026-03-02T09:00:00Z');
}, 120_000);
afterAll(() => college.stop());

const refusal = ({ body }: Reply, code: string): Body => body.refusals?.find((one: Body) => one.code === code);

describe('a report', () => {
  let report: string;
  const step = (name: string, fields: unknown, letter?: object): Promise<Reply> =>
    college.tries('lecturer', report, `${report}/steps/${name}`, { fields, ...(letter ? { letter } : {}) });

  beforeAll(async () => {
    report = await referred(college, 'lecturer', suspicion, ['IBC-C713']);
  });

  it('refuses a value of the wrong type by its field, and falls over none', async () => {
    for (const [name, fields, field] of [
      ['report.annotate-script', { originalityReportShown: 'yes', highlighted: true }, 'originalityReportShown'],
      ['report.read-originality-report', { ...reading, interpretation: true }, 'interpretation'],
      ['report.read-originality-report', { ...reading, percentage: '4' }, 'percentage'],
    ] as const) {
      const reply = await step(name, fields);
      expect(reply.status).toBe(422);
      expect(refusal(reply, `wrong-${field}`)).toMatchObject({ field: `/fields/${field}` });
    }
  });

  it('says in plain words what was left out, and lists the fields where one is unknown', async () => {
    const { status, body } = await college.tries('lecturer', report, `${report}/steps/report.annotate-script`, {});
    expect([status, body.errors]).toEqual([422, [{ field: '/fields', code: 'invalid-type', says: 'is required' }]]);
    const unknown = await step('report.read-originality-report', { ...reading, similarity: 4 });
    expect(refusal(unknown, 'unknown-field').says).toContain('There are format, percentage and interpretation.');
  });

  it('has no step of another name, and says the whole name of one that is called so', async () => {
    for (const who of ['lecturer', 'registrar', 'principal']) {
      const nothing = await college.tries(who, report, `${report}/steps/report.annotate`, { fields: {} });
      expect(nothing).toMatchObject({ status: 404, body: { type: '/problems/no-such-act' } });
    }
    const short = await step('annotate-script', {});
    expect(short.body.detail).toContain('report.annotate-script');
  });

  it('sends a letter with what it has a place for, and refuses the rest [IBC-32]', async () => {
    await step('report.read-originality-report', reading);
    await step('report.annotate-script', { originalityReportShown: true, highlighted: true });
    const reply = await step('report.lecturer-report-form', { localised: false }, { ...form, urgency: 'Great.' });
    expect(reply.status).toBe(422);
    expect(refusal(reply, 'unknown-item')).toMatchObject({
      ...{ field: '/letter/urgency', clauses: ['IBC-32'] },
      facts: { known: { form: 'the form and the evidence' } },
    });
  });

  it('says of each act by which route it is done, and what its letters ask for', async () => {
    const { acts } = await college.reads('lecturer', `${report}/acts`);
    const offer = (name: string): Body => acts.find(({ act }: Body) => act === name);
    expect(offer('report.submit').route).toBe('POST /reports');
    expect(offer('report.lecturer-report-form').letter.map(({ code }: Body) => code)).toContain('form');
  });
});

describe('an interview', () => {
  let suspected: Opened;
  const invitation = (at: string): object => ({
    ...{ kind, at, purpose: 'To hear how the essay came about.', inPerson: true },
    interviewers: ['IBC-S01', 'IBC-S09'].map((person) => ({ person, seat: 'interviewer' })),
    letter: {
      ...{ what: 'An interview.', outcomes: 'Two.', detection: 'It was detected.', chance: 'You can show it.' },
      ...{ 'no-mark': 'No mark.', companion: 'Somebody may come.', 'procedure-and-role': 'Come.', place: 'Room 4' },
    },
  });
  const invites = (at: string): Promise<Reply> => {
    const of = caseOf(suspected.path);
    return college.tries('director', of, `${of}/invitations`, invitation(at));
  };

  beforeAll(async () => {
    suspected = await opened(college, 'lecturer', suspicion, ['IBC-C752'], written);
    const { path } = suspected;
    const of = caseOf(path);
    const named = { first: 'IBC-S01', second: 'IBC-S09' };
    await college.step('director', of, path, 'investigation.name-interviewers', named);
    for (const [who, staff] of [
      ['director', 'IBC-S01'],
      ['examiner', 'IBC-S09'],
    ] as const)
      await college.does(who, of, `${of}/declarations`, {
        ...{ staff, previousInvolvement: false, personalInterest: false, detail: '' },
      });
    await college.step('lecturer', of, path, 'investigation.suspect-commissioning', { grounds: 'The vocabulary.' });
    await college.step('director', of, path, 'investigation.agree-to-interview', { kind, agreed: true });
  });

  it('turns on when the work was posted, which was not told: the answer says how, and that works [IBC-65]', async () => {
    const { path } = suspected;
    const reply = await invites('2026-03-20T10:00:00Z');
    expect(reply).toMatchObject({
      status: 409,
      body: { type: '/problems/fact-needed', fact: 'assessment.postedAt', clause: 'IBC-65' },
    });
    const { route, event, field } = reply.body.remedy;
    expect(route).toBe('POST /cases/{case}/parts/investigation/corrections');
    await college.does('registrar', caseOf(path), `${path}/parts/investigation/corrections`, {
      ...{ event, field, value: '2026-02-20T10:00:00Z', reason: 'The report left it out.' },
    });
    expect((await invites('2026-03-20T10:00:00Z')).status).not.toBe(409);
  });

  it('needs notice: the refusal says the earliest day, and on that day it is taken [IBC-66.1]', async () => {
    college.set('2026-03-12T16:00:00Z');
    const early = await invites('2026-03-17T10:00:00Z');
    const refused = refusal(early, 'five-working-days-notice');
    expect(refused).toMatchObject({
      clauses: ['IBC-66.1'],
      says: expect.stringContaining('Counted from now, the earliest day is 20 March 2026.'),
      facts: { deadline: { earliest: '2026-03-20', explained: expect.stringContaining('at least 5 working days') } },
    });
    expect((await invites(`${refused.facts.deadline.earliest}T10:00:00Z`)).status).toBe(201);
  });

  it('is one to which the letter says when and where, and with whom [IBC-66.1] [IBC-67]', async () => {
    const { letters } = await college.sees(
      'registrar',
      `${suspected.path}/letters`,
      ({ letters: sent }) => sent.length > 0,
    );
    const texts = await Promise.all(
      letters.map(async ({ id }: Body) => (await college.reads('registrar', `/letters/${id}`)).text),
    );
    expect(texts.join('\n')).toContain(
      'It is on Friday, 20 March 2026 at 10:00: Room 4. It is conducted by Director Of Training Sample and Examiner Sample.',
    );
  });

  it('lists the seats that there are, where one is named that there is not [IBC-67]', async () => {
    const of = caseOf(suspected.path);
    const wrong = {
      ...invitation('2026-03-20T10:00:00Z'),
      interviewers: [{ person: 'IBC-S01', seat: 'king' }],
    };
    const reply = await college.tries('director', of, `${of}/invitations`, wrong);
    expect(refusal(reply, 'no-such-seat').says).toContain('interviewer');
  });
});
