import type { Stage } from '../stage.js';
import { does, staff, step, type Opened } from './university.js';

/** The allegation, the meeting, form AI-2, what the student says to it, and the way to the subgroup. */
export const investigate = async (stage: Stage, opened: Opened): Promise<boolean> => {
  const { path } = opened;
  const at = `${path}/investigation`;
  stage.chapter('2  The department');
  await stage.see(await stage.as('chester-chair-mab'), at, () => true);
  await putAllegation(stage, opened, at);
  if (!(await meet(stage, opened, at))) return false;
  await fillInForm(stage, opened, at);
  await answer(stage, opened, at);
  return true;
};

const procedure = { procedure: 'Come to the meeting, or write; then form AI-2 says what follows.' };

const putAllegation = async (stage: Stage, { path, digest, id, token }: Opened, at: string): Promise<void> => {
  const student = await stage.as(`chester-${token}`);
  const own = async () => (await student.get(`/cases/${id}/forms`)).status;
  const start = () => does(stage, 'chair-mab', at, `${at}/start`);
  await stage.refused('An investigation that is nobody’s', 'UC-6.6', start());
  await stage.done('The Chair takes the case', does(stage, 'chair-mab', at, `${at}/manager`, { staff: staff.chair }));
  await stage.done('and decides to investigate', start());
  const accuse = (more: object = {}) =>
    does(stage, 'chair-mab', at, `${at}/accusation`, {
      ...{ allegation: 'Four pages of your essay are those of a book that you do not name.', provisions: ['1.1.1'] },
      ...{ channels: ['post', 'email'], evidence: [digest], reportEnclosed: true },
      letter: {
        ...{
          meeting: 'In the department, on a day in the next three weeks.',
          'ai-1': 'Form AI-1.',
          evidence: 'Your essay, marked up.',
        },
        companion: 'Another student or an officer of the Students’ Union may come with you.',
        ...procedure,
      },
      ...more,
    });
  await stage.refused('The allegation by e-mail alone', 'UC-6.8.1', accuse({ channels: ['email'] }));
  await stage.refused('The allegation without form AI-1', 'UC-6.8.1.2', accuse({ reportEnclosed: false }));
  stage.check('The student knows nothing of it yet', (await own()) === 404, await own());
  await stage.done('The allegation goes to the student by post and e-mail, with form AI-1', accuse());
  await seesForms(stage, { path, token }, ['ai-1']);
};

/** The forms that were sent to the student, and no other. */
export const seesForms = async (
  stage: Stage,
  { path, token }: Pick<Opened, 'path' | 'token'>,
  forms: readonly string[],
): Promise<void> => {
  const { body } = await (await stage.as(`chester-${token}`)).get(`${path}/forms`);
  const found = (body.forms as readonly { readonly form: string }[]).map(({ form }) => form);
  stage.check(
    `The student sees the forms that were sent to them: ${forms.join(', ')}`,
    found.join() === forms.join(),
    body,
  );
};

const meet = async (stage: Stage, _: Opened, at: string): Promise<boolean> => {
  const invite = async (days: number) =>
    does(stage, 'chair-mab', at, `${at}/invitations`, {
      kind: 'meeting',
      at: `${await stage.day(days)}T10:00:00Z`,
    });
  await stage.refused('A meeting on the sixth day, for no reason', 'UC-6.8.1.1', invite(6));
  await stage.refused('and on the twenty-second', 'UC-6.8.1.1', invite(22));
  await stage.done('The Chair invites the student, for the tenth day', invite(10));
  if (!(await stage.passUntil(`${await stage.day(10)}T10:30:00.000Z`, 'chester-chair-mab'))) {
    stage.note('The clock of this system is real: the story goes on on that day, and ends here today.');
    return false;
  }
  await stage.done(
    'They meet, with an officer of the Students’ Union',
    does(stage, 'chair-mab', at, `${at}/meetings`, {
      ...{ kind: 'meeting', attended: true, outcome: 'might-be-breach' },
      ...{ startedAt: `${await stage.day(0)}T10:00:00Z`, endedAt: `${await stage.day(0)}T10:25:00Z` },
      companion: { with: 'students-union-officer', spoke: false },
    }),
  );
  return true;
};

const fillInForm = async (stage: Stage, { path, token }: Opened, at: string): Promise<void> => {
  const on = (name: string) => ({ of: at, on: path, name });
  const refer = () =>
    does(stage, 'chair-mab', at, `${at}/referral`, { to: 'aqss', enclosed: ['ai-1', 'ai-2', 'evidence'] });
  await stage.done(
    'The Chair completes form AI-2: the work might be in breach',
    step(stage, 'chair-mab', on('investigation.complete-ai-2'), {
      account: 'The student had taken the pages into the notes, and the notes into the essay.',
      ...{ outcome: 'might-be-breach', dated: await stage.day(0) },
    }),
  );
  await stage.refused('The case goes on before the student has form AI-2', 'UC-10.3.1', refer());
  const student = await stage.as(`chester-${token}`);
  const { status } = await student.get(`${path}/forms/ai-2`);
  stage.check('nor does the student see it before it is sent', status === 404, status);
  await stage.done(
    'Form AI-2 goes to the student',
    step(
      stage,
      'chair-mab',
      on('investigation.send-ai-2'),
      { channel: 'university-email' },
      {
        'ai-2': 'Form AI-2 is enclosed: the work might be in breach of the policy.',
        answer: 'If you do not answer within 7 days of the date on the form, that counts as acceptance.',
        ...procedure,
      },
    ),
  );
  await seesForms(stage, { path, token }, ['ai-1', 'ai-2']);
  const page = await student.get(`${path}/forms/ai-2`);
  const isPage = page.status === 200 && /^<!doctype html>[^]*☒ Might be breach/.test(String(page.body));
  stage.check('and prints it, on a page of A4', isPage, page.body);
  await stage.done('The Chair refers the case, with both forms and the evidence', refer());
};

/** Who reads nothing of the investigation is told its version when they act without one. */
const answer = async (stage: Stage, { token }: Opened, at: string): Promise<void> => {
  const student = await stage.as(`chester-${token}`);
  const says = { accepts: true, answer: 'I should have named the book.' };
  const { body } = await student.post(`${at}/answer`, says);
  await stage.done(
    'The student accepts the outcome',
    student.post(`${at}/answer`, says, { ifMatch: String(body.current) }),
  );
};
