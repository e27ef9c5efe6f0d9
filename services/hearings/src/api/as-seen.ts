import { rolesHeldBy } from '@probity/decider';
import type { Hidden, Policy } from '@probity/policy-packs';
import { fileHiddenFrom, hiddenFrom, hides, studentIdentity, type Asked } from '@probity/shell';
import { isBodyComplete, rolesOf } from '../domain/hearing/facts.js';
import type { Hearing, KnownHearing } from '../domain/hearing/hearing.js';
import { hearingSubject } from '../subjects.js';

/** A hearing without what the policy keeps from whoever asks: the file of the case; who it is about; what is on record from before. */
export const hearingAsSeen = (id: string, state: Hearing, policy: Policy, asked: Asked): object => {
  if (state.status === 'none') return { id, ...state };
  const ofFile = fileHidden(state, policy, asked);
  if (ofFile.length > 0) return { ...withoutFile(id, state), hidden: ofFile };
  const anonymity = { lifted: state.anonymityLiftedAt !== null };
  const elsewhere = { investigation: { anonymity }, report: { anonymity, step: {} } };
  const hidden = hiddenFrom(policy, hearingSubject, state, asked, elsewhere);
  return {
    id,
    ...state,
    body: { ...state.body, complete: isBodyComplete(state, policy) },
    ...(hides(hidden, 'earlier-offences') && { history: null }),
    ...(hides(hidden, studentIdentity) && withoutStudent(state)),
    hidden,
  };
};

/** By which words of the policy the file of the case is kept from whoever asks; whoever sits has the papers, whatever other office they hold. */
export const fileHidden = (state: KnownHearing, policy: Policy, asked: Asked): readonly Hidden[] =>
  hasPart(state, asked) ? [] : fileHiddenFrom(policy, asked.actor);

const hasPart = (state: KnownHearing, { actor }: Asked): boolean => rolesHeldBy(actor.id, rolesOf(state)).length > 0;

/** What an act that the policy leaves to them needs: its version goes with it. */
const withoutFile = (id: string, { status, institution, policy, case: caseId }: KnownHearing): object => ({
  ...{ id, status, institution, policy, case: caseId },
});

/** What steps told, and what was said in words, may be who the student is. */
const withoutStudent = ({ noted, steps, body }: KnownHearing) => ({
  noted: noted && { ...noted, subject: { ...noted.subject, id: null }, student: null },
  steps: { ...steps, told: {} },
  body: { ...body, members: body.members.map(({ person, seat }) => ({ person, seat })) },
});
