import type { Stage } from '../stage.js';
import { does, staff, step, type Opened } from './college.js';

const offence = 'repeated-close-paraphrase';

/** The meeting on its day, the finding, the penalty, and the letter. @returns false where that day has not come */
export const meet = async (stage: Stage, opened: Opened, meeting: string): Promise<boolean> => {
  const { path } = opened;
  const at = `${path}/hearing`;
  stage.chapter('4  The meeting');
  if (!(await open(stage, at, meeting))) return false;
  await hearAndFind(stage, opened, at);
  await penalise(stage, at);
  await write(stage, path, at);
  return true;
};

const open = async (stage: Stage, at: string, meeting: string): Promise<boolean> => {
  const begin = (more: object) =>
    does(stage, 'director', at, `${at}/opening`, {
      ...{ student: true, companion: 'student', offices: ['registrar'], presenter: true, ...more },
    });
  await stage.refused('The meeting, before its day', 'IBC-89.2', begin({}));
  if (!(await stage.passUntil(meeting, 'ibc-registrar'))) {
    stage.note(
      `The clock of this system is real: the story goes on from ${meeting.slice(0, 10)}, and ends here today.`,
    );
    return false;
  }
  await stage.refused('The student comes with a lawyer', 'IBC-89.5', begin({ companion: 'legal' }));
  await stage.refused('The Registrar is not there', 'IBC-81.3', begin({ offices: [] }));
  await stage.done('The meeting opens, with the student and a fellow student', begin({}));
  return true;
};

const votes = { [staff.director]: 'for', [staff.teacher]: 'for' };

const hearAndFind = async (stage: Stage, { path, digest }: Opened, at: string): Promise<void> => {
  const on = (name: string) => ({ of: at, on: path, name });
  const point = {
    point: offence,
    outcome: 'malpractice',
    reasons: 'The book and the essay agree.',
    evidence: [digest],
  };
  const find = (more: object = {}) =>
    does(stage, 'director', at, `${at}/findings`, {
      ...{ findings: [point], standard: 'balance-of-probabilities', grounds: ['evidence'], votes, ...more },
    });
  await stage.done(
    'The case is presented',
    step(stage, 'director', on('hearing.present-case'), { summary: 'Six paragraphs, side by side with the book.' }),
  );
  await stage.refused('A finding before the student was heard', 'IBC-82.2', find());
  await stage.done(
    'The student responds, and has heard all the evidence',
    step(stage, 'registrar', on('hearing.hear-response'), {
      ...{ heardAll: true, by: 'both', response: 'Notes were mixed up with my own words.' },
    }),
  );
  await stage.refused('A finding while the student is in the room', 'IBC-82.3', find());
  await stage.done('Student and companion leave', step(stage, 'registrar', on('hearing.parties-leave')));
  await stage.refused(
    'A finding because the student could not disprove it',
    'IBC-37.1',
    find({ grounds: ['not-disproved'] }),
  );
  await stage.done('Malpractice is proven, on the balance of probabilities', find());
};

const factors = {
  'level-of-study': 'The first year.',
  proportion: 'A third of the essay.',
  weighting: 'The essay is half of the module.',
  history: 'No earlier offence.',
  intention: 'None that was shown.',
  seriousness: 'Repeated, in six paragraphs.',
  consistency: 'Comparable cases were looked at.',
  proportionality: 'A lesser penalty would not say enough.',
  impact: 'The module can still be passed.',
};

const penalise = async (stage: Stage, at: string): Promise<void> => {
  const { body: comparable } = await (await stage.as('ibc-director')).get(`${at}/comparables`);
  const choose = (code: string, parameters: object, more: object = {}) =>
    does(stage, 'director', at, `${at}/penalty`, {
      ...{ tariff: 'malpractice-penalties', chosen: [{ code, parameters }], factors, votes },
      ...{ comparables: comparable.etag, ...more },
    });
  const zero = { work: 'The essay', resit: 'capped' };
  await stage.refused('Expulsion, for a first offence', 'IBC-93.gate', choose('n', {}));
  const { history: _, ...without } = factors;
  await stage.refused('A penalty that leaves out the history', 'IBC-78', choose('e', zero, { factors: without }));
  // Asked for where the penalty of an earlier telling, reduced on appeal, is a comparable case.
  const reasons = { consistent: 'More of this essay is affected.' };
  await stage.done('A mark of zero for the essay, which may be written again', choose('e', zero, { reasons }));
};

const write = async (stage: Stage, path: string, at: string): Promise<void> => {
  const items = {
    consequences: 'The module can be passed by writing the essay again.',
    'appeals-procedure': 'In writing, to the Director of Training, within 15 working days.',
    'procedure-and-role': 'Write the essay again, or appeal.',
  };
  const send = (letter: object) =>
    does(stage, 'registrar', at, `${at}/decision-letter`, { suggestsAdvice: true, warnsOfRepeat: true, letter });
  await stage.refused('A letter that is silent on the right of appeal', 'IBC-107.2', send(items));
  await stage.done(
    'The Registrar sends the decision, with the right of appeal in it',
    send({ ...items, 'right-of-appeal': 'You have a right of appeal.' }),
  );
  await stage.done(
    'The Registrar writes the minutes',
    step(
      stage,
      'registrar',
      { of: at, on: path, name: 'hearing.write-minutes' },
      {
        ...{ onTemplate: true, proceedings: 'As recorded.', factors: 'As recorded.' },
        ...{ intendedImpact: 'None on progression.', otherMatters: 'There were none.' },
      },
    ),
  );
  const deadlines = { 'meeting-held': 'The meeting took place.', deadlines: 'You have two months to write it again.' };
  const role = { 'procedure-and-role': 'Write it again, or appeal.' };
  const confirm = (more: object) =>
    step(
      stage,
      'registrar',
      { of: at, on: path, name: 'hearing.confirm-meeting' },
      {},
      { ...deadlines, ...role, ...more },
    );
  await stage.refused('A confirmation that tells another penalty', 'IBC-97.2', confirm({ penalty: 'Expulsion.' }));
  await stage.done('and confirms to the student that the meeting took place, with the deadlines', confirm({}));
};
