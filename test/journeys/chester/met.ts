import { accusation, enclosed, formAi2 } from './forms.js';
import { taken, type Suspected } from './reported.js';
import type { University } from './university.js';

/** Allegations put at that time, ten in the morning UTC; the meeting of each a week later, with a copy of form AI-2, which nobody has answered yet. */
export const met = async (
  university: University,
  ones: readonly Suspected[],
  on: string,
): Promise<readonly string[]> => {
  const meeting = new Date(Date.parse(on) + 7 * 86_400_000).toISOString();
  university.set(on);
  const found: { readonly path: string; readonly chair: string }[] = [];
  for (const one of ones)
    for (const nth of one.cases.keys()) {
      const { chair = 'chair-mab' } = one.about;
      const path = await taken(university, one, nth);
      const part = `${path}/investigation`;
      await university.does(chair, part, `${part}/start`);
      await university.does(chair, part, `${part}/accusation`, accusation([one.evidence]));
      await university.does(chair, part, `${part}/invitations`, { kind: 'meeting', at: meeting });
      found.push({ path, chair });
    }
  university.set(meeting);
  const dated = meeting.slice(0, 10);
  for (const { path, chair } of found) await sentAi2(university, path, { chair, attended: true, dated });
  return found.map(({ path }) => path);
};

interface OfMeeting {
  readonly chair?: string;
  readonly attended: boolean;
  /** `2026-10-12`, on the form. */
  readonly dated: string;
}

/** The meeting, or that nobody came; form AI-2, and a copy to the student. */
const sentAi2 = async (
  university: University,
  path: string,
  { chair = 'chair-mab', attended, dated }: OfMeeting,
): Promise<void> => {
  const part = `${path}/investigation`;
  const step = (name: string, fields: object, letter?: object) =>
    university.step(chair, part, path, `investigation.${name}`, fields, letter);
  const times = attended && { startedAt: `${dated}T10:00:00Z`, endedAt: `${dated}T10:00:00Z` };
  await university.does(chair, part, `${part}/meetings`, { kind: 'meeting', attended, ...times });
  await step('complete-ai-2', { account: 'They met on it.', outcome: 'might-be-breach', dated });
  await step('send-ai-2', { channel: 'university-email' }, formAi2);
};

/** To Academic Quality Support Services, with both forms and the evidence. */
export const referred = async (university: University, path: string, chair = 'chair-mab'): Promise<void> => {
  const part = `${path}/investigation`;
  await university.does(chair, part, `${part}/referral`, { to: 'aqss', enclosed });
};
