import { enclosed } from './forms.js';
import { met } from './met.js';
import type { Suspected } from './reported.js';
import type { University } from './university.js';

export { accusation, enclosed, formAi2 } from './forms.js';

/** What a student does who reads nothing of the case's proceedings. */
export const asks = async (university: University, who: string, path: string, body: object): Promise<void> => {
  const { status, body: said } = await university.asks(who, path, body);
  if (status !== 200 && status !== 201) throw new Error(`${who} ${path}: ${status} ${JSON.stringify(said)}`);
};

export interface Disputed {
  /** `student-5`, as their cases are. */
  readonly students: readonly string[];
  /** When the allegations are put: ten in the morning UTC, a week after which they are met. */
  readonly on: string;
  readonly joined?: boolean;
}

/** From form AI-1 through the meeting a week later to form AI-2, which each student disputes at once, and the referral. */
export const disputed = async (
  university: University,
  one: Suspected,
  { students, on, joined = false }: Disputed,
): Promise<readonly string[]> => {
  const { chair = 'chair-mab' } = one.about;
  const paths = await met(university, [one], on);
  for (const [nth, path] of paths.entries()) {
    const part = `${path}/investigation`;
    await asks(university, students[nth] ?? '', `${part}/answer`, { accepts: false, answer: 'It is mine.' });
    await university.does(chair, part, `${part}/referral`, { to: 'aqss', joined, enclosed });
  }
  return paths;
};
