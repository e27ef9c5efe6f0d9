import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { College, type Why } from './college.js';
import { commissioned, invitationWords, type Case } from './committee-case.js';
import { people, referred, type Referred } from './decided.js';

let college: College;
let it1: Case;
let path: string;
let part: string;
const [first, second, third] = people.teachers;

beforeAll(async () => {
  college = await College.start('2026-06-22T09:00:00.000Z');
  it1 = await commissioned(college, '2026-06-29T10:00:00.000Z');
  ({ path } = it1);
  part = `${path}/hearing`;
  await college.sees('director', part, ({ referral }) => Boolean(referral));
}, 120_000);
afterAll(() => college.stop());

const does = (who: string, to: string, body: unknown = {}) => college.does(who, part, `${part}/${to}`, body);
const refused = (who: string, to: string, body: unknown, why: Why) =>
  college.refused(who, part, `${part}/${to}`, body, why);
const step = (who: string, name: string, fields: object = {}) =>
  college.step(who, part, path, `hearing.${name}`, fields);
const refusedStep = (who: string, name: string, fields: object, why: Why) =>
  college.refused(who, part, `${path}/steps/hearing.${name}`, { fields }, why);

interface Offer {
  readonly act: string;
  readonly due: boolean;
  readonly by: { readonly date: string } | null;
  readonly route: string;
  readonly clauses: readonly string[];
}
const offer = async (who: string, act: string, of = path): Promise<Offer | undefined> =>
  ((await college.reads(who, `${of}/acts`)).acts as readonly Offer[]).find((one) => one.act === act);
const due = async (who: string, of = path): Promise<readonly string[]> =>
  ((await college.reads(who, `${of}/acts`)).acts as readonly Offer[])
    .filter(({ act, due: isDue }) => isDue && act.startsWith('hearing.'))
    .map(({ act }) => act);

describe('who sits', () => {
  it('is called by the Director of Training or the Principal when the evidence is there, which is what waits [IBC-76.1]', async () => {
    expect(await due('director')).toEqual(['hearing.convene']);
    const why = { code: 'not-yours-to-do', clause: 'IBC-76.1', status: 403 } as const;
    await refused('registrar', 'body', { body: 'special-cases-committee' }, why);
    await does('director', 'body', { body: 'special-cases-committee' });
    expect(await due('director')).toEqual(['hearing.appoint-member', 'hearing.fix-date', 'hearing.hand-over']);
  });

  it('is not who made the allegation [IBC-81.2], nor who interviewed [IBC-73.3], nor anybody of another office [IBC-81.1]', async () => {
    const accuser = { code: 'made-the-allegation', clause: 'IBC-81.2' };
    await refused('principal', 'members', { person: people.director, seat: 'director' }, accuser);
    const interviewer = { code: 'conducted-the-interview', clause: 'IBC-73.3' };
    await refused('principal', 'members', { person: second, seat: 'teaching-staff' }, interviewer);
    await refused(
      'principal',
      'members',
      { person: 'IBC-S06', seat: 'teaching-staff' },
      {
        ...{ code: 'not-from-teaching-staff', clause: 'IBC-81.1' },
      },
    );
    await refused(
      'principal',
      'members',
      { person: people.principal, seat: 'director' },
      {
        ...{ code: 'not-from-director', clause: 'IBC-81.1' },
      },
    );
  });

  it('is the substitute and a teacher; one who declares a conflict is replaced, and does not come back [IBC-8.5]', async () => {
    await does('principal', 'members', { person: people.substituteDirector, seat: 'director' });
    await does('director-substitute', `members/${people.substituteDirector}/declaration`, {
      ...{ conflict: false, involved: false },
    });
    await does('principal', 'members', { person: third, seat: 'teaching-staff' });
    await does('teacher-3', `members/${third}/declaration`, { conflict: true, involved: false });
    expect((await college.reads('registrar', part)).body.complete).toBe(false);
    await does('principal', `members/${third}/replacement`, { why: 'A conflict of interest.' });
    const conflict = { code: 'unbiased', clause: 'IBC-8.5' };
    await refused('principal', 'members', { person: third, seat: 'teaching-staff' }, conflict);
  });

  it('has said whether there is a conflict; without that it is no Committee [IBC-8.5] [IBC-81.1]', async () => {
    await does('principal', 'members', { person: first, seat: 'teaching-staff' });
    expect((await college.reads('registrar', part)).body.complete).toBe(false);
    expect(await due('director')).toContain('hearing.appoint-member');
    await does('teacher-1', `members/${first}/declaration`, { conflict: false, involved: false });
    expect((await college.reads('registrar', part)).body.complete).toBe(true);
    expect(await due('director')).not.toContain('hearing.appoint-member');
  });

  it('is no matter of a student, nor of a lecturer, from whom the files are kept [IBC-97.4]', async () => {
    const seen = await college.reads('lecturer', part);
    expect(seen).not.toHaveProperty('referral');
    expect(seen.hidden).toMatchObject([{ what: 'malpractice-file' }]);
  });
});

const invitation = { statementTold: true, letter: invitationWords };

describe('the notice', () => {
  it('leaves five working days: with the holiday of 13 July, the 14th is a day too early on the 7th [IBC-89.2]', async () => {
    college.set('2026-07-07T09:00:00.000Z');
    const short = { code: 'notice-possible', clause: 'IBC-89.2' };
    await refused('registrar', 'date', { at: '2026-07-14T09:00:00.000Z', place: 'Room 1' }, short);
    await does('registrar', 'date', { at: '2026-07-15T09:00:00.000Z', place: 'Room 1' });
    const documents = { code: 'documents-with-registrar', clause: 'IBC-88', status: 409 } as const;
    await refused('registrar', 'invitation', invitation, documents);
    const all = { code: 'all-documents', clause: 'IBC-88' };
    await refusedStep('director', 'hand-over', { allDocuments: false, confirmed: true }, all);
    await step('director', 'hand-over', { allDocuments: true, confirmed: true });
    expect(await offer('registrar', 'hearing.invite')).toMatchObject({
      ...{ due: true, by: { date: '2026-07-07' }, route: 'POST /cases/{case}/hearing/invitation' },
    });
    const waiting = (await college.sees('registrar', '/worklist', ({ items }) =>
      items.some(({ act }: Offer) => act === 'hearing.invite'),
    )) as { items: readonly Offer[] };
    expect(waiting.items.find(({ act }) => act === 'hearing.invite')).toMatchObject({
      ...{ dueAt: '2026-07-07T22:59:59.999Z', offices: ['registrar'], clauses: ['IBC-89.1', 'IBC-89.2'] },
    });
  });

  it('a day late needs a later date, and goes until midnight of its last day [IBC-89.2]', async () => {
    college.set('2026-07-08T08:00:00.000Z');
    await refused('registrar', 'invitation', invitation, { code: 'notice-of-hearing', clause: 'IBC-89.2' });
    await does('registrar', 'date', { at: '2026-07-16T09:00:00.000Z', place: 'Room 1' });
    college.set('2026-07-08T22:59:30.000Z');
    expect((await college.reads('registrar', part)).sitting.invitation).toBeNull();
  });

  it('has every paper with it, and tells of company, of consequences, and that it may be heard without the student [IBC-89.1] [IBC-89.4] [IBC-89.3]', async () => {
    const { essay } = it1;
    const missing = { code: 'documents-enclosed', clause: 'IBC-89.1' };
    await refused('registrar', 'invitation', { ...invitation, evidence: [essay] }, missing);
    const without = (item: string) => ({ ...invitation, letter: { ...invitationWords, [item]: '' } });
    await refused('registrar', 'invitation', without('companion'), { code: 'companion-told', clause: 'IBC-89.4' });
    for (const [item, clause] of [
      ['allegation', 'IBC-89.3'],
      ['consequences', 'IBC-89.3'],
      ['documents', 'IBC-89.6'],
      ['no-lawyer', 'IBC-89.5'],
      ['in-absentia', 'IBC-102.1'],
      ['procedure-and-role', 'IBC-9.2'],
    ] as const)
      await refused('registrar', 'invitation', without(item), { code: `missing-${item}`, clause });
    await does('registrar', 'invitation', invitation);
    const { letters } = await college.sees('registrar', `${path}/letters`, (body) =>
      body.letters.some(({ notice }: Body) => notice === 'hearing-invitation'),
    );
    const invited = letters.find(({ notice }: Body) => notice === 'hearing-invitation');
    const { text } = await college.reads('registrar', `/letters/${invited.id}`);
    expect(text).toContain('Thursday, 16 July 2026 at 10:00');
    expect(text).toContain(invitationWords['no-lawyer']);
  });
});

describe('the documents', () => {
  it('are the same for the members as for the student [IBC-89.6]', async () => {
    college.set('2026-07-14T09:00:00.000Z');
    const { essay } = it1;
    const other = { code: 'same-documents', clause: 'IBC-89.6' };
    await refused('registrar', 'evidence', { to: 'members', documents: [essay] }, other);
  });

  it('are with the members 24 clock hours before: a second later it needs a later date, and anew an invitation [IBC-90]', async () => {
    const { essay, source } = it1;
    const all = { to: 'members', documents: [essay, source] };
    college.set('2026-07-15T09:00:01.000Z');
    await refused('registrar', 'evidence', all, { code: 'day-before', clause: 'IBC-90' });
    await does('registrar', 'date', { at: '2026-07-23T09:00:00.000Z', place: 'Room 1' });
    expect(await due('registrar')).toEqual(['hearing.invite', 'hearing.serve-evidence']);
    await does('registrar', 'invitation', invitation);
    college.set('2026-07-22T08:59:50.000Z');
    await does('registrar', 'evidence', all);
  });
});

describe('the meeting', () => {
  const opening = { student: true, companion: 'other', offices: ['registrar'], presenter: true };
  const found = {
    point: 'ghost-writing',
    outcome: 'malpractice',
    reasons: 'The file says so.',
    evidence: [] as string[],
  };
  const guilty = {
    ...{ standard: 'balance-of-probabilities', grounds: ['evidence'] },
    findings: [found],
    votes: { [people.substituteDirector]: 'for', [first]: 'for' },
  };
  beforeAll(() => {
    found.evidence.push(it1.essay);
  });

  it('is not had before the student is there: what is discussed all the same is on record [IBC-82.1]', async () => {
    const early = { code: 'not-before-the-student', clause: 'IBC-82.1', status: 409 } as const;
    await refused('teacher-1', 'findings', guilty, early);
    await refusedStep(
      'teacher-1',
      'present-case',
      { summary: 'It.' },
      {
        ...{ code: 'meeting-open', clause: 'IBC-82.1', status: 409 },
      },
    );
    await step('teacher-1', 'prepare', { procedure: 'Questions first.', issues: 'The file.', caseDiscussed: true });
    const { entries } = await college.reads('registrar', `${path}/timeline`);
    expect(JSON.stringify(entries)).toContain('case-not-discussed');
  });

  it('opens with the Registrar, without a lawyer, and with a companion who is normally a student or staff [IBC-81.3] [IBC-89.5] [IBC-89.4]', async () => {
    college.set('2026-07-23T09:00:00.000Z');
    const registrar = { code: 'registrar-attends', clause: 'IBC-81.3' };
    await refused('teacher-1', 'opening', { ...opening, offices: [] }, registrar);
    await refused(
      'teacher-1',
      'opening',
      { ...opening, companion: 'legal' },
      { code: 'no-lawyer', clause: 'IBC-89.5' },
    );
    await refused('teacher-1', 'opening', opening, { code: 'usual-companion', clause: 'IBC-89.4' });
    expect(await due('registrar')).toEqual(['hearing.open']);
    await does('registrar', 'opening', { ...opening, reasons: { 'usual-companion': 'Her pastor.' } });
    expect(await due('registrar')).toEqual(['hearing.decide-finding']);
    const late = { code: 'before-the-meeting', clause: 'IBC-81.1', status: 409 } as const;
    await refused('principal', `members/${first}/replacement`, { why: 'Late.' }, late);
  });

  it('hears the case, and then the student, who hears all of it and is not there when it is decided [IBC-91] [IBC-82.2] [IBC-82.3]', async () => {
    const after = { code: 'after-the-case', clause: 'IBC-91', status: 409 } as const;
    await refusedStep('teacher-1', 'hear-response', { heardAll: true, by: 'both' }, after);
    await refused('teacher-1', 'findings', guilty, { code: 'case-presented', clause: 'IBC-91', status: 409 });
    await step('lecturer', 'present-case', { summary: 'Another hand.' });
    await refused('teacher-1', 'findings', guilty, { code: 'student-heard', clause: 'IBC-82.2', status: 409 });
    const all = { code: 'heard-all-the-evidence', clause: 'IBC-82.2' };
    await refusedStep('teacher-1', 'hear-response', { heardAll: false, by: 'both' }, all);
    await step('teacher-1', 'hear-response', { heardAll: true, by: 'both', response: 'It is mine.' });
    await refused('teacher-1', 'findings', guilty, { code: 'parties-left', clause: 'IBC-82.3', status: 409 });
    await step('registrar', 'parties-leave');
  });

  it('is suspended for further enquiries, and resumed by its members before anything is decided [IBC-83.2]', async () => {
    await refused(
      'registrar',
      'suspension',
      { reason: 'x' },
      {
        ...{ code: 'not-yours-to-do', clause: 'IBC-83.2', status: 403 },
      },
    );
    await does('teacher-1', 'suspension', { reason: 'Whose computer it was.' });
    await refused('teacher-1', 'findings', guilty, { code: 'not-suspended', clause: 'IBC-83.2', status: 409 });
    expect(await due('director-substitute')).toEqual(['hearing.resume']);
    college.set('2026-08-05T09:00:00.000Z');
    const anew = { ...opening, enquiries: 'It was hers.', reasons: { 'usual-companion': 'Her pastor.' } };
    const registrar = { code: 'registrar-attends', clause: 'IBC-81.3' };
    await refused('director-substitute', 'resumption', { ...anew, offices: [] }, registrar);
    await does('director-substitute', 'resumption', anew);
    await refused('teacher-1', 'findings', guilty, { code: 'case-presented', clause: 'IBC-91', status: 409 });
    await step('teacher-1', 'present-case', { summary: 'It was her computer.' });
    await step('teacher-1', 'hear-response', { heardAll: true, by: 'student', response: 'So it was.' });
    await step('teacher-1', 'parties-leave');
    await refused('teacher-1', 'resumption', anew, { code: 'suspended', clause: 'IBC-83.2', status: 409 });
  });

  it('finds on the balance of probabilities, and the onus is on the College [IBC-37.2] [IBC-37.1] [IBC-29.1]', async () => {
    const standard = { code: 'balance-of-probabilities', clause: 'IBC-37.2' };
    await refused('teacher-1', 'findings', { ...guilty, standard: 'beyond-reasonable-doubt' }, standard);
    const onus = { code: 'onus-on-the-college', clause: 'IBC-37.1' };
    await refused('teacher-1', 'findings', { ...guilty, grounds: ['not-disproved'] }, onus);
    const mitigation = { code: 'mitigation-at-the-penalty', clause: 'IBC-29.1' };
    await refused('teacher-1', 'findings', { ...guilty, grounds: ['mitigation'] }, mitigation);
    const unsupported = [{ ...found, evidence: [] }];
    await refused(
      'teacher-1',
      'findings',
      { ...guilty, findings: unsupported },
      {
        ...{ code: 'rests-on-evidence', clause: 'IBC-37.1' },
      },
    );
    const unreasoned = [{ ...found, reasons: ' ' }];
    await refused(
      'teacher-1',
      'findings',
      { ...guilty, findings: unreasoned },
      {
        ...{ code: 'finding-reasoned', clause: 'IBC-8.6' },
      },
    );
  });

  it('of a Committee that is divided has found nothing, and there is no penalty [IBC-37.1] [IBC-83.1]', async () => {
    const votes = { [people.substituteDirector]: 'for', [first]: 'against' };
    await refused('teacher-1', 'findings', { ...guilty, votes }, { code: 'not-carried', clause: 'IBC-37.1' });
    const alone = { [people.substituteDirector]: 'for' };
    await refused('teacher-1', 'findings', { ...guilty, votes: alone }, { code: 'no-quorum', clause: 'IBC-81.1' });
    const findings = [{ ...found, outcome: 'not-shown' }];
    await does('teacher-1', 'findings', { ...guilty, findings, votes });
    const penalty = { tariff: 'malpractice-penalties', chosen: [{ code: 'a', parameters: {} }] };
    await refused('teacher-1', 'penalty', penalty, { code: 'malpractice-proven', clause: 'IBC-83.1', status: 409 });
    expect(await offer('registrar', 'hearing.communicate')).toMatchObject({
      ...{ due: true, by: { date: '2026-08-12' }, route: 'POST /cases/{case}/hearing/decision-letter' },
    });
  });

  it('is minuted by the Registrar on the template; of nothing proven there are no factors [IBC-80.1] [IBC-79]', async () => {
    const minutes = { onTemplate: true, proceedings: 'They disagreed.' };
    await refusedStep(
      'registrar',
      'write-minutes',
      { ...minutes, onTemplate: false },
      {
        ...{ code: 'agreed-template', clause: 'IBC-80.1' },
      },
    );
    await refusedStep('teacher-1', 'write-minutes', minutes, { code: 'registrars-minutes', clause: 'IBC-80.2' });
    await step('registrar', 'write-minutes', minutes);
  });
});

describe('a student who cannot come', () => {
  const letter = invitationWords;
  let away: Referred;

  beforeAll(async () => {
    away = await referred(college, { student: 'IBC-0003', offence: 'fabricated-references' });
    ({ path } = away);
    part = `${path}/hearing`;
    await college.sees('director', part, ({ referral }) => Boolean(referral));
    await does('director', 'body', { body: 'special-cases-committee' });
    for (const [person, seat, who] of [
      [people.director, 'director', 'director'],
      [first, 'teaching-staff', 'teacher-1'],
    ] as const) {
      await does('director', 'members', { person, seat });
      await does(who, `members/${person}/declaration`, { conflict: false, involved: false });
    }
    await step('director', 'hand-over', { allDocuments: true, confirmed: true });
    college.set('2026-08-06T09:00:00.000Z');
    await does('registrar', 'date', { at: '2026-08-14T09:00:00.000Z', place: 'Room 1' });
  }, 60_000);

  const absent = { student: false, companion: 'none', offices: ['registrar'], presenter: true };
  const answered = (answer: string, location = 'The hospital') =>
    step('registrar', 'record-online-answer', { answer, location });

  it('is asked for a written statement, and has normally ten working days for it before the meeting [IBC-101.1] [IBC-102.1]', async () => {
    await does('registrar', 'absence', { legitimate: true, abroad: false, reason: 'In hospital.' });
    expect(await due('registrar')).toEqual(expect.arrayContaining(['hearing.offer-online', 'hearing.invite']));
    const asked = { code: 'asked-to-respond', clause: 'IBC-101.1' };
    await refused('registrar', 'invitation', { statementTold: false, letter }, asked);
    const time = { code: 'time-to-respond', clause: 'IBC-102.1' };
    await refused('registrar', 'invitation', { statementTold: true, letter }, time);
  });

  it('is offered an online meeting; who accepts it is able to attend, and no statement is asked for [IBC-99] [IBC-101.1]', async () => {
    await step('registrar', 'offer-online', { how: 'Zoom' });
    expect(await due('registrar')).toContain('hearing.record-online-answer');
    await answered('accepted');
    expect(await due('registrar')).not.toContain('hearing.record-online-answer');
    await does('registrar', 'date', { at: '2026-08-14T09:00:00.000Z', place: 'Zoom', online: true });
    await does('registrar', 'invitation', { statementTold: false, letter });
    await does('registrar', 'evidence', { to: 'members', documents: away.documents });
  });

  it('is heard in absentia only where that came to nothing, and a response was asked for [IBC-100] [IBC-101.1]', async () => {
    college.set('2026-08-14T09:00:00.000Z');
    await refused('registrar', 'opening', absent, { code: 'in-absentia', clause: 'IBC-100' });
    const place = { code: 'time-for-the-place', clause: 'IBC-100' };
    await refusedStep('registrar', 'record-online-answer', { answer: 'no-response' }, place);
    await answered('impossible');
    await refused('registrar', 'opening', absent, { code: 'response-asked-for', clause: 'IBC-101.1' });
  });

  it('has ten working days over the holiday of 31 August: on the tenth it needs a reason [IBC-102.1]', async () => {
    college.set('2026-08-19T09:00:00.000Z');
    await does('registrar', 'date', { at: '2026-09-03T09:00:00.000Z', place: 'Room 1' });
    const tenth = { code: 'time-to-respond', clause: 'IBC-102.1' };
    await refused('registrar', 'invitation', { statementTold: true, letter }, tenth);
    await does('registrar', 'date', { at: '2026-09-04T09:00:00.000Z', place: 'Room 1' });
    await does('registrar', 'invitation', { statementTold: true, letter });
  });

  it('has a statement taken that was received 24 hours before, whenever that is put on record [IBC-101.2]', async () => {
    college.set('2026-09-03T12:00:00.000Z');
    const received = (occurredAt: string) => ({ fields: { statement: 'They exist.' }, occurredAt });
    const to = `${path}/steps/hearing.receive-statement`;
    const late = { code: 'day-before', clause: 'IBC-101.2' };
    await college.refused('registrar', part, to, received('2026-09-03T09:00:01.000Z'), late);
    await college.does('registrar', part, to, received('2026-09-03T09:00:00.000Z'));
  });

  it('is decided upon by what there is [IBC-102.1] [IBC-92]', async () => {
    college.set('2026-09-04T09:00:00.000Z');
    await does('registrar', 'opening', absent);
    await step('director', 'present-case', { summary: 'Four references do not exist.' });
    await does('director', 'findings', {
      ...{ standard: 'balance-of-probabilities', grounds: ['evidence'] },
      findings: [
        { point: 'fabricated-references', outcome: 'malpractice', reasons: 'None exists.', evidence: away.documents },
      ],
      votes: { [people.director]: 'for', [first]: 'for' },
    });
    expect((await college.reads('registrar', part)).finding).toMatchObject({ proven: true });
    expect(await due('registrar')).toEqual(['hearing.decide-penalty', 'hearing.write-minutes']);
  });
});
