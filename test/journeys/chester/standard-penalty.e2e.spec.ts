import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { accusation, asks, formAi2 } from './disputed.js';
import { letterOf } from './letters.js';
import { met, referred } from './met.js';
import { people, suspected, taken, type Suspected } from './reported.js';
import {
  decidesEligible,
  finding,
  meetsAt,
  ofSubgroup,
  onPapers,
  papersTo,
  received,
  standardPenalty,
} from './subgroup.js';
import { University, type Why } from './university.js';

const registrar = 'senior-assistant-registrar';
const essay = { module: 'HI5002', component: 'essay' };
const monday = '2026-10-05T10:00:00Z';

let university: University;
let two: Suspected;
/** Student 5, who accepts, and student 6, who says nothing. */
let accepting: string;
let silent: string;

const investigates = (path: string, to: string, body: object) =>
  university.does('chair-mab', `${path}/investigation`, `${path}/investigation/${to}`, body);
const notInvestigated = (path: string, to: string, body: object, why: Why) =>
  university.refused('chair-mab', `${path}/investigation`, `${path}/investigation/${to}`, body, why);
const does = (who: string, path: string, to: string, body: object = {}) =>
  university.does(who, `${path}/hearing`, `${path}/hearing/${to}`, body);
const refused = (who: string, path: string, to: string, body: object, why: Why) =>
  university.refused(who, `${path}/hearing`, `${path}/hearing/${to}`, body, why);
const step = (who: string, path: string, name: string, fields: object = {}) =>
  university.step(who, `${path}/hearing`, path, `hearing.${name}`, fields);
const stepRefused = (who: string, path: string, name: string, fields: object, why: Why) =>
  university.refused(who, `${path}/hearing`, `${path}/steps/hearing.${name}`, { fields }, why);
const appoints = (path: string, person: string, seat: string) => does(registrar, path, 'members', { person, seat });
const declares = (who: string, path: string, person: string, involved: boolean) =>
  does(who, path, `members/${person}/declaration`, { conflict: false, involved });
const reads = (path: string) => university.reads(registrar, `${path}/hearing`);
const notEligible = async (path: string, why: Why): Promise<void> => {
  await stepRefused(registrar, path, 'decide-eligibility', { eligible: true }, why);
};

beforeAll(async () => {
  university = await University.start(monday);
  two = await suspected(university, { students: ['CHESTER-0005', 'CHESTER-0006'], ...essay });
  accepting = await taken(university, two, 0);
  silent = await taken(university, two, 1);
}, 60_000);
afterAll(() => university.stop());

describe('the department, of plagiarism at Level 5', () => {
  it('puts the allegation by post and by e-mail, with form AI-1 and the evidence [UC-6.8.1, UC-6.8.1.2]', async () => {
    for (const path of [accepting, silent]) await investigates(path, 'start', {});
    const whole = accusation([two.evidence]);
    const byPost = { code: 'by-post-and-email', clause: 'UC-6.8.1' };
    await notInvestigated(accepting, 'accusation', { ...whole, channels: ['email'] }, byPost);
    const enclosed = { code: 'form-and-evidence-enclosed', clause: 'UC-6.8.1.2' };
    await notInvestigated(accepting, 'accusation', { ...whole, reportEnclosed: false }, enclosed);
    await notInvestigated(accepting, 'accusation', { ...whole, evidence: [] }, enclosed);
    expect(await university.reads('student-5', '/own-cases')).toEqual({ items: [] });
    for (const path of [accepting, silent]) await investigates(path, 'accusation', whole);
    const { text } = await letterOf(university, accepting, 'allegation-letter');
    expect(text).toContain('Pages without a source.');
    const own = await university.sees('student-5', '/own-cases', ({ items }) => items.length === 1);
    expect(own.items[0]).toMatchObject({ offences: [{ code: 'plagiarism' }], assessment: essay });
  });

  it('shows the student form AI-1 as it was submitted [UC-6.8.1.2]', async () => {
    const { forms } = await university.sees('student-5', `${accepting}/forms`, (told) => told.forms.length > 0);
    expect(forms.map(({ form }: Body) => form)).toEqual(['ai-1']);
    expect(await university.reads('student-5', `${accepting}/forms/ai-1`)).toMatch(/Pages without a source/);
    const { status } = await (await university.as('student-6')).get(`${accepting}/forms/ai-1`);
    expect(status).toBe(404);
  });

  it('meets the student no sooner than 7 days after, and no later than 21 [UC-6.8.1.1]', async () => {
    const at = (day: string) => ({ kind: 'meeting', at: `${day}T10:00:00.000Z` });
    const sooner = { code: 'not-sooner-than-seven-days', clause: 'UC-6.8.1.1' };
    const later = { code: 'not-later-than-21-days', clause: 'UC-6.8.1.1' };
    await notInvestigated(accepting, 'invitations', at('2026-10-11'), sooner);
    await notInvestigated(accepting, 'invitations', at('2026-10-27'), later);
    await investigates(accepting, 'invitations', at('2026-10-26'));
    await investigates(accepting, 'invitations', at('2026-10-12'));
    await investigates(silent, 'invitations', at('2026-10-12'));
  });

  it('dates form AI-2 with the day on which it is sent, as seven days run from its date [UC-13.1.3]', async () => {
    university.set('2026-10-12T10:30:00Z');
    const times = { startedAt: '2026-10-12T10:00:00Z', endedAt: '2026-10-12T10:25:00Z' };
    await investigates(accepting, 'meetings', { kind: 'meeting', attended: true, ...times });
    const part = `${accepting}/investigation`;
    const form = { account: 'The notes had no names.', outcome: 'might-be-breach' };
    const completes = `${accepting}/steps/investigation.complete-ai-2`;
    const early = { code: 'dated-before-the-meeting', clause: 'UC-10.1.1' };
    await university.refused('chair-mab', part, completes, { fields: { ...form, dated: '2026-10-09' } }, early);
    await university.does('chair-mab', part, completes, { fields: { ...form, dated: '2026-10-13' } });
    const letter = formAi2;
    const send = { fields: { channel: 'university-email' }, letter };
    const why = { code: 'not-dated-later', clause: 'UC-13.1.3' };
    await university.refused('chair-mab', part, `${accepting}/steps/investigation.send-ai-2`, send, why);
    const { entries } = await university.reads('aqss', `${accepting}/timeline`);
    const { event } = entries.find(({ says }: Body) => /AI-2/.test(says));
    const date = { event, field: '/fields/dated', value: '2026-10-12', reason: 'It goes today.' };
    await university.does('chair-mab', part, `${accepting}/parts/investigation/corrections`, date);
    await university.step('chair-mab', part, accepting, 'investigation.send-ai-2', send.fields, letter);
    expect((await letterOf(university, accepting, 'ai-2-copy')).text).toContain('Within 7 days.');
    const page = await university.reads('student-5', `${accepting}/forms/ai-2`);
    expect(page).toMatch(/The notes had no names\.[^]*☒ Might be breach/);
    expect(page).not.toMatch(/13 October 2026|2026-10-13/);
  });

  it('decides in the absence of a student who does not come, who has form AI-2 by e-mail [UC-6.10, UC-10.1.2]', async () => {
    await investigates(silent, 'meetings', { kind: 'meeting', attended: false });
    const again = { kind: 'meeting', at: '2026-10-20T10:00:00.000Z' };
    await notInvestigated(silent, 'invitations', again, { code: 'not-delayed', clause: 'UC-6.10' });
    const part = `${silent}/investigation`;
    const form = { account: 'Nobody came.', outcome: 'might-be-breach', dated: '2026-10-12' };
    await university.step('chair-mab', part, silent, 'investigation.complete-ai-2', form);
    const send = { fields: { channel: 'post' }, letter: formAi2 };
    const why = { code: 'absent-by-university-email', clause: 'UC-10.1.2' };
    await university.refused('chair-mab', part, `${silent}/steps/investigation.send-ai-2`, send, why);
    await university.step(
      'chair-mab',
      part,
      silent,
      'investigation.send-ai-2',
      { channel: 'university-email' },
      formAi2,
    );
    await asks(university, 'student-5', `${accepting}/investigation/answer`, { accepts: true, answer: 'I forgot.' });
    for (const path of [accepting, silent]) await referred(university, path);
  });
});

describe('the four criteria for a standard penalty', () => {
  it('are asked of what Academic Quality Support Services has received [UC-4.2.4, UC-14.1]', async () => {
    const first = { code: 'case-file-received', clause: 'UC-4.2.4', status: 409 } as const;
    await notEligible(accepting, first);
    await received(university, accepting);
    const criteria = { code: 'subgroup-for-eligible', clause: 'UC-14.1' };
    await refused(registrar, accepting, 'body', { body: 'subgroup' }, criteria);
  });

  it('are all met where the student accepts, and then there is no choice [UC-13.1.0, UC-13.2]', async () => {
    const all = { code: 'eligible-where-all-are-met', clause: 'UC-13.1.0' };
    await stepRefused(registrar, accepting, 'decide-eligibility', { eligible: false }, all);
    const to = `${accepting}/steps/hearing.decide-eligibility`;
    const ofAqss = await university.tries('aqss', `${accepting}/hearing`, to, { fields: { eligible: true } });
    expect(ofAqss.status).toBe(403);
    await decidesEligible(university, accepting, true);
    const panel = { code: 'panel-where-not-eligible', clause: 'UC-13.2' };
    await refused(registrar, accepting, 'body', { body: 'airp' }, panel);
  });

  it('are not met yet while the student may still answer to form AI-2, and are after seven days [UC-13.1.3]', async () => {
    await received(university, silent);
    const silence = { code: 'accepted-or-silent', clause: 'UC-13.1.3' };
    await notEligible(silent, silence);
    university.set('2026-10-19T10:00:00Z');
    await notEligible(silent, silence);
    university.set('2026-10-20T08:00:00Z');
    const late = { accepts: false, answer: 'It is mine.' };
    const { status, body } = await university.asks('student-6', `${silent}/investigation/answer`, late);
    expect([status, body.refusals]).toEqual([422, [expect.objectContaining({ code: 'within-seven-days' })]]);
    await decidesEligible(university, silent, true);
  });
});

describe('the subgroup of the Panel', () => {
  const next = '2026-10-29T10:00:00.000Z';
  const nominee = 'CHESTER-S17';

  it('is a Chair of the Panel and the Dean or nominee, with a procedural advisor [UC-14.2]', async () => {
    await does(registrar, accepting, 'body', { body: 'subgroup' });
    const pool = (person: string, seat: string, clause = 'UC-14.2') =>
      refused(registrar, accepting, 'members', { person, seat }, { code: `not-from-${seat}`, clause });
    await pool(people.chair, 'chair');
    await pool(people.panelMembers[0], 'chair');
    await pool(people.panelChairs[0], 'dean');
    await pool(people.panelMembers[0], 'advisor');
    for (const [seat, [, person]] of Object.entries(ofSubgroup)) await appoints(accepting, person, seat);
    await meetsAt(university, accepting, '2026-10-22T10:00:00.000Z');
    await papersTo(university, accepting);
  });

  it('hears of prior involvement, and defers the case to its next meeting [UC-14.3]', async () => {
    const [chair, dean, advisor] = [ofSubgroup.chair, ofSubgroup.dean, ofSubgroup.advisor];
    for (const [who, person] of [chair, advisor]) await declares(who, accepting, person, false);
    await declares(dean[0], accepting, dean[1], true);
    expect((await reads(accepting)).body).toMatchObject({ complete: false });
    university.set('2026-10-22T10:30:00Z');
    const both = { evidenceSufficient: true, recommendationCorrect: true };
    const declared = { code: 'subgroup-complete', clause: 'UC-14.3', status: 409 } as const;
    await stepRefused('panel-chair', accepting, 'satisfy-subgroup', both, declared);
    await step(registrar, accepting, 'defer-to-next-meeting', { member: dean[1] });
    await does(registrar, accepting, `members/${dean[1]}/replacement`, { why: 'Had a part in it.' });
    await appoints(accepting, nominee, 'dean');
    await declares('dean-aqe-nominee', accepting, nominee, false);
    await papersTo(university, accepting);
    expect((await reads(accepting)).body).toMatchObject({ complete: true });
    const waits = { code: 'subgroup-meets', clause: 'UC-14.3', status: 409 } as const;
    await stepRefused('panel-chair', accepting, 'satisfy-subgroup', both, waits);
    await meetsAt(university, accepting, next);
  });

  it('meets without the student [UC-14.4]', async () => {
    const invited = { code: 'not-to-the-subgroup', clause: 'UC-14.4', status: 409 } as const;
    const invitation = { statementTold: true, channel: 'university-email' };
    await refused('aqss', accepting, 'invitation', invitation, invited);
    const toStudent = { to: 'student', documents: [two.evidence] };
    await refused('aqss', accepting, 'evidence', toStudent, { code: 'not-to-the-student', clause: 'UC-14.5' });
    university.set(next);
    const attending = { student: true, companion: 'none', presenter: false };
    await refused('panel-chair', accepting, 'opening', attending, { code: 'not-at-the-subgroup', clause: 'UC-14.4' });
  });

  it('authorises a standard penalty, once satisfied of the evidence and of the recommendation [UC-14.5, UC-14.6]', async () => {
    const found = await finding(university, accepting, nominee);
    await refused('panel-chair', accepting, 'findings', found, { code: 'subgroup-satisfied', clause: 'UC-14.6' });
    await step('panel-chair', accepting, 'satisfy-subgroup', { evidenceSufficient: true, recommendationCorrect: true });
    const misconduct = { ...found, category: 'academic-misconduct' };
    const practice = { code: 'subgroup-decides-practice-only', clause: 'UC-14.5' };
    await refused('panel-chair', accepting, 'findings', misconduct, practice);
    const meant = { ...found, grounds: ['lack-of-intention'] };
    await refused('panel-chair', accepting, 'findings', meant, { code: 'no-such-defence', clause: 'UC-2.2' });
    await does('panel-chair', accepting, 'findings', found);
    const zero = { tariff: 'practice-penalties', chosen: [{ code: 'component-zero' }] };
    const only = { code: 'subgroup-standard-penalty-only', clause: 'UC-14.6' };
    await refused('panel-chair', accepting, 'penalty', zero, only);
    await does('panel-chair', accepting, 'penalty', standardPenalty(nominee));
    await does('panel-chair', accepting, 'confirmation');
  });

  it('tells the student and the Chair by letter, normally within 14 days [UC-14.8]', async () => {
    university.set('2026-11-13T10:00:00Z');
    const letter = { procedure: 'You will hear of the course.' };
    const late = { code: 'subgroup-fourteen-days', clause: 'UC-14.8' };
    await refused('aqss', accepting, 'decision-letter', { letter }, late);
    const reasons = { 'subgroup-fourteen-days': 'The Chair was away.' };
    await does('aqss', accepting, 'decision-letter', { letter, reasons });
    const { text, to } = await letterOf(university, accepting, 'subgroup-decision-letter');
    expect(to).toEqual(['student', 'chair-mab']);
    expect(text).toMatch(/decision of the subgroup in case UC-2026-\d{6}[^]*Academic Integrity Course/);
    expect(text).toContain(letter.procedure);
    const { entries } = await university.reads('aqss', `${accepting}/timeline`);
    const sent = entries.find(({ type }: Body) => type === 'DecisionLetterSent');
    expect(JSON.stringify(sent)).toContain('The Chair was away.');
  });
});

describe('a case of which the subgroup cannot satisfy itself', () => {
  it('goes to a full hearing, and not to the subgroup again [UC-14.7]', async () => {
    await onPapers(university, silent, '2026-11-16T10:00:00.000Z');
    university.set('2026-11-16T10:30:00Z');
    const on = { evidenceSufficient: false, recommendationCorrect: true };
    const refers = { code: 'not-satisfied', clause: 'UC-14.7', status: 409 } as const;
    await stepRefused('panel-chair', silent, 'refer-to-full-hearing', {}, refers);
    await step('panel-chair', silent, 'satisfy-subgroup', on);
    const none = { findings: [{ point: 'plagiarism', outcome: 'not-shown', reasons: 'It is quoted.' }] };
    const clears = { ...none, sources: ['case-file'] };
    await refused('panel-chair', silent, 'findings', clears, { code: 'subgroup-refers-on', clause: 'UC-14.7' });
    await step('panel-chair', silent, 'refer-to-full-hearing');
    const back = { code: 'not-again-to-the-subgroup', clause: 'UC-14.7' };
    await does(registrar, silent, 'body', { body: 'airp' });
    await refused(registrar, silent, 'body', { body: 'subgroup' }, back);
  });

  it('is heard by other people [UC-14.7]', async () => {
    const sat = { code: 'not-of-the-subgroup', clause: 'UC-14.7' };
    await refused(registrar, silent, 'members', { person: people.panelChairs[0], seat: 'chair' }, sat);
    await appoints(silent, people.panelChairs[1], 'chair');
    for (const person of [people.panelMembers[1], people.panelMembers[2]]) await appoints(silent, person, 'member');
    await appoints(silent, people.advisor, 'advisor');
    expect((await reads(silent)).body).toMatchObject({ name: 'airp', complete: true });
  });
});

/** Later, each in a case of its own: three of other students, and the next of student 5. */
describe('each of the four criteria', () => {
  let disputing = '';
  let final = '';
  let misconduct = '';
  let again = '';

  beforeAll(async () => {
    university.set('2026-11-23T10:00:00Z');
    const about = (students: readonly string[], more: object) => suspected(university, { students, ...essay, ...more });
    const cases = await met(
      university,
      [
        await about(['CHESTER-0007'], {}),
        await about(['CHESTER-0002'], { module: 'HI6003', component: 'dissertation' }),
        await about(['CHESTER-0008'], { offence: 'falsification', category: 'academic-misconduct' }),
        await about(['CHESTER-0005'], { module: 'HI5003', component: 'portfolio' }),
      ],
      '2026-11-23T10:00:00Z',
    );
    [disputing = '', final = '', misconduct = '', again = ''] = cases;
    for (const [path, who, accepts] of [
      [disputing, 'student-7', false],
      [final, 'student-2', true],
      [misconduct, 'student-8', true],
      [again, 'student-5', true],
    ] as const)
      await asks(university, who, `${path}/investigation/answer`, { accepts, answer: 'So.' });
    for (const path of cases) await referred(university, path);
    for (const path of cases) await received(university, path);
  }, 60_000);

  it.each([
    ['the category is unacceptable academic practice only', 'practice-only', 'UC-13.1.1', () => misconduct],
    ['no breach at Level 5 or higher was found before', 'no-earlier-breach', 'UC-13.1.2', () => again],
    ['the student does not dispute it', 'accepted-or-silent', 'UC-13.1.3', () => disputing],
    ['a further attempt would be open', 'further-attempt', 'UC-13.1.4', () => final],
  ])('is needed: %s [UC-13.3]', async (_, code, clause, path) => {
    await notEligible(path(), { code, clause });
    await decidesEligible(university, path(), false);
  });

  it('has its own clause where it is lacking before the subgroup [UC-14.1, UC-16.1]', async () => {
    for (const [path, code, clause] of [
      [misconduct, 'panel-for-misconduct', 'UC-16.1.1'],
      [again, 'panel-for-earlier-offences', 'UC-16.1.2'],
      [disputing, 'panel-for-disputed', 'UC-16.1.3'],
      [final, 'subgroup-for-eligible', 'UC-14.1'],
    ] as const) {
      await refused(registrar, path, 'body', { body: 'subgroup' }, { code, clause });
      await does(registrar, path, 'body', { body: 'airp' });
    }
  });
});
