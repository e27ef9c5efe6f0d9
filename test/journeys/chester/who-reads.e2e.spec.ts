import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until, type Body } from '@probity/standalone';
import { accusation, formAi2 } from './forms.js';
import { referred } from './met.js';
import { suspected, taken, type Suspected } from './reported.js';
import { authorised, decidesEligible, onPapers, received } from './subgroup.js';
import { University } from './university.js';

const student = 'CHESTER-0005';
let university: University;
let one: Suspected;
let path = '';

beforeAll(async () => {
  university = await University.start('2026-10-05T10:00:00Z');
  one = await suspected(university, { students: [student], module: 'HI5002', component: 'essay' });
  path = one.cases[0] ?? '';
}, 60_000);
afterAll(() => university.stop());

/** What of the case somebody reads by which route: `file`, what the policy leaves to everybody, or nothing. */
const routes = ['', '/investigation', '/timeline', '/letters', '/forms', '/acts', '/sanctions', '/hearing', '/file'];
const readBy = async (who: string): Promise<{ readonly words: string; readonly timeline: number }> => {
  const caller = await university.as(who);
  const replies = await Promise.all(routes.map((route) => caller.get(`${path}${route}`)));
  const list = await caller.get('/cases?limit=200');
  const words = JSON.stringify([...replies, list].map(({ body }) => body));
  return { words, timeline: replies[2]?.status ?? 0 };
};
const readsNothing = async (who: string): Promise<void> => {
  const { words, timeline } = await readBy(who);
  const leaks = [student, 'Pages without', 'plagiarism', 'work.txt', 'unacceptable-academic-practice"'].filter((word) =>
    words.includes(word),
  );
  expect({ who, leaks, timeline }).toEqual({ who, leaks: [], timeline: timeline === 403 ? 403 : 404 });
};
const readsFile = async (who: string): Promise<void> => {
  const { words, timeline } = await readBy(who);
  expect({ who, timeline, told: words.includes(student) && words.includes('Pages without') }).toEqual({
    ...{ who, timeline: 200, told: true },
  });
};

const everyCase = ['aqss', 'senior-assistant-registrar', 'deputy-registrar', 'dean-aqe', 'dean-aqe-nominee'];
const others = [
  ...['academic', 'monitor', 'head', 'deputy-head', 'dean', 'chair-mab-2', 'examiner-2', 'registry-officer'],
  ...['board-chair', 'external', 'appeals', 'panel-chair', 'panel-1', 'advisor', 'line-manager', 'invigilator'],
];

describe('the file of a case', () => {
  it('is read by those whose duty is in every case, and those who acted in this one [UC-4.2, UC-5.6.2]', async () => {
    for (const who of [...everyCase, 'chair-mab', 'examiner']) await readsFile(who);
  });

  it('is read by nobody else, whatever office they hold, through any route or list [UC-4.2]', async () => {
    for (const who of others) await readsNothing(who);
    expect(await university.reads('academic', path)).toMatchObject({ reference: expect.any(String), subject: {} });
  });

  it('nor is the report that it came of [UC-4.2]', async () => {
    for (const who of ['chair-mab-2', 'examiner-2'])
      expect(JSON.stringify(await university.reads(who, one.report))).not.toContain('Pages without');
    for (const who of ['chair-mab', 'examiner'])
      expect(JSON.stringify(await university.reads(who, one.report))).toContain('Pages without');
  });

  it('is read by a member of academic staff whom the Chair nominates, from then on [UC-4.2.3]', async () => {
    const part = `${path}/investigation`;
    await university.does('chair-mab', part, `${part}/manager`, { staff: 'CHESTER-S04' });
    await university.sees('academic', `${path}/timeline`, ({ entries }) => entries.length > 0);
    await readsFile('academic');
    await readsNothing('head');
    await taken(university, one);
    // Who had charge of it, and did nothing in it, has no part any more.
    await until(
      async () => (await (await university.as('academic')).get(`${path}/timeline`)).status,
      (status) => status === 404,
    );
    await readsNothing('academic');
  });
});

describe('what a student reads of their own case', () => {
  const own = () => `/own-cases${path.replace('/cases', '')}`;
  const reads = (more = '') => university.reads('student-5', `${own()}${more}`);
  const status = async (who: string, more: string) => (await (await university.as(who)).get(`${own()}${more}`)).status;
  const part = () => `${path}/investigation`;
  const acts = async () => (await reads('/acts')).acts as readonly Body[];

  it('is nothing, by any route, before they are told [UC-7.4.1]', async () => {
    for (const more of ['', '/letters', '/acts']) expect(await status('student-5', more)).toBe(404);
    expect(await status('chair-mab', '/acts')).toBe(404);
  });

  it('is the allegation with its letter, and the meeting [UC-6.8.1, UC-4.1.2]', async () => {
    await university.does('chair-mab', part(), `${part()}/start`);
    await university.does('chair-mab', part(), `${part()}/accusation`, accusation([one.evidence]));
    const meeting = { kind: 'meeting', at: '2026-10-12T10:00:00.000Z' };
    await university.does('chair-mab', part(), `${part()}/invitations`, meeting);
    const { letters } = await university.sees('student-5', `${own()}/letters`, (told) => told.letters.length > 0);
    expect(letters[0]).toMatchObject({ title: expect.any(String), text: expect.stringContaining('Pages without') });
    expect(await reads()).toMatchObject({
      ...{ stage: { is: 'investigation' }, decision: null, course: null },
      dates: [{ what: 'meeting', at: meeting.at }],
    });
    expect(await status('student-6', '/letters')).toBe(404);
  });

  it('says what they may do by when, and which version it is done on [UC-4.1.2, UC-13.1.3]', async () => {
    expect((await acts()).map(({ act }) => act)).not.toContain('investigation.record-answer');
    university.set('2026-10-12T10:00:00Z');
    const held = { startedAt: '2026-10-12T10:00:00Z', endedAt: '2026-10-12T10:00:00Z' };
    await university.does('chair-mab', part(), `${part()}/meetings`, { kind: 'meeting', attended: true, ...held });
    const form = { account: 'They met.', outcome: 'might-be-breach', dated: '2026-10-12' };
    await university.step('chair-mab', part(), path, 'investigation.complete-ai-2', form);
    const channel = { channel: 'university-email' };
    await university.step('chair-mab', part(), path, 'investigation.send-ai-2', channel, formAi2);
    const answer = (await acts()).find(({ act }) => act === 'investigation.record-answer');
    expect(answer).toMatchObject({ route: 'POST /cases/{case}/investigation/answer', etag: `"${answer?.version}"` });
    const caller = await university.as('student-5');
    const said = { accepts: true, answer: 'I forgot.' };
    const done = await caller.post(`${part()}/answer`, said, { ifMatch: answer?.etag });
    expect([done.status, done.body.detail]).toEqual([201, undefined]);
  });

  it('is the decision once it is communicated, and not while it is confirmed [UC-24.1, UC-14.8]', async () => {
    await referred(university, path);
    await received(university, path);
    await decidesEligible(university, path, true);
    await onPapers(university, path, '2026-10-20T10:00:00.000Z');
    university.set('2026-10-20T10:30:00Z');
    expect(await reads()).toMatchObject({ stage: { is: 'investigation' }, decision: null });
    expect(JSON.stringify(await reads())).not.toContain('2026-10-20');
    await authorised(university, path);
    const { decision } = await reads();
    expect(decision).toMatchObject({
      proven: true,
      category: 'unacceptable-academic-practice',
      penalties: [{ code: 'academic-integrity-course', title: expect.any(String) }],
    });
  });

  it('is the course with its last day, as its letter says it [UC-15.1, UC-3.4.2]', async () => {
    await university.sees('aqss', `${path}/sanctions`, ({ decided }) => Boolean(decided));
    // A Saturday's e-mail is received on Monday: 21 days from then.
    university.set('2026-10-24T10:00:00Z');
    const letter = { course: 'You are to complete it.', otherwise: 'Zero.', procedure: 'Sign in.' };
    const { acts: offered } = await university.reads('aqss', `${path}/acts`);
    const send = offered.find(({ act }: Body) => act === 'sanctions.send-course-letter');
    expect(JSON.stringify(send.letter)).toContain('16 November 2026');
    const said = { ...letter, deadline: 'by 31 December 2030' };
    const to = `${path}/steps/sanctions.send-course-letter`;
    const refused = await university.tries('aqss', `${path}/sanctions`, to, { fields: {}, letter: said });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringContaining('deadline is known')]);
    await university.does('aqss', `${path}/sanctions`, to, { fields: {}, letter });
    expect((await reads()).course).toMatchObject({ dueOn: '2026-11-16', passed: false, over: false });
    const { letters } = await university.sees('student-5', `${own()}/letters`, (told) =>
      told.letters.some(({ notice }: Body) => notice === 'course-required'),
    );
    expect(letters.at(-1).text).toContain('to be completed by 16 November 2026');
  });
});
