import { people, suspected, taken } from './reported.js';
import type { University } from './university.js';

/** As the form and the letters say it. */
const warning = {
  'ai-x': 'Two pages without a source.',
  warning: 'This is a warning as to your future conduct.',
  meeting: '12 November 2026 at ten, room 5.',
  review: 'Within seven days of the signature.',
  procedure: 'Come to the meeting.',
};

export interface OfTheModule {
  readonly student: string;
  readonly module: string;
  readonly component: string;
}

/** Found on form AI-X to be a breach, which the Chair has signed; a copy invites the student to a meeting. */
export const warned = async (university: University, { student, ...of }: OfTheModule): Promise<string> => {
  const path = await taken(university, await suspected(university, { students: [student], ...of }));
  const part = `${path}/investigation`;
  const step = (who: string, name: string, fields: object, letter?: object) =>
    university.step(who, part, path, `investigation.${name}`, fields, letter);
  await step('examiner', 'mark-remainder', { disregarded: 'Pages 2 and 3.', mark: 48 });
  await step('examiner', 'mark-up', { feedback: 'Name your sources.' });
  await step('examiner', 'complete-ai-x', { affected: true, description: 'Two pages without a source.' });
  await step('examiner', 'submit-ai-x', { workEnclosed: true });
  await step('chair-mab', 'decide-on-ai-x', { outcome: 'breach-with-warning', signed: true });
  await step('chair-mab', 'offer-meeting', { staff: people.monitor, day: '2026-11-12' });
  await step('chair-mab', 'send-ai-x', { invites: true }, warning);
  await university.sees('chair-mab', `${path}/hearing`, ({ finding }) => Boolean(finding));
  return path;
};

/** The meeting of which form AI-X told. */
export const met = async (university: University, path: string, attended: boolean): Promise<void> => {
  const part = `${path}/investigation`;
  const times = attended && { startedAt: '2026-11-12T10:00:00Z', endedAt: '2026-11-12T10:30:00Z' };
  await university.does('chair-mab', part, `${part}/meetings`, { kind: 'meeting', attended, ...times });
};
