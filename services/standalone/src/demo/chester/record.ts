import type { Body } from '../../client.js';
import type { Stage } from '../stage.js';
import { does, type Opened } from './university.js';

/** The forms as they are filed, the case closed, and all that happened. */
export const keepTheRecord = async (stage: Stage, { path }: Opened): Promise<void> => {
  const aqss = await stage.as('chester-aqss');
  stage.chapter('6  The record');
  const { body } = await aqss.get(`${path}/forms`);
  const forms = body.forms as readonly Body[];
  for (const { form, state, completed } of forms)
    stage.note(`Form ${String(form).toUpperCase()}: ${state}${completed ? `, on ${completed.at.slice(0, 10)}` : ''}`);
  stage.check(
    'Forms AI-1, AI-2 and AI-0 are complete',
    ['ai-1', 'ai-2', 'ai-0'].every((name) => forms.some(({ form, state }) => form === name && state === 'complete')),
    forms,
  );
  stage.note(`To print: GET ${path}/forms/ai-2; a blank one: GET /policies/chester/2017-18/forms/ai-2`);
  await stage.done('The case is closed', does(stage, 'aqss', `${path}/file`, `${path}/closure`));
  await timeline(stage, path);
};

const timeline = async (stage: Stage, path: string): Promise<void> => {
  stage.chapter('The timeline');
  const { body } = await (await stage.as('chester-aqss')).get(`${path}/timeline`);
  const entries = body.entries as readonly Body[];
  for (const { actedAt, actor, says, clauses } of entries.filter(({ by }) => by === 'person'))
    stage.note(`${actedAt.slice(0, 19)}  ${actor.padEnd(12)} ${says} [${clauses.slice(0, 2).join(', ')}]`);
  stage.note(
    `and ${entries.filter(({ by }) => by === 'system').length} entries in which one service took note of another's facts`,
  );
};
