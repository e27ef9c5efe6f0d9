import type { Body } from '../../client.js';
import type { Stage } from '../stage.js';
import { step, type Opened } from './college.js';

/** The student system fetches what it is to do, and says that it is done. */
export const putIntoEffect = async (stage: Stage, { path, reference }: Opened): Promise<void> => {
  const at = `${path}/sanctions`;
  const registrar = await stage.as('ibc-registrar');
  stage.chapter('5  The student system');
  await stage.see(registrar, at, (sanctions) => JSON.stringify(sanctions).includes('zero-for-work'));
  const record = (fields: object) =>
    step(stage, 'registrar', { of: at, on: path, name: 'sanctions.record-decision' }, fields);
  await stage.refused(
    'A decision recorded without the day by which to write again',
    'IBC-97.3',
    record({ decision: 'Zero for the essay; it may be written again.' }),
  );
  await stage.done(
    'The Registrar records the decision and the deadline',
    record({ decision: 'Zero for the essay; it may be written again.', resubmitBy: await stage.day(60) }),
  );
  await acknowledgeAll(stage, reference, ['zero-for-work', 'resit-permitted']);
};

/** Those of this case, oldest first. */
export const instructions = async (stage: Stage, reference: string): Promise<readonly Body[]> => {
  const system = await stage.as('ibc-student-system');
  const found: Body[] = [];
  for (let after = ''; ;) {
    const { body } = await system.get(`/student-system/instructions?limit=200${after && `&after=${after}`}`);
    found.push(...body.items);
    if (!body.next || body.items.length === 0) return found.filter((one) => one.reference === reference);
    after = body.next;
  }
};

/** Waits until these are there, tells them, and acknowledges each that was not. */
export const acknowledgeAll = async (stage: Stage, reference: string, effects: readonly string[]): Promise<void> => {
  const system = await stage.as('ibc-student-system');
  const all = await stage.until(
    () => instructions(stage, reference),
    (found) => effects.every((effect) => found.some((one) => one.effect === effect)),
  );
  for (const one of all.filter(({ acknowledged }) => !acknowledged)) {
    const what = one.undoes ? `taken back: ${one.effect}` : one.effect;
    await stage.done(
      `The student system fetches and acknowledges: ${what.replaceAll('-', ' ')}`,
      system.post(`/student-system/instructions/${one.id}/acknowledgement`, { done: true }),
    );
    stage.note(
      `${one.student}, ${one.module}${one.undoes ? '' : `, credit ${one.credit?.credit}`} [${one.clauses.join(', ')}]`,
    );
  }
};
