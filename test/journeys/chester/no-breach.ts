import { until, type Body } from '@probity/standalone';
import type { University } from './university.js';

/** Marked, marked up and put on form AI-X by the examiner, and decided on by the Chair. */
export const onAiX = async (university: University, path: string, outcome: string): Promise<void> => {
  const step = (who: string, name: string, fields: object): Promise<Body> =>
    university.step(who, `${path}/investigation`, path, `investigation.${name}`, fields);
  await step('examiner', 'mark-remainder', { disregarded: 'Page two.', mark: 52 });
  await step('examiner', 'mark-up', { feedback: 'Write it yourself.' });
  await step('examiner', 'complete-ai-x', { affected: true, description: 'A page that both have.' });
  await step('examiner', 'submit-ai-x', { workEnclosed: true });
  await step('chair-mab', 'decide-on-ai-x', { outcome, signed: true });
};

/** Once its destruction is due, it is destroyed: the certificate. */
export const destroyed = async (university: University, path: string): Promise<Body> => {
  const id = path.replace('/cases/', '');
  await university.sees('chair-mab', '/worklist?limit=200', ({ items }) =>
    items.some((item: Body) => item.act === 'file.dispose' && item.case === id),
  );
  await university.does('chair-mab', `${path}/file`, `${path}/disposal`, { reason: 'No breach.' });
  const chair = await university.as('chair-mab');
  await until(
    () => chair.get(path),
    ({ status }) => status === 410,
  );
  return university.sees('aqss', `${path}/destruction`, ({ status }) => status === 'destroyed');
};
