import { readFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import { sampleFile } from '@probity/standalone';
import type { College } from './college.js';
import { heard, interviewed, people, referred, type Referred } from './decided.js';

/** A lecturer who is a member of the teaching staff, too: whoever made the allegation may come from there. */
export const accuser = 'IBC-S08';
export const [onCommittee, interviewer, teacher] = people.teachers;
export const committee = [
  [people.principal, 'chair', 'principal'],
  [teacher, 'teaching-staff', 'teacher-3'],
  [people.management, 'management-committee', 'management'],
  [people.representative, 'student', 'student-representative'],
] as const;

/** All letters go on 1 July 2026. Of the fifteen working days after it the last is 23 July: the 13th is a holiday there. */
export const sent = '2026-07-01T09:00:00Z';
export const lastMinute = '2026-07-23T22:59:00Z';
export const minuteAfter = '2026-07-23T23:00:30Z';
export const nextDay = '2026-07-24T09:00:00Z';

const amended = async (college: College): Promise<void> => {
  const register = JSON.parse(await readFile(sampleFile('irish-baptist-college.json'), 'utf8'));
  for (const person of register.staff) if (person.id === accuser) person.offices.push('teaching-staff');
  const { status } = await (await college.as('registry')).put('/registers/irish-baptist-college', register);
  expect(status).toBe(200);
};

/** Of six cases, each decided and told on that day, the paths: one after an interview; of one student two, the second a repeat. */
export const decidedCases = async (college: College): Promise<readonly string[]> => {
  await amended(college);
  const about = { student: 'IBC-0003', module: 'NT201', offence: 'contract-cheating', by: 'lecturer-2' };
  const cases: Referred[] = [await interviewed(college, about, '2026-06-22T09:00:00Z')];
  for (const [student, offence] of [
    ['IBC-0001', 'fabricated-references'],
    ['IBC-0001', 'ghost-writing'],
    ['IBC-0006', 'falsified-data'],
    ['IBC-0002', 'third-party-material'],
    ['IBC-0002', 'work-not-undertaken'],
  ] as const)
    cases.push(await referred(college, { student, offence }));
  const zero = { code: 'e', parameters: { work: 'The talk', resit: 'capped' } };
  const module = { code: 'f', parameters: { modules: 'OT101', resit: 'capped' } };
  const warning = { code: 'a' };
  const penalties = [zero, module, zero, zero, warning, warning];
  const outcomes = penalties.map((penalty, place) => ({
    ...{ penalty, absent: place === 3 },
    ...(place === 2 && { earlier: 1 }),
  }));
  await heard(college, cases, outcomes, sent);
  return cases.map(({ path }) => path);
};

export const ended = {
  issues: 'What the appeal said.',
  'external-review': 'None.',
  'procedure-and-role': 'Nothing is asked of you.',
};
/** Another chair: the Principal interviewed. */
export const others = [
  [people.substitutePrincipal, 'chair', 'principal-substitute'],
  committee[1],
  committee[2],
  committee[3],
] as const;
export type Members = readonly (readonly [string, string, string])[];
export const votesOf = (members: Members, votes: readonly ('for' | 'against')[] = []) =>
  Object.fromEntries(members.map(([person], place) => [person, votes[place] ?? 'for']));
export const evidence = (couldBePresented: boolean) => ({
  ...{ evidence: 'An earlier draft.', couldBePresented, material: true, considered: true },
});
const review = { procedures: 'Followed.', 'new-evidence': 'There is none.', penalty: 'Looked at.' };
export const decision = (outcome: string, more: object = {}, votes: readonly ('for' | 'against')[] = []) => ({
  ...{ outcome, standard: 'balance-of-probabilities', reasons: 'As the minutes say.', review },
  votes: votesOf(committee, votes),
  ...more,
});

export const appeal = (path: string): string => `${path}/appeal`;

/** Handed on, and heard by four who have declared. */
export const convened = async (college: College, path: string, members: Members = committee): Promise<void> => {
  await college.does('director', appeal(path), `${appeal(path)}/referral`);
  await college.does('registrar', appeal(path), `${appeal(path)}/body`, { body: 'special-cases-appeal-committee' });
  for (const member of members) await seated(college, path, member);
};
export const seated = async (
  college: College,
  path: string,
  [person, seat, who]: readonly [string, string, string],
): Promise<void> => {
  await college.does('registrar', appeal(path), `${appeal(path)}/members`, { person, seat });
  const said = { conflict: false, involved: false };
  await college.does(who, appeal(path), `${appeal(path)}/members/${person}/declaration`, said);
};
