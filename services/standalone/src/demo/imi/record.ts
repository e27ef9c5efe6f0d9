import { until, type Body } from '../../client.js';
import { act, type Stage } from '../stage.js';
import type { Opened } from './report-and-triage.js';

/** Lessons before closing; then how long the record is kept, by which clause; and the whole case told. */
export const keepTheRecord = async (stage: Stage, opened: Opened): Promise<void> => {
  const { centre } = opened;
  const manager = await stage.as('imi-quality-manager');
  const officer = await stage.as('imi-records');
  const file = `/cases/${centre.id}/file`;
  const investigation = `/cases/${centre.id}/investigation`;
  stage.chapter('10  The record');
  await stage.see(officer, file, () => true);
  await stage.refused(
    'Closing before lessons are recorded',
    'IMI/outcomes/lessons',
    act(officer, file, `/cases/${centre.id}/closure`, {}),
  );
  await stage.done(
    'Lessons are recorded',
    act(manager, investigation, `${investigation}/lessons`, {
      lessons: ['Claims are sampled before certificates are printed.'],
    }),
  );
  await until(
    async () => {
      const { body } = await officer.get(`/cases/${centre.id}/acts`);
      return (body.acts as readonly Body[]).find((one) => one.act === 'file.close') as Body;
    },
    (offer: Body) => offer?.open,
  );
  await stage.done('The case is closed', act(officer, file, `/cases/${centre.id}/closure`, {}));
  const { body: retention } = await officer.get(`/cases/${centre.id}/retention`);
  stage.check(
    `The record is kept until ${retention.earliest} at least`,
    /^\d{4}-\d\d-\d\d$/.test(retention.earliest),
    retention,
  );
  stage.note(`[${retention.clauses.join(', ')}] ${retention.why}`);

  stage.chapter('The timeline');
  const { body: timeline } = await manager.get(`/cases/${centre.id}/timeline`);
  for (const entry of (timeline.entries as readonly Body[]).filter(({ by }) => by === 'person'))
    stage.note(
      `${entry.actedAt.slice(0, 19)}  ${entry.actor.padEnd(8)} ${entry.says} [${entry.clauses.slice(0, 2).join(', ')}]`,
    );
  stage.note(
    `and ${(timeline.entries as readonly Body[]).filter(({ by }) => by === 'system').length} entries in which one service took note of another's facts`,
  );
  const text = JSON.stringify(timeline);
  stage.check('It names no informant', !/Reporter Example|reporter@example/.test(text), 'the informant');

  await whatWaits(stage, opened);
};

/** What can be done in a case, and who waits for what in the other, on the member of staff. */
const whatWaits = async (stage: Stage, { centre, staff }: Opened): Promise<void> => {
  const manager = await stage.as('imi-quality-manager');
  stage.chapter('What can be done now, and what waits');
  // The services hear of the closing a moment later.
  const acts = await stage.see(manager, `/cases/${centre.id}/acts`, (body) =>
    (body.acts as readonly Body[]).every((one) => one.act !== 'investigation.assign-manager' || !one.open),
  );
  const open = (acts.acts as readonly Body[]).filter((one) => one.open);
  for (const one of open.slice(0, 6)) stage.note(`${one.title}${one.by ? `, by ${one.by.date}` : ''}`);
  const waiting = await stage.see(manager, '/worklist', ({ items }) => waitingIn(items, staff).length > 0);
  const items = waitingIn(waiting.items, staff);
  stage.check(`The case on the Coordinator, ${staff.reference}, waits on its own`, items.length > 0, waiting);
  for (const { title, offices, people, dueAt } of items)
    stage.note(`${[...people, ...offices].join(', ')}: ${title}${dueAt ? `, by ${dueAt.slice(0, 10)}` : ''}`);
};

const waitingIn = (items: readonly Body[], { reference }: Opened['staff']): readonly Body[] =>
  items.filter((item) => item.reference === reference);
