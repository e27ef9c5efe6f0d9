import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicEvents } from '@probity/contracts';
import type { PublicEvent } from '@probity/messaging';
import { Services, type ServiceRuntime } from '@probity/shell';
import { allServices, sampleFile, until as untilSo, type Body, type Caller } from '@probity/standalone';
import { LearningSystem } from '../support/learning-system.js';
import { System } from '../support/system.js';

const institution = 'chester';
const student = 'CHESTER-0002';
const policy = { pack: 'chester', version: '2017-18' };

let system: System;
let learning: LearningSystem;
let aqss: Caller;
let chair: Caller;

beforeAll(async () => {
  learning = await LearningSystem.start();
  const alone = allServices.filter(({ name }) => name === 'sanctions');
  system = await System.start(alone, { PROBITY_LEARNING_SYSTEMS: await learning.settingsFile(institution) });
  [aqss, chair] = (await Promise.all(['chester-aqss', 'chester-chair-mab'].map((one) => system.as(one)))) as [
    Caller,
    Caller,
  ];
});
afterAll(async () => {
  await system.stop();
  await learning.stop();
});

const until = (ask: () => Promise<boolean>): Promise<boolean> => untilSo(ask, (answer) => answer);

const sanctions = (): ServiceRuntime => system.part(Services).all[0] as ServiceRuntime;

/** What another service tells of a case. */
const hear = async (
  caseId: string,
  source: 'intake' | 'investigation' | 'hearings',
  type: string,
  data: object,
): Promise<void> => {
  const runtime = sanctions();
  const schema = (publicEvents[source] as Record<string, { parse(data: object): object }>)[type];
  const event = {
    ...{ id: randomUUID(), source, type, schemaVersion: 1, institution, case: caseId, policy },
    ...{ time: system.clock.instant(), correlationId: randomUUID(), position: '1', predecessor: null },
    data: schema?.parse(data),
  };
  await runtime.definition.reactions(runtime)[`${source}.${type}`]?.(event as PublicEvent);
};

/** A case of that student, at Level 6, unless it is said otherwise. */
const opened = async (of = student, registeredLevel: number | null = 6, moduleLevel = 6): Promise<string> => {
  const caseId = randomUUID();
  await hear(caseId, 'intake', 'CaseOpened', {
    ...{ reference: 'UC-2026-000001', report: randomUUID(), centre: null, offences: ['plagiarism'], products: [] },
    ...{ subject: { kind: 'student', id: of, centre: null }, classification: 'malpractice' },
    ...{ assessment: { kind: 'coursework', module: 'HI6003', component: 'essay', moduleLevel } },
    ...{ student: { career: 'undergraduate', registeredLevel }, reportReceivedAt: system.clock.instant() },
  });
  return caseId;
};

/** One in which the course was imposed. */
const imposed = async (): Promise<string> => {
  const caseId = await opened();
  const at = system.clock.instant();
  const hearing = `${caseId}-1`;
  const category = 'unacceptable-academic-practice';
  await hear(caseId, 'hearings', 'FindingReached', { hearing, reachedAt: at, findings: [], proven: true, category });
  const action = { code: 'academic-integrity-course', effect: 'academic-integrity-course', parameters: {} };
  await hear(caseId, 'hearings', 'ActionDecided', { hearing, decidedAt: at, actions: [action] });
  return caseId;
};

/** One that a body considers; and what it was told of the student, version by version. */
const considered = async (caseIs = opened()): Promise<string> => {
  const caseId = await caseIs;
  await hear(caseId, 'investigation', 'CaseReferred', {
    ...{ to: 'airp', referredAt: system.clock.instant(), referredBy: 'CHESTER-S05', joined: false },
    ...{ report: randomUUID(), offences: ['plagiarism'], category: '', evidence: [], enclosed: [] },
    ...{ satOn: [], did: [], involved: [] },
  });
  return caseId;
};
const offencesTold = async (caseId: string): Promise<readonly (readonly Body[])[]> => {
  const { streams, definition } = sanctions();
  const [subject] = definition.subjects;
  const { told } = await streams.load(subject as never, caseId);
  return told.flatMap(({ event }) =>
    event.type === 'HistoryTaken' ? [(event.data as { offences: readonly Body[] }).offences] : [],
  );
};
const historyOf = async (caseId: string): Promise<readonly (readonly boolean[])[]> =>
  (await offencesTold(caseId)).map((offences) => offences.map(({ spent }) => spent === true));

const does = async (
  caller: Caller,
  caseId: string,
  step: string,
  fields: object = {},
  letter?: object,
): Promise<Body> =>
  (
    await caller.post(
      `/cases/${caseId}/steps/sanctions.${step}`,
      { fields, ...(letter ? { letter } : {}) },
      { of: `/cases/${caseId}/sanctions` },
    )
  ).body;
const letter = { course: 'The course.', otherwise: 'Zero.', procedure: 'You can appeal.' };
const outcome = { result: 'How it ended.', mark: '52', procedure: 'You can appeal.' };

/** The course of a case of which the student, and then the learning system, was told. */
const given = async (caseId: string): Promise<string> => {
  const before = learning.courses.length;
  expect(await does(aqss, caseId, 'send-course-letter', {}, letter)).toMatchObject({
    happened: ['StepRecorded', 'LetterSent', 'CourseGiven'],
  });
  await until(async () => learning.courses.length > before);
  return learning.courses.at(-1)?.course ?? '';
};
const stateOf = async (caseId: string): Promise<Body> => (await aqss.get(`/cases/${caseId}/sanctions`)).body;
const tell = (course: string, type: Parameters<LearningSystem['tell']>[2], more = {}) =>
  learning.tell(system.url, institution, type, course, system.clock.instant(), more);

describe('the exchange with a learning system', () => {
  let caseId: string;
  let course: string;
  let other: string;

  it('tells it of a course, signed, again until it takes note, as one message [UC-15.1]', async () => {
    learning.failing.push(503, 500);
    caseId = await imposed();
    course = await given(caseId);
    const items = async () => (await aqss.get('/learning/undelivered')).body.items as readonly Body[];
    await until(async () => (await items())[0]?.attempts === 1);
    expect(await items()).toMatchObject([{ course, case: caseId, because: 'HTTP 503' }]);
    expect((await chair.get('/learning/undelivered')).body.items).toEqual([]);
    await until(async () => (await stateOf(caseId)).courses[0].toldAt !== null);
    expect(learning.told.map(({ type, data }) => [type, data.course, data.student])).toEqual(
      Array.from({ length: 3 }, () => ['course.given', course, student]),
    );
    expect(new Set(learning.told.map(({ id }) => id)).size).toBe(1);
    expect(learning.forged).toBe(0);
    expect((await aqss.get('/learning/undelivered')).body.items).toEqual([]);
  });

  it('knows who tells it by the signature alone', async () => {
    const refused = async (...args: Parameters<typeof tell>) => (await tell(...args)).status;
    const another = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    expect(await refused(course, 'course.opened', { secret: another })).toBe(401);
    expect(await refused(course, 'course.opened', { sentAt: new Date(Date.now() - 600_000) })).toBe(401);
    const elsewhere = await learning.tell(system.url, 'imi', 'course.opened', course, system.clock.instant());
    expect(elsewhere.status).toBe(401);
    const unsigned = await system.anyone().post(`/webhooks/learning/${institution}`, { type: 'course.opened' });
    expect([unsigned.status, unsigned.body.errors[0].field]).toEqual([400, '/headers/webhook-id']);
    expect((await stateOf(caseId)).courses[0].reported).toEqual({});
  });

  it('says which course is none, and which field is wrong', async () => {
    expect((await tell(randomUUID(), 'course.opened')).status).toBe(404);
    const wrong = async (body: unknown) =>
      (await tell(course, 'course.opened', { body: typeof body === 'string' ? body : JSON.stringify(body) })) as Body;
    const at = system.clock.instant();
    const bodies: readonly (readonly [unknown, string])[] = [
      [{ type: 'course.burnt', data: { course, at } }, '/type'],
      [{ type: 'course.opened', data: { course: 'none', at } }, '/data/course'],
      [{ type: 'course.opened', data: { course } }, '/data/at'],
      [{ type: 'course.opened', data: { course, at: '2099-01-01T00:00:00Z' } }, '/data/at'],
      [{ type: 'course.opened', data: { course, at: '2001-01-01T00:00:00Z' } }, '/data/at'],
      ['{', ''],
      ['[]', ''],
    ];
    for (const [body, field] of bodies) {
      const reply = await wrong(body);
      expect([body, reply.status, reply.body.errors[0].field]).toEqual([body, 400, field]);
    }
  });

  it('takes what happened once, whatever comes again or out of order [UC-15.3]', async () => {
    const id = randomUUID();
    other = await considered();
    expect(await historyOf(other)).toEqual([[false]]);
    const at = system.clock.instant();
    const say = (type: Parameters<LearningSystem['tell']>[2], more = {}) =>
      learning.tell(system.url, institution, type, course, at, more);
    const first = await say('course.passed', { id });
    expect(first).toEqual({ status: 200, body: { course, happened: ['CoursePassed', 'CourseEnded'] } });
    expect(await say('course.passed', { id })).toEqual(first);
    expect(await say('course.passed')).toEqual({ status: 200, body: { course, happened: [] } });
    expect((await say('course.opened')).body).toMatchObject({ happened: ['CourseOpened'] });
    const { courses } = await stateOf(caseId);
    expect(Object.keys(courses[0].reported).toSorted()).toEqual(['CourseOpened', 'CoursePassed']);
  });

  it('passed: the mark on form AI-0, and a body that considers another case is told that the offence is spent [UC-5.7.2, UC-15.3]', async () => {
    await does(aqss, caseId, 'ask-for-mark', { returnBy: '2030-01-01' }, { mark: 'Of it.' });
    await does(chair, caseId, 'record-ai-0', { mark: 52, moderated: true, bySection5: true });
    await does(aqss, caseId, 'confirm-course-outcome', { outcome: 'completed' }, outcome);
    const { instructions } = await stateOf(caseId);
    expect(instructions).toMatchObject([{ effect: 'as-on-ai-0', parameters: { mark: 52 }, student }]);
    await until(async () => (await historyOf(other)).length === 2);
    expect(await historyOf(other)).toEqual([[false], [true]]);
  });

  it('never opened: due after 21 days, and confirmed by a person [UC-15.1, UC-15.5]', async () => {
    const second = await imposed();
    await given(second);
    const waiting = async () =>
      ((await aqss.get('/worklist')).body.items as readonly Body[]).some(
        (item) => item.case === second && item.act === 'sanctions.confirm-course-outcome',
      );
    expect(await waiting()).toBe(false);
    system.clock.advance(25);
    await until(waiting);
    expect((await stateOf(second)).instructions).toEqual([]);
    const confirmed = await does(aqss, second, 'confirm-course-outcome', { outcome: 'not-attempted' }, outcome);
    expect(confirmed.happened).toContain('InstructionIssued');
    expect((await stateOf(second)).instructions).toMatchObject([{ effect: 'module-zero' }]);
  });
});

describe('a course that is withdrawn', () => {
  it('is told to the learning system, again until it takes note, and what that tells of it changes nothing [UC-15.1]', async () => {
    const caseId = await imposed();
    const course = await given(caseId);
    await until(async () => (await stateOf(caseId)).courses[0].toldAt !== null);
    learning.failing.push(503);
    const at = system.clock.instant();
    await hear(caseId, 'hearings', 'ActionVaried', {
      ...{ hearing: `${caseId}-1`, decidedAt: at, outcome: 'set-aside', proven: false, actions: [] },
    });
    const items = async () => (await aqss.get('/learning/undelivered')).body.items as readonly Body[];
    await until(async () =>
      (await items()).some(({ type, attempts }) => type === 'course.withdrawn' && attempts === 1),
    );
    expect((await chair.get('/learning/undelivered')).body.items).toEqual([]);
    await until(async () => (await items()).length === 0);
    const withdrawn = learning.told.filter(({ type }) => type === 'course.withdrawn');
    expect(withdrawn.map(({ data }) => [data.course, data.student])).toEqual([
      [course, student],
      [course, student],
    ]);
    expect(new Set(withdrawn.map(({ id }) => id)).size).toBe(1);
    expect((await tell(course, 'course.passed')).body).toMatchObject({ happened: ['CoursePassed'] });
  });
});

describe('what became of a course', () => {
  const enters = (who: Caller, caseId: string, body: object) =>
    who.post(`/cases/${caseId}/sanctions/course-results`, body, { of: `/cases/${caseId}/sanctions` });

  it('is entered by a person with a reason, where the learning system does not tell [UC-15.1] [UC-15.3]', async () => {
    const caseId = await imposed();
    await given(caseId);
    const at = system.clock.instant();
    const said = { what: 'course.passed', at, reason: 'The certificate was shown.' };
    expect(await enters(chair, caseId, said)).toMatchObject({ status: 403 });
    const refusals = async (body: object) => (await enters(aqss, caseId, body)).body.refusals as readonly Body[];
    expect(await refusals({ what: 'course.passed', at })).toMatchObject([
      { code: 'how-it-is-known', field: '/reason', clauses: ['UC-15.1'] },
    ]);
    expect(await refusals({ ...said, at: '2099-01-01T00:00:00Z' })).toMatchObject([{ field: '/at' }]);
    expect((await enters(aqss, caseId, said)).body).toMatchObject({ happened: ['CoursePassed', 'CourseEnded'] });
    expect((await enters(aqss, caseId, { ...said, at: 'never' })).body).toMatchObject({
      happened: ['CourseReportTakenBack', 'CourseEnded'],
    });
    for (const wrong of [
      { ...said, at: 'soon' },
      { ...said, what: 'burnt' },
    ])
      expect((await enters(aqss, caseId, wrong)).status).toBe(422);
  });
});

describe('an earlier offence at Level 4', () => {
  it('of a student of whom the register has no level has no known standing, until one is uploaded that has [UC-5.7.1]', async () => {
    const unknown = 'CHESTER-0099';
    const caseId = await opened(unknown, null, 4);
    const category = 'unacceptable-academic-practice';
    const reachedAt = system.clock.instant();
    const hearing = `${caseId}-1`;
    await hear(caseId, 'hearings', 'FindingReached', { hearing, reachedAt, findings: [], proven: true, category });
    const now = await considered(opened(unknown, null));
    expect(await offencesTold(now)).toMatchObject([[{ spent: false, standingUnknown: true }]]);
    const { students } = JSON.parse(await readFile(sampleFile('chester.json'), 'utf8')) as { students: Body[] };
    const enrolled = [...students, { id: unknown, name: 'Student Late', career: 'undergraduate', registeredLevel: 5 }];
    const writer = await system.as('chester-registry');
    const { status, body } = await writer.send('PUT', '/registers/chester/students', {
      headers: { 'content-type': 'application/x-ndjson' },
      body: enrolled.map((one) => JSON.stringify(one)).join('\n'),
    });
    expect({ status, body }).toMatchObject({ status: 200 });
    await until(async () => (await offencesTold(now)).length === 2);
    const [, told] = await offencesTold(now);
    expect(told).toMatchObject([{ spent: true }]);
    expect(told?.[0]).not.toHaveProperty('standingUnknown');
  });
});

describe('without a learning system', () => {
  it('a course is work for a person at once [UC-15.1]', async () => {
    const systems = sanctions().chosen.learningSystems as Record<string, unknown>;
    const { [institution]: kept } = systems;
    delete systems[institution];
    const caseId = await imposed();
    await does(aqss, caseId, 'send-course-letter', {}, letter);
    await until(async () =>
      ((await aqss.get('/worklist')).body.items as readonly Body[]).some(
        (item) => item.case === caseId && item.act === 'sanctions.enter-for-course',
      ),
    );
    systems[institution] = kept;
  });
});
