import type { Stage } from '../stage.js';
import { does, firstDay, staff, step, type Opened } from './college.js';

/** Who sits, when, and what the student is told beforehand. @returns the hour of the meeting, RFC 3339 */
export const callCommittee = async (stage: Stage, opened: Opened): Promise<string> => {
  const { path } = opened;
  const at = `${path}/hearing`;
  stage.chapter('3  The Special Cases Committee is called');
  await stage.see(await stage.as('ibc-director'), at, ({ referral }) => Boolean(referral));
  await stage.done(
    'The Director of Training calls the Committee',
    does(stage, 'director', at, `${at}/body`, { body: 'special-cases-committee' }),
  );
  await makeUp(stage, at);
  await stage.done(
    'All documents go to the Registrar',
    step(stage, 'director', { of: at, on: path, name: 'hearing.hand-over' }, { allDocuments: true, confirmed: true }),
  );
  const meeting = await fixDate(stage, opened, at);
  await invite(stage, opened, at);
  return meeting;
};

const makeUp = async (stage: Stage, at: string): Promise<void> => {
  const appoint = (person: string, seat: string) => does(stage, 'director', at, `${at}/members`, { person, seat });
  await stage.refused(
    'The lecturer who made the allegation, as a member',
    'IBC-81.2',
    appoint(staff.lecturer, 'teaching-staff'),
  );
  await stage.done('The Director of Training sits', appoint(staff.director, 'director'));
  await stage.done('with another member of the teaching staff', appoint(staff.teacher, 'teaching-staff'));
  for (const [who, person] of [
    ['director', staff.director],
    ['teacher-1', staff.teacher],
  ] as const)
    await stage.done(
      `${who === 'director' ? 'The Director' : 'The other member'} declares no conflict of interest`,
      does(stage, who, at, `${at}/members/${person}/declaration`, { conflict: false, involved: false }),
    );
};

const fixDate = async (stage: Stage, { policy }: Opened, at: string): Promise<string> => {
  const fix = (on: string) => does(stage, 'registrar', at, `${at}/date`, { at: on, place: 'The library' });
  await stage.refused('A meeting the day after tomorrow', 'IBC-89.2', fix(`${await stage.day(2)}T10:00:00Z`));
  const first = await firstDay(stage, policy, 'hearing.fix-date', (on, now) => ({
    ...{ date: { at: on }, asked: { at: now }, actor: { offices: ['registrar'], roles: [] } },
  }));
  await stage.done(`The first day that the policy allows: ${first.slice(0, 10)}`, fix(first));
  return first;
};

const letter = {
  allegation: 'Six paragraphs of your essay follow a textbook closely, and do not name it.',
  consequences: 'A penalty under clause 93, up to a mark of zero for the module.',
  documents: 'The annotated essay is enclosed, as the members have it.',
  companion: 'You may bring a fellow student or a member of staff, who may speak for you.',
  'no-lawyer': 'Legal representation is not permitted.',
  'in-absentia': 'Without a response the case may be heard without you.',
  'procedure-and-role': 'Come to the meeting, or write to the Registrar, and say what you think of it.',
};

const invite = async (stage: Stage, { digest }: Opened, at: string): Promise<void> => {
  const { companion: _, ...withoutCompanion } = letter;
  const send = (items: object) =>
    does(stage, 'registrar', at, `${at}/invitation`, { statementTold: true, letter: items });
  await stage.refused('An invitation that says nothing of a companion', 'IBC-89.4', send(withoutCompanion));
  await stage.done('The Registrar invites the student, five working days before', send(letter));
  await stage.done(
    'The members have the same documents',
    does(stage, 'registrar', at, `${at}/evidence`, { to: 'members', documents: [digest] }),
  );
};
