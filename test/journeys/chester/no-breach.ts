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

/**
 * Once its destruction is due, it is destroyed: the certificate.
 * @param papers what became of each that was on paper
 */
export const destroyed = async (
  university: University,
  path: string,
  papers: readonly object[] = [],
): Promise<Body> => {
  const id = path.replace('/cases/', '');
  await university.sees('chair-mab', '/worklist?limit=200', ({ items }) =>
    items.some((item: Body) => item.act === 'file.dispose' && item.case === id),
  );
  const disposal = { reason: 'No breach.', papers };
  const unsent = { code: 'letters-gone', clause: 'UC-8.8.1' };
  await university.refused('chair-mab', `${path}/file`, `${path}/disposal`, disposal, unsent);
  const reasons = { 'letters-gone': 'No mail system is set; the examiner had it by hand.' };
  await university.does('chair-mab', `${path}/file`, `${path}/disposal`, { ...disposal, reasons });
  const chair = await university.as('chair-mab');
  await until(
    () => chair.get(path),
    ({ status }) => status === 410,
  );
  return university.sees('aqss', `${path}/destruction`, ({ status }) => status === 'destroyed');
};
