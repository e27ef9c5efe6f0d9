import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleFile, type Body } from '@probity/standalone';
import { accusation, asks, enclosed, formAi2 } from './disputed.js';
import { letterOf } from './letters.js';
import { invitation, inviting, there, votesOf } from './panel.js';
import { people, suspected, taken, type Suspected } from './reported.js';
import { University, type Why } from './university.js';

const registrar = 'senior-assistant-registrar';
const [taught, other, third, fourth, , sixth] = people.panelMembers;
const [chair, , , ownChair] = people.panelChairs;
let university: University;
let one: Suspected;
let path: string;
let documents: readonly string[];

const act = (who: string, to: string, body: object = {}) => university.does(who, partOf(to), `${path}/${to}`, body);
const refused = (who: string, to: string, body: object, why: Why): Promise<Body> =>
  university.refused(who, partOf(to), `${path}/${to}`, body, why);
const partOf = (to: string): string => `${path}/${/^(steps\/)?hearing/.test(to) ? 'hearing' : 'investigation'}`;
const step = (who: string, name: string, fields: object = {}, letter?: object) =>
  act(who, `steps/${name}`, { fields, ...(letter && { letter }) });
const hearing = (who = registrar): Promise<Body> => university.reads(who, `${path}/hearing`);
const evidence = async (words: string): Promise<string> =>
  (await university.system.anyone().upload('/files', Buffer.from(words), 'text/plain')).body.digest;

/** Two more of the pool are of humanities, and the examiner is in it. */
const changedRegister = async (): Promise<void> => {
  const register = JSON.parse(await readFile(sampleFile('chester.json'), 'utf8'));
  for (const person of register.staff) {
    if (person.id === ownChair || person.id === fourth) person.faculty = 'humanities';
    if (person.id === people.examiner) person.offices.push('airp-member');
  }
  const { status, body } = await (await university.as('registry')).put('/registers/chester', register);
  if (status !== 200) throw new Error(JSON.stringify(body));
};

beforeAll(async () => {
  university = await University.start('2026-10-05T10:00:00.000Z');
  await changedRegister();
  one = await suspected(university, { students: ['CHESTER-0008'], module: 'HI5002', component: 'essay' });
  path = await taken(university, one);
}, 60_000);
afterAll(() => university.stop());

describe('the departmental investigation', () => {
  it('begins with the allegation, by post and e-mail, with form AI-1 and the evidence [UC-6.8.1, UC-6.8.1.2]', async () => {
    documents = [one.evidence, await evidence('a source')];
    const put = accusation(documents);
    const reviewed = { code: 'decided-to-investigate', clause: 'UC-6.6', status: 409 } as const;
    await refused('chair-mab', 'investigation/accusation', put, reviewed);
    await act('chair-mab', 'investigation/start');
    const both = { code: 'by-post-and-email', clause: 'UC-6.8.1' };
    await refused('chair-mab', 'investigation/accusation', { ...put, channels: ['email'] }, both);
    const with1 = { code: 'form-and-evidence-enclosed', clause: 'UC-6.8.1.2' };
    await refused('chair-mab', 'investigation/accusation', { ...put, reportEnclosed: false }, with1);
    await act('chair-mab', 'investigation/accusation', put);
  });

  it('invites to a meeting between the seventh and the twenty-first day [UC-6.8.1.1]', async () => {
    const on = (at: string) => ({ kind: 'meeting', at });
    const soon = { code: 'not-sooner-than-seven-days', clause: 'UC-6.8.1.1' };
    await refused('chair-mab', 'investigation/invitations', on('2026-10-11T10:00:00Z'), soon);
    const late = { code: 'not-later-than-21-days', clause: 'UC-6.8.1.1' };
    await refused('chair-mab', 'investigation/invitations', on('2026-10-27T10:00:00Z'), late);
    await act('chair-mab', 'investigation/invitations', on('2026-10-12T10:00:00Z'));
  });

  it('has form AI-2 completed at the meeting, and a copy given before the referral [UC-10.1, UC-10.3.1, UC-6.8.1.3]', async () => {
    university.set('2026-10-12T11:00:00.000Z');
    const times = { startedAt: '2026-10-12T10:00:00Z', endedAt: '2026-10-12T10:30:00Z' };
    const companion = { with: 'registered-student', spoke: false };
    await act('chair-mab', 'investigation/meetings', { kind: 'meeting', attended: true, ...times, companion });
    const form = { account: 'It is denied.', outcome: 'might-be-breach', dated: '2026-10-12' };
    await step('chair-mab', 'investigation.complete-ai-2', form);
    const copy = { code: 'ai-2-to-student', clause: 'UC-10.3.1', status: 409 } as const;
    await refused('chair-mab', 'investigation/referral', { to: 'aqss', enclosed }, copy);
    await step('chair-mab', 'investigation.send-ai-2', { channel: 'university-email' }, formAi2);
  });

  it('ends with the forms and the evidence at AQSS; the student disputes the outcome [UC-10.3.2, UC-13.1.3]', async () => {
    const all = { code: 'form-ai-2', clause: 'UC-10.3.2' };
    await refused('chair-mab', 'investigation/referral', { to: 'aqss', enclosed: ['ai-1', 'evidence'] }, all);
    const aqss = { code: 'to-aqss', clause: 'UC-10.3.2' };
    await refused('chair-mab', 'investigation/referral', { to: 'airp', enclosed }, aqss);
    await act('chair-mab', 'investigation/referral', { to: 'aqss', enclosed });
    const denial = { accepts: false, answer: 'It is mine.' };
    await asks(university, 'student-8', `${path}/investigation/answer`, denial);
    const isTold = ({ referral, history, answer }: Body) => Boolean(referral && history && answer);
    const { referral } = await university.sees(registrar, `${path}/hearing`, isTold);
    expect([...referral.evidence].toSorted()).toEqual([...documents].toSorted());
  });
});

describe('which body considers it', () => {
  it('turns on the criteria for a standard penalty, once AQSS has the case file [UC-13.1.3, UC-4.2.4]', async () => {
    const received = { code: 'case-file-received', clause: 'UC-4.2.4', status: 409 } as const;
    const decide = 'steps/hearing.decide-eligibility';
    await refused(registrar, decide, { fields: { eligible: false } }, received);
    await step('aqss', 'hearing.receive-case-file', { contents: 'AI-1, AI-2, evidence' });
    const undecided = { code: 'panel-where-not-eligible', clause: 'UC-13.2' };
    await refused(registrar, 'hearing/body', { body: 'airp' }, undecided);
    const disputed = { code: 'accepted-or-silent', clause: 'UC-13.1.3' };
    await refused(registrar, decide, { fields: { eligible: true } }, disputed);
    await step(registrar, 'hearing.decide-eligibility', { eligible: false });
  });

  it('is the Panel, and not the subgroup, where the student disputes it [UC-13.3, UC-16.1.3]', async () => {
    const disputed = { code: 'panel-for-disputed', clause: 'UC-16.1.3' };
    await refused(registrar, 'hearing/body', { body: 'subgroup' }, disputed);
    const theirs = { code: 'not-yours-to-do', clause: 'UC-16.6.1', status: 403 } as const;
    await refused('aqss', 'hearing/body', { body: 'airp' }, theirs);
    await act(registrar, 'hearing/body', { body: 'airp' });
  });
});

const appoint = (person: string, seat: string, reasons = {}) =>
  act(registrar, 'hearing/members', { person, seat, reasons });

describe('the Panel', () => {
  it('contains nobody who taught or assessed in the module, and nobody who accused [UC-16.6.2, UC-4.2]', async () => {
    const reasons = { 'did-not-teach': 'Nobody else is free.', 'not-the-accuser': 'Nobody else is free.' };
    const bar = { code: 'did-not-teach', clause: 'UC-16.6.2' };
    await refused(registrar, 'hearing/members', { person: taught, seat: 'member', reasons }, bar);
    const accuser = { person: people.examiner, seat: 'member', reasons };
    await refused(registrar, 'hearing/members', accuser, bar);
    await refused(registrar, 'hearing/members', accuser, { code: 'not-the-accuser', clause: 'UC-4.2' });
  });

  it('is a Chair and two members, of whom one is normally from outside the Faculty [UC-16.2, UC-16.6.1]', async () => {
    await appoint(ownChair, 'chair');
    await appoint(sixth, 'member');
    expect((await hearing()).body).toMatchObject({ complete: false });
    const outside = { code: 'outside-faculty', clause: 'UC-16.6.1' };
    await appoint(people.advisor, 'advisor');
    await refused(registrar, 'hearing/members', { person: fourth, seat: 'member' }, outside);
    await appoint(fourth, 'member', { 'outside-faculty': 'The others are abroad.' });
    const { entries } = await university.reads(registrar, `${path}/timeline`);
    expect(JSON.stringify(entries.at(-1))).toContain('The others are abroad.');
  });

  it('is made independent of it again, once others are back [UC-16.6.1, UC-16.3]', async () => {
    await act(registrar, `hearing/members/${fourth}/replacement`, { why: 'The others are back.' });
    await appoint(other, 'member');
    await act(registrar, `hearing/members/${sixth}/replacement`, { why: 'The others are back.' });
    await appoint(third, 'member');
    await act(registrar, `hearing/members/${ownChair}/replacement`, { why: 'The others are back.' });
    await appoint(chair, 'chair');
    await appoint(people.chair, 'presenter');
    expect((await hearing()).body).toMatchObject({ complete: true });
  });
});

const dates = (at: string, more = {}) =>
  act('aqss', 'hearing/date', { at, place: 'Binks 014', nextAvailable: true, ...more });

describe('the invitation', () => {
  it('is to the next available meeting [UC-17.1]', async () => {
    const next = { code: 'next-meeting', clause: 'UC-17.1' };
    const later = { at: '2026-12-01T10:00:00.000Z', nextAvailable: false };
    await refused('aqss', 'hearing/date', later, next);
    await dates('2026-10-23T10:00:00.000Z');
  });

  it('after 16:00 on a Friday is received on Monday, and seven days count from then [UC-17.2.1, UC-3.4]', async () => {
    university.set('2026-10-16T15:00:30.000Z');
    const early = { code: 'seven-days', clause: 'UC-17.2.1' };
    await refused('aqss', 'hearing/invitation', inviting, early);
    await dates('2026-10-25T10:00:00.000Z');
    await refused('aqss', 'hearing/invitation', inviting, early);
    await dates('2026-10-26T10:00:00.000Z');
  });

  it('says all that it must, and goes to the University address only [UC-17.2.2, UC-17.3, UC-17.4, UC-18.5]', async () => {
    for (const [body, code, clause] of [
      [{ ...inviting, statementTold: false }, 'statement-told', 'UC-17.3'],
      [{ ...inviting, channel: 'post' }, 'university-email', 'UC-17.2.2'],
      [{ ...inviting, letter: { ...invitation, companion: '' } }, 'companion-told', 'UC-17.4'],
      [{ ...inviting, letter: { ...invitation, companion: '' } }, 'missing-companion', 'UC-17.4'],
      [{ ...inviting, letter: { ...invitation, 'right-to-attend': '' } }, 'missing-right-to-attend', 'UC-17.3'],
      [{ ...inviting, letter: { ...invitation, deferral: '' } }, 'missing-deferral', 'UC-18.5'],
    ] as const)
      await refused('aqss', 'hearing/invitation', body, { code, clause });
  });

  it('encloses exactly what was referred, or nothing yet [UC-17.5.2]', async () => {
    const exactly = { code: 'exactly-what-was-referred', clause: 'UC-17.5.2' };
    const half = { ...inviting, evidence: documents.slice(0, 1) };
    await refused('aqss', 'hearing/invitation', half, exactly);
    await act('aqss', 'hearing/invitation', { ...inviting, evidence: [] });
    const { text } = await letterOf(university, path, 'hearing-invitation-letter');
    for (const said of ['26 October 2026', '10:00', 'Binks 014', ...Object.values(invitation)])
      expect(text).toContain(said);
    await act('aqss', 'hearing/evidence', { to: 'members', documents });
  });

  it('has the members read the evidence, and nobody of the pool who does not sit [UC-19.2, UC-21.1]', async () => {
    const file = `${path}/files/${one.evidence}`;
    for (const [who, status] of [
      ['panel-chair', 200],
      ['panel-2', 200],
      ['panel-chair-2', 404],
      ['panel-5', 404],
    ] as const)
      expect({ who, status: (await (await university.as(who)).get(file)).status }).toEqual({ who, status });
  });

  it('is followed by the evidence two days before, at the latest, exactly as referred [UC-17.5.1, UC-17.5.2]', async () => {
    university.set('2026-10-23T09:00:00.000Z');
    const exactly = { code: 'exactly-what-was-referred', clause: 'UC-17.5.2' };
    await refused('aqss', 'hearing/evidence', { to: 'student', documents: documents.slice(1) }, exactly);
    university.set('2026-10-23T15:30:00.000Z');
    const late = { code: 'two-days', clause: 'UC-17.5.1' };
    await refused('aqss', 'hearing/evidence', { to: 'student', documents }, late);
  });
});

/** By the student, who reads nothing of the proceedings. */
const requests = (ground: string, more = {}) =>
  university.asks('student-8', `${path}/hearing/deferrals`, { ground, evidenced: true, channel: 'email', ...more });
const refusedRequest = async (ground: string, more: object, code: string, clause: string, status = 422) => {
  const { status: is, body } = await requests(ground, more);
  const clauses = (body.refusals ?? [])
    .filter((refusal: Body) => refusal.code === code)
    .flatMap((refusal: Body) => refusal.clauses);
  expect({ is, clauses, body }).toMatchObject({ is: status, clauses: expect.arrayContaining([clause]) });
};

describe('another date in term', () => {
  it('is not for work of a full-time student, nor for a holiday [UC-18.1.0, UC-18.1.5, UC-18.4]', async () => {
    for (const ground of ['work', 'pre-booked-holiday', 'a wedding'])
      await refusedRequest(ground, {}, 'ground-open', 'UC-18.1.0');
  });

  it('is for a clash that a member of staff confirms, three days before, by e-mail [UC-18.2, UC-18.5]', async () => {
    for (const ground of ['teaching-or-assessment', 'field-trip-or-placement', 'academic-requirement'])
      await refusedRequest(ground, { evidenced: false }, 'academic-confirmation', 'UC-18.2');
    await refusedRequest('teaching-or-assessment', { channel: 'phone' }, 'by-email', 'UC-18.5');
    university.set('2026-10-24T10:00:00.000Z');
    await refusedRequest('teaching-or-assessment', {}, 'three-days-before', 'UC-18.2');
  });
});

const minor = { ...there, companion: 'parent-or-guardian' };

describe('whoever seeks to influence the Panel', () => {
  it('is reported to the Dean, and the case likely deferred [UC-16.7.2]', async () => {
    university.set('2026-10-26T10:00:00.000Z');
    await step('panel-2', 'hearing.record-influence', { by: 'An uncle', how: 'He rang a member at home.' });
    const report = await letterOf(university, path, 'influence-report');
    expect(report).toMatchObject({ to: ['dean-aqe'], text: expect.stringContaining('He rang a member at home.') });
    const deferred = { code: 'deferred-for-influence', clause: 'UC-16.7.2', status: 409 } as const;
    const unsent = { code: 'evidence-sent', clause: 'UC-17.5.1', status: 409 } as const;
    for (const why of [deferred, unsent]) await refused('panel-chair', 'hearing/opening', minor, why);
    await act(registrar, 'hearing/suspension', { reason: 'A member was approached.' });
    university.set('2026-10-27T10:00:00.000Z');
    await dates('2026-11-05T10:00:00.000Z');
    const anew = { code: 'student-invited', clause: 'UC-17.2.1', status: 409 } as const;
    await refused('panel-chair', 'hearing/opening', minor, anew);
    await act('aqss', 'hearing/invitation', { ...inviting, evidence: [] });
  });
});

describe('another date, granted', () => {
  it('is granted by the Senior Assistant Registrar, and no hearing then goes ahead without the student [UC-18.5, UC-19.1]', async () => {
    university.set('2026-11-02T10:00:00.000Z');
    await act('aqss', 'hearing/evidence', { to: 'student', documents });
    const { status } = await requests('field-trip-or-placement');
    expect([200, 201]).toContain(status);
    await act(registrar, 'hearing/deferrals/decision', { granted: true, reason: 'A field trip.' });
    university.set('2026-11-05T10:00:00.000Z');
    const absent = { ...there, student: false };
    await refused('panel-chair', 'hearing/opening', absent, { code: 'in-absence', clause: 'UC-19.1' });
    await dates('2026-11-12T10:00:00.000Z');
    await act('aqss', 'hearing/invitation', inviting);
  });

  it('is asked for once [UC-18.1.0]', () => refusedRequest('illness', {}, 'once', 'UC-18.1.0', 409));
});

const absentPresenter = { ...minor, presenter: false };
const clearing = {
  findings: [{ point: 'plagiarism', outcome: 'not-shown', reasons: 'The drafts are older than the source.' }],
  sources: ['case-file', 'student-oral', 'new-evidence'],
};

describe('the hearing', () => {
  it('is opened by its Chair, with a parent of a student under 18, before whoever referred it [UC-17.4, UC-16.4, UC-19.3.1]', async () => {
    university.set('2026-11-12T10:00:00.000Z');
    const presents = { code: 'case-presented', clause: 'UC-16.4' };
    await refused('panel-chair', 'hearing/opening', absentPresenter, presents);
    const instead = { ...minor, student: false, inPlaceOfStudent: true };
    const nobody = { code: 'nobody-in-place-of-student', clause: 'UC-19.3.1' };
    await refused('panel-chair', 'hearing/opening', instead, nobody);
    const whom = { code: 'companion-allowed', clause: 'UC-17.4' };
    await refused('panel-chair', 'hearing/opening', { ...minor, companion: 'legal' }, whom);
    await act('panel-chair', 'hearing/opening', minor);
  });

  it('is postponed for new evidence, until the student has seen and answered it [UC-17.6]', async () => {
    const drafts = await evidence('drafts');
    await act('panel-chair', 'hearing/late-evidence', { documents: [drafts] });
    const { acts } = await university.reads('panel-chair', `${path}/acts`);
    expect(acts).toContainEqual(expect.objectContaining({ act: 'hearing.suspend', due: true }));
    const unseen = { code: 'new-evidence-seen', clause: 'UC-17.6', status: 409 } as const;
    await refused('panel-chair', 'hearing/findings', clearing, unseen);
    await act('panel-chair', 'hearing/suspension', { reason: 'There are drafts.' });
    const unanswered = { code: 'new-evidence-answered', clause: 'UC-17.6', status: 409 } as const;
    await refused('panel-chair', 'hearing/resumption', minor, unanswered);
    const unsent = { code: 'new-evidence-sent', clause: 'UC-17.6', status: 409 } as const;
    const chance = 'steps/hearing.record-chance-to-respond';
    await refused('aqss', chance, { fields: { how: 'In writing.' } }, unsent);
    await act('aqss', 'hearing/evidence', { to: 'all', documents: [drafts] });
    await refused('panel-chair', 'hearing/resumption', minor, unanswered);
    university.set('2026-11-13T10:00:00.000Z');
    await step('aqss', 'hearing.receive-statement', { statement: 'They are mine, of March.' });
    await act('panel-chair', 'hearing/resumption', minor);
  });

  it('has a first part with the student, which is normally recorded [UC-19.4.1, UC-19.3.2]', async () => {
    const support = { generalSupport: false, answeredQuestions: false };
    const only = { code: 'general-support-only', clause: 'UC-19.3.2' };
    await refused('panel-chair', 'steps/hearing.hear-companion', { fields: support }, only);
    await step('panel-chair', 'hearing.hear-companion', { ...support, generalSupport: true });
    const first = { code: 'first-part-held', clause: 'UC-19.4.1', status: 409 } as const;
    await refused('panel-chair', 'hearing/findings', clearing, first);
    const recorded = { code: 'recorded', clause: 'UC-19.4.1' };
    const fields = { response: 'The drafts show it.', mitigation: 'None.' };
    await refused('advisor', 'steps/hearing.close-first-part', { fields }, recorded);
    await step('advisor', 'hearing.close-first-part', { ...fields, recording: 'rec-41' });
  });

  it('has a second part in private, with a written record which whoever presented does not see [UC-19.4.2, UC-16.4]', async () => {
    const fields = { inPrivate: false, record: 'The drafts were weighed.' };
    const apart = { code: 'in-private', clause: 'UC-19.4.2' };
    await refused('advisor', 'steps/hearing.close-second-part', { fields }, apart);
    const { body } = await hearing();
    const members = body.members.filter(({ seat }: Body) => seat === 'member').map(({ person }: Body) => person);
    const votes = votesOf({ chair, members }, 'against');
    const voteless = { code: 'no-quorum', clause: 'UC-16.2.0' };
    await refused('panel-chair', 'hearing/findings', clearing, voteless);
    const advised = { ...votes, [people.advisor]: 'against' };
    const adviser = { code: 'no-member', clause: 'UC-16.2.0' };
    await refused('panel-chair', 'hearing/findings', { ...clearing, votes: advised }, adviser);
    const [point] = clearing.findings;
    const maybe = { ...clearing, votes, findings: [{ ...point, outcome: 'maybe' }] };
    await refused('panel-chair', 'hearing/findings', maybe, { code: 'no-such-outcome', clause: 'UC-20.1' });
    await act('panel-chair', 'hearing/findings', { ...clearing, votes });
    const once = { code: 'not-yet-decided', clause: 'UC-20.1', status: 409 } as const;
    const changed = { ...clearing, votes: votesOf({ chair, members }) };
    await refused('panel-chair', 'hearing/findings', changed, once);
    await step('advisor', 'hearing.close-second-part', { ...fields, inPrivate: true });
    expect(JSON.stringify(await hearing('advisor'))).toContain('were weighed');
    expect(JSON.stringify(await hearing('chair-mab'))).not.toContain('were weighed');
  });

  it('goes back to the Chair of the board where there was no breach [UC-20.2, UC-24.1]', async () => {
    const unconfirmed = { code: 'decision-stands', clause: 'UC-20.2', status: 409 } as const;
    const back = { fields: { instruction: 'Complete the assessment as usual.' } };
    await refused('aqss', 'steps/hearing.refer-back', back, unconfirmed);
    await act('panel-chair', 'hearing/confirmation');
    await act('aqss', 'hearing/decision-letter', {});
    await act('aqss', 'steps/hearing.refer-back', back);
    expect(await hearing()).toMatchObject({ finding: { proven: false }, penalty: null });
  });
});
