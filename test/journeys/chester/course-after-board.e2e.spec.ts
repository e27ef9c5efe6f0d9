import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { LearningSystem, type CourseEvent } from '../../support/learning-system.js';
import { asks } from './disputed.js';
import { uploaded } from './final-attempts.js';
import { letterOf } from './letters.js';
import { met, referred } from './met.js';
import { suspected } from './reported.js';
import { authorised, decidesEligible, onPapers, received } from './subgroup.js';
import { University } from './university.js';

const essay = { module: 'HI5002', component: 'essay' };
const student = 'CHESTER-0005';
const procedure = { procedure: "By Chair's action on 26 October; the external examiner was told." };
const required = {
  course: 'You are required to complete the Academic Integrity Course.',
  otherwise: 'If you fail it, the component has zero.',
  procedure: 'Open the course in the learning system.',
};
const ended = { result: 'You passed.', mark: '52, provisional until ratified.', procedure: 'That is all.' };

let university: University;
let learning: LearningSystem;
let path: string;

const step = (who: string, name: string, fields: object = {}, letter?: object) =>
  university.step(who, `${path}/sanctions`, path, `sanctions.${name}`, fields, letter);
const confirmMark = 'steps/sanctions.confirm-mark-after-board';
const refusedMark = () =>
  university.refused(
    'chair-mab',
    `${path}/sanctions`,
    `${path}/${confirmMark}`,
    { fields: procedure },
    { code: 'completed-after-the-board', clause: 'UC-15.7', status: 409 },
  );
const tells = async (type: CourseEvent) =>
  learning.tell(
    university.system.url,
    'chester',
    type,
    await learning.courseOf(student),
    university.system.clock.instant(),
    {},
  );
const isDue = ({ items }: Body): boolean =>
  items.some((item: Body) => `/cases/${item.case}` === path && item.act === 'sanctions.confirm-mark-after-board');

beforeAll(async () => {
  learning = await LearningSystem.start();
  const settings = { PROBITY_LEARNING_SYSTEMS: await learning.settingsFile('chester') };
  university = await University.start('2026-10-05T10:00:00Z', settings);
  const one = await suspected(university, { students: [student], ...essay });
  [path = ''] = await met(university, [one], '2026-10-05T10:00:00Z');
  await asks(university, 'student-5', `${path}/investigation/answer`, { accepts: true, answer: 'So.' });
  const leaves = { signalled: 'They wrote that they leave at Christmas.' };
  await university.step('registry-officer', `${path}/investigation`, path, 'investigation.record-withdrawal', leaves);
  await referred(university, path);
  await received(university, path);
  await decidesEligible(university, path, true);
  await onPapers(university, path, '2026-10-14T10:00:00.000Z');
  university.set('2026-10-14T10:30:00Z');
  await authorised(university, path);
  await university.sees('aqss', `${path}/sanctions`, ({ decided }) => Boolean(decided));
  await step('aqss', 'send-course-letter', {}, required);
  await step('aqss', 'ask-for-mark', { returnBy: '2026-10-20' }, { mark: 'Of the rest.' });
  await step('chair-mab', 'record-ai-0', { mark: 52, moderated: true, bySection5: true });
}, 120_000);
afterAll(async () => {
  await university?.stop();
  await learning?.stop();
});

describe('a course that is completed after the Module Assessment Board has met', () => {
  it('is not this before it is completed, nor before the board met [UC-15.7]', async () => {
    await refusedMark();
    university.set('2026-10-22T10:00:00Z');
    await uploaded(university, [{ student, ...essay, attempt: 1, attemptsAllowed: 3, ratifiedOn: '2026-10-21' }]);
    await university.sees('aqss', `${path}/sanctions`, ({ boards }) => Boolean(boards?.ratifiedOn));
    await refusedMark();
    await university.sees('chair-mab', '/worklist?limit=200', (worklist) => !isDue(worklist));
  });

  it('is passed, and instructs nothing before the Chair has the mark confirmed [UC-15.3, UC-15.7]', async () => {
    university.set('2026-10-23T10:00:00Z');
    await tells('course.test-accessed');
    expect((await tells('course.passed')).body).toMatchObject({ happened: ['CoursePassed', 'CourseEnded'] });
    await step('aqss', 'confirm-course-outcome', { outcome: 'completed' }, ended);
    expect((await letterOf(university, path, 'course-outcome-letter')).to).toEqual(['student']);
    await university.sees('chair-mab', '/worklist?limit=200', isDue);
    expect((await university.reads('aqss', `${path}/sanctions`)).instructions).toEqual([]);
    const { items } = await university.reads('student-system', '/student-system/instructions?limit=200');
    expect(items).toEqual([]);
  });

  it('has its mark confirmed by the Chair, and by nobody else, who says by which procedure [UC-15.7]', async () => {
    university.set('2026-10-26T10:00:00Z');
    const of = `${path}/sanctions`;
    for (const who of ['aqss', 'registry-officer', 'deputy-registrar'])
      expect((await university.tries(who, of, `${path}/${confirmMark}`, { fields: procedure })).status).toBe(403);
    const unsaid = await university.tries('chair-mab', of, `${path}/${confirmMark}`, { fields: {} });
    expect(unsaid.status).toBe(422);
    expect(unsaid.body.refusals).toMatchObject([{ field: '/fields/procedure', clauses: ['UC-15.7'] }]);
    await step('chair-mab', 'confirm-mark-after-board', procedure);
    const found = await university.sees('student-system', '/student-system/instructions?limit=200', ({ items }) =>
      items.some((one: Body) => `/cases/${one.case}` === path),
    );
    expect(found.items).toMatchObject([
      {
        effect: 'as-on-ai-0',
        student,
        ...essay,
        parameters: { mark: 52 },
        clauses: expect.arrayContaining(['UC-15.7']),
      },
    ]);
    expect(isDue(await university.reads('chair-mab', '/worklist?limit=200'))).toBe(false);
  });

  it('has a mark on the transcript though the student has said that they withdraw [UC-5.8]', async () => {
    const { steps } = await university.reads('aqss', `${path}/investigation`);
    expect(steps).toContain('investigation.record-withdrawal');
    expect((await university.reads('aqss', `${path}/sanctions`)).instructions).toMatchObject([
      { effect: 'as-on-ai-0' },
    ]);
  });

  it('is an offence that is spent all the same [UC-15.3, UC-5.7.2]', async () => {
    const next = await suspected(university, { students: [student], module: 'HI5003', component: 'portfolio' });
    const [again = ''] = await met(university, [next], '2026-10-26T10:00:00Z');
    await asks(university, 'student-5', `${again}/investigation/answer`, { accepts: true, answer: 'So.' });
    await referred(university, again);
    const isTold = ({ history }: Body) => history?.offences.length === 1;
    const { history } = await university.sees('senior-assistant-registrar', `${again}/hearing`, isTold);
    expect(history.offences).toMatchObject([{ offences: ['plagiarism'], spent: true }]);
  });
});
