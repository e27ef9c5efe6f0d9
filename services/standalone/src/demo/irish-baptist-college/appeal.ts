import type { Stage } from '../stage.js';
import { acknowledgeAll, instructions } from './effect.js';
import { does, staff, step, type Opened } from './college.js';

/** The student appeals; others review how it was decided; the penalty is reduced. */
export const appeal = async (stage: Stage, opened: Opened): Promise<void> => {
  const { path } = opened;
  const at = `${path}/appeal`;
  stage.chapter('6  The appeal');
  await lodge(stage, opened, at);
  await makeUp(stage, at);
  await decide(stage, path, at);
  await takeBack(stage, opened);
};

const lodge = async (stage: Stage, { path, student }: Opened, at: string): Promise<void> => {
  const one = await stage.as('ibc-student-1');
  const other = await stage.as('ibc-student-2');
  const said = {
    ...{ by: student, grounds: ['disproportionate-penalty'], statement: 'The rest of the essay is mine.' },
    ...{ against: ['penalty'], inWriting: true },
  };
  const { status } = await other.post(`${path}/appeals`, said);
  stage.check('For another student there is no such case', status === 404, status);
  await stage.refused(
    'An appeal that says no grounds',
    'IBC-117.1',
    one.post(`${path}/appeals`, { ...said, grounds: [], statement: '' }),
  );
  await stage.done('The student appeals, within 15 working days', one.post(`${path}/appeals`, said));
  await stage.refused(
    'and once more, on other grounds',
    'IBC-118.2',
    one.post(`${path}/appeals`, { ...said, grounds: ['procedural-irregularity'] }),
  );
  await stage.done(
    'The Director of Training directs it to the Appeal Committee, and rejects nothing',
    does(stage, 'director', at, `${at}/referral`),
  );
};

const makeUp = async (stage: Stage, at: string): Promise<void> => {
  const appoint = (person: string, seat: string) => does(stage, 'registrar', at, `${at}/members`, { person, seat });
  await stage.done(
    'The Registrar convenes the Appeal Committee',
    does(stage, 'registrar', at, `${at}/body`, { body: 'special-cases-appeal-committee' }),
  );
  await stage.refused('A teacher who sat on the first Committee', 'IBC-121', appoint(staff.teacher, 'teaching-staff'));
  for (const [who, person, seat, title] of [
    ['principal', staff.principal, 'chair', 'Principal'],
    ['teacher-2', staff.anotherTeacher, 'teaching-staff', 'another teacher'],
    ['management', staff.management, 'management-committee', 'Management Committee Member'],
    ['student-representative', staff.representative, 'student', 'student representative'],
  ] as const) {
    await stage.done(`As a member: the ${title}`, appoint(person, seat));
    await stage.done(
      'and declares no conflict of interest',
      does(stage, who, at, `${at}/members/${person}/declaration`, { conflict: false, involved: false }),
    );
  }
};

const decide = async (stage: Stage, path: string, at: string): Promise<void> => {
  const votes = Object.fromEntries(
    [staff.principal, staff.anotherTeacher, staff.management, staff.representative].map((who) => [who, 'for']),
  );
  const rule = (more: object = {}) =>
    does(stage, 'principal', at, `${at}/decision`, {
      outcome: 'reduced',
      standard: 'balance-of-probabilities',
      reasons: 'The factors that were recorded do not bear a zero.',
      review: {
        procedures: 'They were followed.',
        'new-evidence': 'There is none.',
        penalty: 'More than comparable cases had.',
      },
      chosen: [{ code: 'a', parameters: {} }],
      votes,
      ...more,
    });
  await stage.refused('A decision before it is said how the appeal is dealt with', 'IBC-120.1', rule());
  await stage.done(
    'It is dealt with on the documents',
    step(stage, 'principal', { of: at, on: path, name: 'appeal.choose-mode' }, { mode: 'documents' }),
  );
  await stage.refused(
    'Expulsion in place of the zero',
    'IBC-93.gate',
    rule({ outcome: 'increased', chosen: [{ code: 'n', parameters: {} }] }),
  );
  await stage.done('The penalty is reduced to a reprimand', rule());
  await stage.done(
    'The Completion of Procedures letter goes out',
    does(stage, 'registrar', at, `${at}/completion`, {
      externalReviewTold: true,
      letter: {
        issues: 'Whether the penalty was proportionate.',
        'external-review': 'There is no further appeal.',
        'procedure-and-role': 'Nothing more is asked of you.',
      },
    }),
  );
};

const takeBack = async (stage: Stage, { reference }: Opened): Promise<void> => {
  const all = await stage.until(
    () => instructions(stage, reference),
    (found) => found.some(({ undoes }) => Boolean(undoes)),
  );
  stage.check(
    'What the student system was told stays on record; what is taken back comes after it',
    all.length > 2,
    all,
  );
  await acknowledgeAll(stage, reference, []);
};
