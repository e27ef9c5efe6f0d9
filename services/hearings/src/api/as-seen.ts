import { withoutSteps } from '@probity/contracts';
import { rolesHeldBy } from '@probity/decider';
import type { Hidden, Policy } from '@probity/policy-packs';
import { fileHiddenFrom, hiddenFrom, hides, studentIdentity, type Asked } from '@probity/shell';
import { isBodyComplete, rolesOf } from '../domain/hearing/facts.js';
import type { Hearing, KnownHearing } from '../domain/hearing/hearing.js';
import { earlierOffences } from '../domain/hearing/history.js';
import { advised } from '../domain/hearing/penalty/advice.js';
import { asTold, withoutLapsed } from '../domain/hearing/telling/untold.js';
import { hearingSubject } from '../subjects.js';

/**
 * A hearing without what the policy keeps from whoever asks: the file of the case; who it is about; what is on record from before;
 * what is not confirmed.
 */
export const hearingAsSeen = (
  id: string,
  state: Hearing,
  policy: Policy,
  asked: Asked,
  partsOnAppeal: readonly string[] = [],
): object => {
  if (state.status === 'none') return { id, ...state };
  const ofFile = fileHidden(state, policy, asked, partsOnAppeal);
  if (ofFile.length > 0) return { ...withoutFile(id, state), hidden: ofFile };
  const anonymity = { lifted: state.anonymityLiftedAt !== null };
  const elsewhere = { investigation: { anonymity }, report: { anonymity, step: {} } };
  const hidden = hiddenFrom(policy, hearingSubject, state, asked, elsewhere);
  const told = asTold(withoutLapsed(state), hidden);
  // Who was told of what is on record only bars them from sitting again; letters are read as letters.
  const { sawHistory: _, decisionLetters: __, ...shown } = withoutDeliberation(told, policy, hidden);
  return {
    id,
    ...shown,
    body: { ...state.body, complete: isBodyComplete(state, policy) },
    ...(hides(hidden, 'earlier-offences') ? withoutHistory(shown, policy) : withAdvice(told, policy, asked)),
    ...(hides(hidden, studentIdentity) && withoutStudent(shown)),
    hidden,
  };
};

/** The hearing as far as it is told to whoever asks. */
export const toldTo = (state: KnownHearing, policy: Policy, asked: Asked): KnownHearing =>
  asTold(state, hiddenFrom(policy, hearingSubject, state, asked));

/** By which words of the policy the file of the case is kept from whoever asks; whoever sits has the papers, whatever other office they hold. */
export const fileHidden = (
  state: KnownHearing,
  policy: Policy,
  asked: Asked,
  partsOnAppeal: readonly string[] = [],
): readonly Hidden[] => (hasPart(state, asked) ? [] : fileHiddenFrom(policy, asked.actor, partsOnAppeal));

const hasPart = (state: KnownHearing, { actor }: Asked): boolean => rolesHeldBy(actor.id, rolesOf(state)).length > 0;

/** What an act that the policy leaves to them needs: its version goes with it. */
const withoutFile = (id: string, { status, institution, policy, case: caseId }: KnownHearing): object => ({
  ...{ id, status, institution, policy, case: caseId },
});

/** What was said where the body decides, in the steps that rest on the clause by which it is kept from whoever asks; and who voted how. */
const withoutDeliberation = (state: KnownHearing, policy: Policy, hidden: readonly Hidden[]): KnownHearing => {
  const by = hidden.filter(({ what }) => what === 'deliberation').flatMap(({ clauses }) => clauses);
  const steps = policy
    .steps(hearingSubject.name)
    .filter(({ clauses }) => clauses.some((clause) => by.includes(clause)));
  const { told } = withoutSteps(
    state.steps,
    steps.map(({ name }) => name),
  );
  const { finding, penalty } = state;
  const unvoted =
    by.length > 0
      ? { finding: finding && { ...finding, votes: {} }, penalty: penalty && { ...penalty, votes: {} } }
      : {};
  return { ...state, ...unvoted, steps: { ...state.steps, told } };
};

type Shown = Omit<KnownHearing, 'sawHistory' | 'decisionLetters'>;

/** Nor what came of a step whose rules go by it. */
const withoutHistory = ({ steps }: Shown, policy: Policy) => {
  const byHistory = policy
    .steps(hearingSubject.name)
    .filter((step) => [...step.available, ...step.acceptable].some(({ holds }) => /\bhistory\./.test(holds)))
    .map(({ name }) => name);
  return { history: null, steps: { ...steps, told: withoutSteps(steps, byHistory).told } };
};

/** Whoever sits is told of what was proven before this hearing, and what the policy says of it. */
const withAdvice = (state: KnownHearing, policy: Policy, { actor, at }: Asked) => {
  if (!state.body.members.some(({ person }) => person === actor.id)) return {};
  const { history } = state;
  return {
    history: history && { ...history, offences: earlierOffences(state, at) },
    advice: advised(state, policy, at),
  };
};

/** What steps told, and what was said in words, may be who the student is. */
const withoutStudent = ({ noted, steps, body }: Shown) => ({
  noted: noted && { ...noted, subject: { ...noted.subject, id: null }, student: null },
  steps: { ...steps, told: {} },
  body: { ...body, members: body.members.map(({ person, seat }) => ({ person, seat })) },
});
