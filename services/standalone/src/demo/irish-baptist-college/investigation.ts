import type { Stage } from '../stage.js';
import { does, step, type Opened } from './college.js';

/** The lecturer's interview; then who it is; then the way to the Committee. */
export const investigate = async (stage: Stage, { path, digest }: Opened): Promise<void> => {
  const at = `${path}/investigation`;
  const on = (name: string) => ({ of: at, on: path, name });
  stage.chapter('2  Investigation');
  await stage.see(await stage.as('ibc-director'), at, () => true);
  await whoItIs(stage, path);

  const talk = { satisfied: false, responses: 'Could not say from where the paragraphs come.' };
  const interview = () => step(stage, 'lecturer', on('investigation.lecturer-interview'), talk);
  await stage.refused('The lecturer interviews the student unasked', 'IBC-42.1', interview());
  await stage.done(
    'The Director of Training agrees to an interview',
    step(stage, 'director', on('investigation.agree-to-interview'), { kind: 'lecturer-interview', agreed: true }),
  );
  await stage.done('The lecturer interviews the student, and is not satisfied', interview());
  await stage.done(
    'There is a prima facie case to answer',
    step(stage, 'director', on('investigation.find-prima-facie'), { caseToAnswer: true }),
  );
  await stage.done('so that anonymity is lifted', does(stage, 'director', at, `${at}/anonymity`));
  await stage.done(
    'On the balance of probabilities, malpractice may have been committed',
    step(stage, 'director', on('investigation.assess-evidence'), {
      moreLikelyThanNot: true,
      reasons: 'The pages agree.',
    }),
  );
  const refer = () =>
    does(stage, 'director', at, `${at}/referral`, { to: 'special-cases-committee', enclosed: [digest] });
  await stage.refused('The Committee, without the lecturer’s report on the interview', 'IBC-42.2', refer());
  await stage.done(
    'The lecturer writes the report',
    step(
      stage,
      'lecturer',
      on('investigation.compile-interview-report'),
      {},
      {
        ...{ answers: 'The student does not know the book.', doubts: 'The wording is the book’s, page after page.' },
      },
    ),
  );
  await stage.done('The case is referred to the Special Cases Committee', refer());
};

/** Marking is anonymous, and stays so until there is a case to answer. */
const whoItIs = async (stage: Stage, path: string): Promise<void> => {
  const director = await stage.as('ibc-director');
  const { body } = await director.get(path);
  stage.check(
    'Who the student is, the Director of Training does not see yet',
    body.subject.id === null && body.hidden[0]?.clauses.includes('IBC-75'),
    body,
  );
  const at = `${path}/investigation`;
  await stage.refused(
    'Anonymity lifted before there is a case to answer',
    'IBC-75',
    does(stage, 'director', at, `${at}/anonymity`),
  );
};
