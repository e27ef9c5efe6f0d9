import type { Body } from '../../client.js';
import type { Stage } from '../stage.js';
import type { Opened } from './college.js';

/** Who may see it, how long it is kept, and all that happened. */
export const keepTheRecord = async (stage: Stage, { path, student }: Opened): Promise<void> => {
  const registrar = await stage.as('ibc-registrar');
  stage.chapter('7  The record');
  const retention = await stage.see(registrar, `${path}/retention`, () => true);
  stage.check('It is kept without an end until the College has said how long', retention.earliest === null, retention);
  stage.note(String(retention.why));
  const { status } = await (await stage.as('ibc-lecturer')).get(`${path}/timeline`);
  stage.check('For the lecturer there is no malpractice file to read [IBC-97.4]', status === 404, status);
  await lettersOf(stage, path);
  await whatWaits(stage, path);

  stage.chapter('The timeline');
  const { body } = await registrar.get(`${path}/timeline`);
  const entries = body.entries as readonly Body[];
  for (const { actedAt, actor, says, clauses } of entries.filter(({ by }) => by === 'person'))
    stage.note(
      `${actedAt.slice(0, 19)}  ${(actor === student ? 'student' : actor).padEnd(8)} ${says} [${clauses.slice(0, 2).join(', ')}]`,
    );
  stage.note(
    `and ${entries.filter(({ by }) => by === 'system').length} entries in which one service took note of another's facts`,
  );
};

/** Without a mail system they wait; each is kept as it was sent. */
const lettersOf = async (stage: Stage, path: string): Promise<void> => {
  const { body } = await (await stage.as('ibc-registrar')).get(`${path}/letters`);
  const letters = body.letters as readonly Body[];
  for (const { title, to, state } of letters) stage.note(`Letter: ${title}, to ${to.join(', ')}: ${state}`);
  stage.check(
    'Four letters went to the student',
    letters.filter(({ to }) => to.includes('student')).length === 4,
    letters,
  );
};

/** What the policy still wants done, by whom. */
const whatWaits = async (stage: Stage, path: string): Promise<void> => {
  const { body } = await (await stage.as('ibc-registrar')).get('/worklist');
  const items = (body.items as readonly Body[]).filter((item) => path.endsWith(item.case));
  for (const { title, offices, people, dueAt } of items)
    stage.note(
      `Waits: ${title}, for ${[...people, ...offices].join(', ')}${dueAt ? `, by ${dueAt.slice(0, 10)}` : ''}`,
    );
};
