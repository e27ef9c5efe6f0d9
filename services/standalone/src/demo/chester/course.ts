import type { Body } from '../../client.js';
import type { Stage } from '../stage.js';
import { LearningSystem } from './learning-system.js';
import { does, step, type Opened } from './university.js';

/** The Academic Integrity Course: given, opened, passed, told by the learning system; the mark on form AI-0; the offence is spent. */
export const takeCourse = async (stage: Stage, opened: Opened): Promise<void> => {
  const { path } = opened;
  const at = `${path}/sanctions`;
  stage.chapter('4  The Academic Integrity Course');
  await stage.see(await stage.as('chester-aqss'), at, (sanctions) =>
    JSON.stringify(sanctions).includes('academic-integrity-course'),
  );
  const learning = await LearningSystem.open(stage, 'chester');
  try {
    await giveCourse(stage, opened, at);
    await passCourse(stage, opened, learning, at);
  } finally {
    learning.close();
  }
  await settle(stage, opened, at);
};

const on = (path: string, at: string) => (name: string) => ({ of: at, on: path, name: `sanctions.${name}` });

const giveCourse = async (stage: Stage, { path }: Opened, at: string): Promise<void> => {
  const named = on(path, at);
  const ask = async () =>
    step(
      stage,
      'aqss',
      named('ask-for-mark'),
      { returnBy: await stage.day(14) },
      { mark: 'A mark on what was produced by fair means is needed.' },
    );
  await stage.refused('The Chair is asked for a mark before the student knows', 'UC-15.2.1', ask());
  await stage.done(
    'The student is told to complete the course within 21 days',
    step(
      stage,
      'aqss',
      named('send-course-letter'),
      {},
      {
        course: 'You are required to complete the Academic Integrity Course.',
        otherwise: 'If you fail it, the component has a mark of zero; if you do not attempt it, all components have.',
        procedure: 'Open the course in the learning system.',
      },
    ),
  );
  await stage.done('The Chair is asked for the mark on form AI-0', ask());
  const record = (moderated: boolean) =>
    step(stage, 'chair-mab', named('record-ai-0'), { mark: 52, moderated, bySection5: true });
  await stage.refused('A mark that was not moderated', 'UC-15.2.2', record(false));
  await stage.done('The Chair sends the mark on form AI-0', record(true));
};

const passCourse = async (
  stage: Stage,
  { path, student }: Opened,
  learning: LearningSystem,
  at: string,
): Promise<void> => {
  const confirm = (outcome: string) =>
    step(
      stage,
      'aqss',
      on(path, at)('confirm-course-outcome'),
      { outcome },
      {
        result: 'You have completed the course.',
        mark: 'The mark is 52, provisional until it is ratified.',
        procedure: 'There is nothing more to do.',
      },
    );
  const { course, dueOn } = await learning.course(student);
  stage.check(`The learning system has the course, due on ${dueOn}`, typeof course === 'string', dueOn);
  await stage.refused('AQSS would have it completed already', 'UC-15.1', confirm('completed'));
  const forged = await learning.unsigned('course.passed', course);
  stage.check('Somebody who cannot sign says that it is passed: 401', forged.status === 401, forged.body);
  await stage.done('The student opens the course', learning.tells('course.opened', course));
  await stage.done('and the timed test', learning.tells('course.test-accessed', course));
  await stage.done('The learning system tells that it is passed', learning.tells('course.passed', course));
  await stage.done('and tells it once more, which changes nothing', learning.again());
  await stage.refused('It was not attempted, says AQSS', 'UC-15.6', confirm('not-attempted'));
  await stage.done('AQSS confirms that the course is completed', confirm('completed'));
};

const settle = async (stage: Stage, { path, reference }: Opened, at: string): Promise<void> => {
  const named = on(path, at);
  const report = () =>
    step(
      stage,
      'aqss',
      named('report-to-deputy-registrar'),
      {},
      { breach: 'Unacceptable academic practice.', penalty: 'The course, completed.' },
    );
  await stage.done('The offence is recorded', step(stage, 'aqss', named('record-offence'), { offence: 'Plagiarism' }));
  await stage.refused(
    'A deferral of the component, in spite of it',
    'UC-4.8',
    step(stage, 'registry-officer', named('defer-component'), { forMitigation: false }),
  );
  await stage.refused('The Deputy Registrar is told while the course runs', 'UC-24.2.1', report());
  await stage.passUntil(`${await stage.day(30)}T09:00:00.000Z`, 'chester-aqss');
  await stage.done('The 21 days are over: the Deputy Registrar is told', report());
  await stage.done(
    'The Chair enters what follows on the student’s record',
    does(stage, 'chair-mab', at, `${path}/steps/sanctions.enter-penalty`, { fields: {} }),
  );
  await acknowledge(stage, reference);
};

/** The student system fetches the mark, and says that it is entered. */
const acknowledge = async (stage: Stage, reference: string): Promise<void> => {
  const system = await stage.as('chester-student-system');
  const found = await stage.until(
    async () => {
      const { body } = await system.get('/student-system/instructions?limit=200');
      return (body.items as readonly Body[]).find((one) => one.reference === reference);
    },
    (one) => one !== undefined,
  );
  await stage.done(
    'The student system fetches the mark on form AI-0, provisional until it is ratified',
    system.post(`/student-system/instructions/${found?.id}/acknowledgement`, { done: true }),
  );
};
