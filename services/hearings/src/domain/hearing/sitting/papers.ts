import { same } from '@probity/decider';
import type { KnownHearing } from '../hearing.js';

/** What somebody has been sent, by digests. */
type Papers = readonly string[];

/** Who decides: a seat that gives no part in the case is for somebody in attendance. */
export const decidersOf = ({ body }: Pick<KnownHearing, 'body'>): readonly string[] =>
  body.members.filter(({ roles }) => roles.length > 0).map(({ person }) => person);

/** Whoever sits now had all that was sent to the members, also one who came later. */
export const haveMembersAll = (hearing: KnownHearing): boolean => {
  const { members, each } = hearing.sitting.sent;
  return members !== null && decidersOf(hearing).every((person) => isSame(each[person] ?? [], members));
};

/** Student and members have had the same. */
export const isServed = (hearing: KnownHearing): boolean => {
  const { student, members } = hearing.sitting.sent;
  return student !== null && members !== null && haveMembersAll(hearing) && isSame(student, members);
};

/** Whether, once this is sent, nobody has anything that another who was sent something has not. */
export const wouldBeSame = (hearing: KnownHearing, to: 'student' | 'members' | 'all', documents: Papers): boolean => {
  const { student, members, each } = hearing.sitting.sent;
  const more = (before: Papers | null | undefined, isMeant: boolean) =>
    isMeant ? [...(before ?? []), ...documents] : (before ?? null);
  const persons = decidersOf(hearing);
  const toMembers = to !== 'student';
  const had = persons.length === 0 ? [more(members, toMembers)] : persons.map((one) => more(each[one], toMembers));
  const [first, ...others] = [more(student, to !== 'members'), ...had].filter((one) => one !== null);
  return others.every((one) => isSame(one, first ?? []));
};

export const isSame = (some: Papers, others: Papers): boolean =>
  same([...new Set(some)].toSorted(), [...new Set(others)].toSorted());
