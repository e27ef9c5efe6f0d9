import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until, type Body } from '@probity/standalone';
import { LearningSystem, type CourseEvent } from '../../support/learning-system.js';
import { asks } from './disputed.js';
import { Hearing, practice } from './heard.js';
import { letterOf } from './letters.js';
import { met, referred } from './met.js';
import { convened, forThePanel } from './panel.js';
import { suspected } from './reported.js';
import { authorised, decidesEligible, onPapers, received } from './subgroup.js';
import { University, type Why } from './university.js';

const studentOf = { passing: 'CHESTER-0005', failing: 'CHESTER-0006', idle: 'CHESTER-0008', disputing: 'CHESTER-0014' };

let university: University;
let learning: LearningSystem;
let passing: string;
let failing: string;
let idle: string;
let disputing: string;

const step = (who: string, path: string, name: string, fields: object = {}, letter?: object) =>
  university.step(who, `${path}/sanctions`, path, `sanctions.${name}`, fields, letter);
const refused = (who: string, path: string, name: string, said: { fields?: object; letter?: object }, why: Why) =>
  university.refused(who, `${path}/sanctions`, `${path}/steps/sanctions.${name}`, { fields: {}, ...said }, why);
const noPenalty = (path: string, code: string, why: Why, tariff = 'practice-penalties') =>
  university.refused('panel-chair', `${path}/hearing`, `${path}/hearing/penalty`, { tariff, chosen: [{ code }] }, why);
const reads = (path: string) => university.reads('aqss', `${path}/sanctions`);

const required = {
  course: 'You are required to complete the Academic Integrity Course.',
  otherwise: 'If you fail it, the component has zero; if you do not attempt it, all components have.',
  procedure: 'Open the course in the learning system.',
};
const sendsCourse = (path: string) => step('aqss', path, 'send-course-letter', {}, required);
const asksForMark = {
  fields: { returnBy: '2026-10-28' },
  letter: { mark: 'Of the rest.' },
};
const ended = { result: 'How the course ended.', mark: '52, provisional until ratified.', procedure: 'That is all.' };
const confirms = (path: string, outcome: string) => step('aqss', path, 'confirm-course-outcome', { outcome }, ended);
const notConfirmed = (path: string, outcome: string, why: Why) =>
  refused('aqss', path, 'confirm-course-outcome', { fields: { outcome }, letter: ended }, why);

/** The learning system tells, of now, what became of a student's course. */
const tells = async (student: string, type: CourseEvent, more: Parameters<LearningSystem['tell']>[5] = {}) =>
  learning.tell(
    university.system.url,
    'chester',
    type,
    await learning.courseOf(student),
    university.system.clock.instant(),
    more,
  );
const isWaiting = async (path: string, act: string): Promise<boolean> =>
  (await university.reads('aqss', '/worklist')).items.some(
    (item: Body) => `/cases/${item.case}` === path && item.act === act,
  );

/** What the student system fetches of a case, and says that it is done. */
const fetched = async (path: string): Promise<Body> => {
  const ofIt = ({ items }: Body) => items.find((one: Body) => `/cases/${one.case}` === path);
  const found = ofIt(await university.sees('student-system', '/student-system/instructions?limit=200', ofIt));
  const to = `/student-system/instructions/${found.id}/acknowledgement`;
  await university.does('student-system', undefined, to, { done: true });
  await university.sees('aqss', `${path}/sanctions`, ({ instructions }) => instructions[0].acknowledged?.done === true);
  return found;
};

/** The first part, the breach, and what is on record [19.4.1, 20.1, 21.1]. */
const breachFound = async (path: string): Promise<void> => {
  const hearing = new Hearing(university, path);
  await hearing.firstPart(true);
  await hearing.decides({ plagiarism: practice });
  await hearing.does('advisor', 'history-release');
};
const penalised = async (path: string, code: string): Promise<void> => {
  const hearing = new Hearing(university, path);
  await hearing.penalty(code);
  await hearing.confirmed();
  await hearing.letter();
};

beforeAll(async () => {
  learning = await LearningSystem.start();
  const settings = { PROBITY_LEARNING_SYSTEMS: await learning.settingsFile('chester') };
  university = await University.start('2026-10-05T10:00:00Z', settings);
  const one = await suspected(university, {
    ...{ students: Object.values(studentOf), module: 'HI5002', component: 'essay' },
  });
  [passing = '', failing = '', idle = '', disputing = ''] = await met(university, [one], '2026-10-05T10:00:00Z');
  for (const [path, who, accepts] of [
    [passing, 'student-5', true],
    [failing, 'student-6', true],
    [idle, 'student-8', true],
    [disputing, 'student-14', false],
  ] as const) {
    await asks(university, who, `${path}/investigation/answer`, { accepts, answer: 'So.' });
    await referred(university, path);
  }
  const accepting = [passing, failing, idle];
  await Promise.all(
    accepting.map(async (path) => {
      await received(university, path);
      await decidesEligible(university, path, true);
      await onPapers(university, path, '2026-10-14T10:00:00.000Z');
    }),
  );
  await forThePanel(university, disputing);
  await convened(university, disputing, { at: '2026-10-21T10:00:00.000Z' });
  university.set('2026-10-14T10:30:00Z');
  await Promise.all(accepting.map((path) => authorised(university, path)));
}, 180_000);
afterAll(async () => {
  await university?.stop();
  await learning?.stop();
});

describe('the Academic Integrity Course', () => {
  it('is required of the student by e-mail, and then the Chair is asked for a mark [UC-15.1, UC-15.2.1]', async () => {
    for (const path of [passing, failing, idle])
      await university.sees('aqss', `${path}/sanctions`, ({ decided }) => Boolean(decided));
    const first = { code: 'after-the-student', clause: 'UC-15.2.1', status: 409 } as const;
    await refused('aqss', passing, 'ask-for-mark', asksForMark, first);
    learning.failing.push(503);
    for (const path of [passing, failing, idle]) await sendsCourse(path);
    const { text } = await letterOf(university, passing, 'course-required');
    expect(text).toContain(required.otherwise);
    await step('aqss', passing, 'ask-for-mark', asksForMark.fields, asksForMark.letter);
    expect((await letterOf(university, passing, 'mark-requested')).to).toEqual(['chair-mab']);
  });

  it('is known to the learning system, signed, with 21 days from when the e-mail was received, and told again where it fails [UC-15.1, UC-3.4]', async () => {
    await until(
      async () => learning.told.length,
      (told) => told === 4,
    );
    expect(learning.forged).toBe(0);
    const { student, dueOn } = learning.courses.find((one) => one.student === studentOf.passing) ?? {};
    expect({ student, dueOn }).toEqual({ student: studentOf.passing, dueOn: '2026-11-04' });
    expect(new Set(learning.told.map(({ id }) => id)).size).toBe(3);
    expect(JSON.stringify(learning.told)).not.toMatch(/plagiarism|UC-2026|HI5002/);
  });

  it('has a mark on form AI-0, marked and moderated, of what was produced by fair means [UC-15.2.2, UC-4.7]', async () => {
    const ai0 = (more: object) => ({ fields: { mark: 52, moderated: true, bySection5: true, ...more } });
    const whole = { code: 'marked-and-moderated', clause: 'UC-15.2.2' };
    await refused('chair-mab', passing, 'record-ai-0', ai0({ moderated: false }), whole);
    await refused('chair-mab', passing, 'record-ai-0', ai0({ bySection5: false }), {
      ...{ code: 'by-section-5', clause: 'UC-4.7' },
    });
    const done = await university.tries(
      'aqss',
      `${passing}/sanctions`,
      `${passing}/steps/sanctions.record-ai-0`,
      ai0({}),
    );
    expect(done.status).toBe(403);
    await step('chair-mab', passing, 'record-ai-0', ai0({}).fields);
    expect(await university.reads('aqss', `${passing}/forms/ai-0`)).toMatch(/<p>52<\/p>/);
  });

  it('is not over before it is passed, failed or its 21 days are [UC-15.1, UC-24.2.1]', async () => {
    const open = { code: 'completed-or-over', clause: 'UC-15.1', status: 409 } as const;
    for (const outcome of ['completed', 'not-completed', 'not-attempted']) await notConfirmed(idle, outcome, open);
    const after = { code: 'after-the-course', clause: 'UC-24.2.1', status: 409 } as const;
    await refused('aqss', passing, 'report-to-deputy-registrar', {}, after);
    await refused('chair-mab', failing, 'enter-penalty', {}, after);
  });

  it('is told of by whoever can sign, and by nobody else [UC-15.1]', async () => {
    const another = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const forged = await tells(studentOf.failing, 'course.passed', { secret: another });
    expect(forged.status).toBe(401);
    const unsigned = { type: 'course.passed', data: { course: await learning.courseOf(studentOf.failing) } };
    expect((await university.system.anyone().post('/webhooks/learning/chester', unsigned)).status).toBe(400);
    expect((await reads(failing)).courses[0].reported).toEqual({});
  });
});

describe('the student who passes it', () => {
  it('is told of twice, and it is noted once [UC-15.3, UC-15.6]', async () => {
    university.set('2026-10-20T10:00:00Z');
    await tells(studentOf.passing, 'course.opened');
    await tells(studentOf.passing, 'course.test-accessed');
    const id = randomUUID();
    const course = await learning.courseOf(studentOf.passing);
    const at = university.system.clock.instant();
    const tellsIt = () => learning.tell(university.system.url, 'chester', 'course.passed', course, at, { id });
    const passed = await tellsIt();
    expect(passed).toMatchObject({ status: 200, body: { happened: ['CoursePassed', 'CourseEnded'] } });
    expect(await tellsIt()).toEqual(passed);
    expect(Object.keys((await reads(passing)).courses[0].reported)).toHaveLength(3);
  });

  it('is notified of the mark on form AI-0, provisional until it is ratified [UC-15.3]', async () => {
    await notConfirmed(passing, 'not-completed', { code: 'completed', clause: 'UC-15.3' });
    await notConfirmed(passing, 'not-attempted', { code: 'not-attempted', clause: 'UC-15.6' });
    await confirms(passing, 'completed');
    const { text, to } = await letterOf(university, passing, 'course-outcome-letter');
    expect(to).toEqual(['student']);
    expect(text).toContain('52, provisional until ratified.');
    expect(await fetched(passing)).toMatchObject({
      ...{ effect: 'as-on-ai-0', student: studentOf.passing, parameters: { mark: 52, provisional: true } },
    });
    const again = { code: 'not-confirmed-yet', clause: 'UC-15.1', status: 409 } as const;
    await notConfirmed(passing, 'completed', again);
  });
});

describe('the student who disputed it', () => {
  it('has a Panel, which may impose the course and nothing else [UC-13.3, UC-21.4]', async () => {
    university.set('2026-10-21T10:00:00Z');
    await breachFound(disputing);
    const only = { code: 'only-the-course', clause: 'UC-21.4' };
    for (const code of ['component-zero', 'module-zero']) await noPenalty(disputing, code, only);
    const modules = { parameters: { modules: 'HI5003' } };
    const capped = { tariff: 'practice-penalties', chosen: [{ code: 'modules-zero', ...modules }] };
    const part = `${disputing}/hearing`;
    await university.refused('panel-chair', part, `${part}/penalty`, capped, only);
    await penalised(disputing, 'academic-integrity-course');
    expect((await letterOf(university, disputing, 'panel-decision')).text).toMatch(/Academic Integrity Course/);
  });

  it('has 21 days for it as for a standard penalty [UC-21.8.1, UC-15.1]', async () => {
    await university.sees('aqss', `${disputing}/sanctions`, ({ decided }) => Boolean(decided));
    await sendsCourse(disputing);
    await until(
      async () => learning.courses.length,
      (courses) => courses === 4,
    );
    expect(learning.courses.at(-1)).toMatchObject({ student: studentOf.disputing, dueOn: '2026-11-11' });
  });
});

describe('the student who fails it', () => {
  it('has a mark of zero for the component, as the student system says [UC-15.4]', async () => {
    university.set('2026-10-22T10:00:00Z');
    await tells(studentOf.failing, 'course.failed');
    await notConfirmed(failing, 'completed', { code: 'completed', clause: 'UC-15.3' });
    await notConfirmed(failing, 'not-attempted', { code: 'not-attempted', clause: 'UC-15.6' });
    expect((await reads(failing)).instructions).toEqual([]);
    await confirms(failing, 'not-completed');
    expect(await fetched(failing)).toMatchObject({
      ...{ effect: 'component-zero', student: studentOf.failing, module: 'HI5002' },
    });
  });

  it('has it entered by the Chair, as the board has not met [UC-24.3.1]', async () => {
    const notYet = { code: 'for-the-chair', clause: 'UC-24.3.1', status: 409 } as const;
    await refused('registry-officer', failing, 'enter-penalty', {}, notYet);
    await step('chair-mab', failing, 'enter-penalty');
  });
});

describe('the student who never reaches the test', () => {
  it('has until the end of the 21st day, and then it is for a person to confirm [UC-15.1, UC-15.5]', async () => {
    await tells(studentOf.idle, 'course.opened');
    university.set('2026-11-04T22:00:00Z');
    expect(await isWaiting(idle, 'sanctions.confirm-course-outcome')).toBe(false);
    university.set('2026-11-05T08:00:00Z');
    await university.sees('aqss', '/worklist', ({ items }) =>
      items.some((item: Body) => `/cases/${item.case}` === idle && item.act === 'sanctions.confirm-course-outcome'),
    );
    expect((await reads(idle)).instructions).toEqual([]);
  });

  it('has not attempted it, though it was opened, and has zero in all components of the module [UC-15.5, UC-15.6]', async () => {
    const attempted = { code: 'attempted-and-not-completed', clause: 'UC-15.6' };
    await notConfirmed(idle, 'not-completed', attempted);
    await confirms(idle, 'not-attempted');
    expect(await fetched(idle)).toMatchObject({
      ...{
        effect: 'module-zero',
        module: 'HI5002',
        parameters: { reassessment: 'one', 'third-attempt': 'board-discretion' },
      },
    });
  });

  it('does not pass it after the last day, whatever is told then [UC-15.5]', async () => {
    expect((await tells(studentOf.idle, 'course.passed')).status).toBe(200);
    const done = { code: 'not-confirmed-yet', clause: 'UC-15.1', status: 409 } as const;
    await notConfirmed(idle, 'completed', done);
  });
});

describe('the Deputy Registrar', () => {
  const report = { letter: { breach: 'Unacceptable academic practice.', penalty: 'The course.' } };

  it('is notified once the time for the course is over [UC-24.2.1], and of one that the Panel imposed as soon as possible [UC-24.2.2]', async () => {
    await university.sees('aqss', `${passing}/sanctions`, ({ courses }) => courses[0].expired);
    for (const path of [passing, failing, idle, disputing])
      await step('aqss', path, 'report-to-deputy-registrar', {}, report.letter);
    expect((await letterOf(university, failing, 'report-to-deputy-registrar')).to).toEqual(['deputy-registrar']);
    expect((await reads(disputing)).courses[0].expired).toBe(false);
  });
});

describe('the next case of the student who passed it', () => {
  let again: string;
  let ofIdle: string;

  beforeAll(async () => {
    university.set('2026-11-09T10:00:00Z');
    const one = await suspected(university, {
      ...{ students: [studentOf.passing, studentOf.idle], module: 'HI5003', component: 'portfolio' },
    });
    [again = '', ofIdle = ''] = await met(university, [one], '2026-11-09T10:00:00Z');
    for (const [path, who] of [
      [again, 'student-5'],
      [ofIdle, 'student-8'],
    ] as const) {
      await asks(university, who, `${path}/investigation/answer`, { accepts: true, answer: 'So.' });
      await referred(university, path);
    }
  }, 60_000);

  it('is shown the offence as spent, and that of who did not attempt the course as unspent [UC-5.7.2, UC-15.3, UC-15.5]', async () => {
    const offences = async (path: string) =>
      (
        await university.sees(
          'senior-assistant-registrar',
          `${path}/hearing`,
          ({ history }) => history?.offences.length,
        )
      ).history.offences.map(({ spent }: Body) => spent);
    expect(await offences(again)).toEqual([true]);
    expect(await offences(ofIdle)).toEqual([false]);
  });

  it('is not eligible for a standard penalty: spent or not, there was a breach at Level 5 [UC-13.1.2]', async () => {
    const earlier = { code: 'no-earlier-breach', clause: 'UC-13.1.2' };
    const to = `${again}/steps/hearing.decide-eligibility`;
    await university.step('aqss', `${again}/hearing`, again, 'hearing.receive-case-file', { contents: 'All.' });
    const eligible = { fields: { eligible: true } };
    await university.refused('senior-assistant-registrar', `${again}/hearing`, to, eligible, earlier);
    await decidesEligible(university, again, false);
    await convened(university, again, { at: '2026-11-26T10:00:00.000Z' });
  });

  it('is decided before the Panel is told of it, and then in group A, as no offence is unspent [UC-21.1, UC-21.2.1]', async () => {
    university.set('2026-11-26T10:00:00Z');
    const before = await university.reads('panel-chair', `${again}/hearing`);
    expect([before.history, JSON.stringify(before.hidden)]).toEqual([null, expect.stringContaining('UC-21.1')]);
    await breachFound(again);
    const told = await university.reads('panel-chair', `${again}/hearing`);
    expect(told.history.offences).toMatchObject([{ spent: true }]);
    expect(JSON.stringify(told.advice)).toMatch(/"applicable":\["a"\]/);
  });

  it('is not normally the course again, and is a mark of zero [UC-21.8.0, UC-21.8.2]', async () => {
    const second = { code: 'no-second-standard-penalty', clause: 'UC-21.8.0' };
    await noPenalty(again, 'academic-integrity-course', second);
    await penalised(again, 'component-zero');
    expect(await fetched(again)).toMatchObject({ effect: 'component-zero', module: 'HI5003' });
  });
});
