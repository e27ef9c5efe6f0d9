import { people } from './reported.js';
import type { University } from './university.js';

export interface Seated {
  /** By the sample's ids. */
  readonly chair: string;
  readonly members: readonly string[];
}

/** None of them is of humanities, and none taught there. */
export const aPanel: Seated = {
  chair: people.panelChairs[0],
  members: [people.panelMembers[1], people.panelMembers[2]],
};
export const anotherPanel: Seated = {
  chair: people.panelChairs[1],
  members: [people.panelMembers[3], people.panelMembers[4]],
};

export const votesOf = ({ chair, members }: Seated, vote: 'for' | 'against' = 'for'): object =>
  Object.fromEntries([chair, ...members].map((person) => [person, vote]));

/** What the letter says beside the date, the time and the place, which are known. */
export const invitation = {
  'right-to-attend': 'You have the right to attend.',
  'written-statement': 'You may send a written statement.',
  companion: "Another student or an officer of the Students' Union; under 18 also a parent or guardian.",
  deferral: 'By email to the Senior Assistant Registrar (Student Affairs).',
};
export const inviting = { statementTold: true, channel: 'university-email', letter: invitation };

/** The case file is received, and the student found not to be eligible for a standard penalty: it is for the Panel. */
export const forThePanel = async (university: University, path: string): Promise<void> => {
  const part = `${path}/hearing`;
  await university.sees('senior-assistant-registrar', part, ({ referral, history, answer }) =>
    Boolean(referral && history && answer),
  );
  await university.step('aqss', part, path, 'hearing.receive-case-file', { contents: 'AI-1, AI-2, evidence' });
  const not = { eligible: false };
  await university.step('senior-assistant-registrar', part, path, 'hearing.decide-eligibility', not);
};

export const seats = async (university: University, path: string, { chair, members }: Seated): Promise<void> => {
  const part = `${path}/hearing`;
  const seated = [[chair, 'chair'], ...members.map((one) => [one, 'member']), [people.advisor, 'advisor']];
  for (const [person, seat] of seated)
    await university.does('senior-assistant-registrar', part, `${part}/members`, { person, seat });
};

/** A Panel that is seated and has a day, to which the student is invited with the evidence, as the members have it. */
export const convened = async (
  university: University,
  path: string,
  {
    at,
    panel = aPanel,
    together = [],
  }: { readonly at: string; readonly panel?: Seated; readonly together?: readonly string[] },
): Promise<void> => {
  const part = `${path}/hearing`;
  const others = together.map((one) => one.replace('/cases/', ''));
  await university.does('senior-assistant-registrar', part, `${part}/body`, { body: 'airp', with: others });
  await seats(university, path, panel);
  await university.does('aqss', part, `${part}/date`, { at, place: 'Binks 014', nextAvailable: true });
  await university.does('aqss', part, `${part}/invitation`, inviting);
  for (const one of [path, ...together]) {
    const { referral } = await university.reads('aqss', `${one}/hearing`);
    const papers = { to: 'members', documents: referral.evidence };
    await university.does('aqss', `${one}/hearing`, `${one}/hearing/evidence`, papers);
  }
};

export const there = { student: true, companion: 'none', presenter: true };
export const notThere = { ...there, student: false };
