import type { Body } from '../../client.js';
import type { Stage } from '../stage.js';
import { investigate } from './department.js';
import { suspectOf } from './suspicion.js';
import { does, staff, step, type Opened } from './university.js';

/** The same student, once more: what is on record, who sees it, and before whom the case comes now. */
export const suspectAgain = async (stage: Stage, first: Opened): Promise<void> => {
  stage.chapter('5  A second suspicion');
  const unsaid = stage.unsaid();
  const opened = await suspectOf(unsaid, first);
  await investigate(unsaid, opened);
  stage.note(`Weeks later another essay of the student is doubted, and referred: ${opened.reference}`);
  const at = `${opened.path}/hearing`;
  await seeHistory(stage, at);
  await route(stage, opened, at);
};

const seeHistory = async (stage: Stage, at: string): Promise<void> => {
  const registrar = await stage.as('chester-senior-assistant-registrar');
  const { history } = await stage.see(registrar, at, (hearing) => hearing.history?.offences.length > 0);
  const [offence] = history.offences as readonly Body[];
  stage.check('The Senior Assistant Registrar sees the first offence: it is spent', offence?.spent === true, history);
};

const route = async (stage: Stage, { path }: Opened, at: string): Promise<void> => {
  const on = (name: string) => ({ of: at, on: path, name });
  const eligible = (yes: boolean) =>
    step(stage, 'senior-assistant-registrar', on('hearing.decide-eligibility'), { eligible: yes });
  await stage.done(
    'Academic Quality Support Services receives the case file',
    step(stage, 'aqss', on('hearing.receive-case-file'), { contents: 'Forms AI-1 and AI-2, and the essay.' }),
  );
  await stage.refused('A standard penalty for the second time', 'UC-13.1.2', eligible(true));
  await stage.done('The student is not eligible', eligible(false));
  await stage.done(
    'The Academic Integrity Review Panel is convened',
    does(stage, 'senior-assistant-registrar', at, `${at}/body`, { body: 'airp' }),
  );
  await stage.done(
    'Its Chair is appointed',
    does(stage, 'senior-assistant-registrar', at, `${at}/members`, { person: staff.otherChair, seat: 'chair' }),
  );
  const { body } = await (await stage.as('chester-panel-chair-2')).get(at);
  stage.check(
    'who is not told of the first offence until the breach is decided [UC-21.1]',
    body.history === null && JSON.stringify(body.hidden).includes('UC-21.1'),
    body,
  );
  stage.note('What the Panel may do is another story.');
};
