import type { LetterItems } from '@probity/contracts';
import { eventOf, type Decided, type Given } from '@probity/decider';
import {
  dayOf,
  factsWith,
  lettersOf,
  ruled,
  type Addition,
  type Facts,
  type Letters,
  type NoticeDefinition,
  type Policy,
  type Ruling,
  type Said,
} from '@probity/policy-packs';
import type { CountedDeadline, InvestigationEvent } from './events.js';
import { investigationFacts, type investigationCatalogue, type SaidIn } from './facts.js';
import type { OpenInvestigation } from './investigation.js';
import { notBeforeReport } from './times.js';

export type Decision = readonly Decided<InvestigationEvent>[];

export const fact = eventOf<InvestigationEvent>();

/** The act's ruling on the state as it is and on what the command says. @throws RuleBroken */
export const rule = <Act extends keyof typeof investigationCatalogue.acts>(
  act: Act,
  says: SaidIn<Act>,
  given: Given,
  state: OpenInvestigation,
  policy: Policy,
  said?: Said,
): Ruling =>
  ruled(policy, act, factsOf(says as Facts, given, state, policy), given, said, [
    notBeforeReport(given, state, policy, act),
  ]);

/** The same, with what the act's own rules cannot see. @throws RuleBroken */
export const ruleWith = <Act extends keyof typeof investigationCatalogue.acts>(
  added: readonly Addition[],
  act: Act,
  says: SaidIn<Act>,
  given: Given,
  state: OpenInvestigation,
  policy: Policy,
): Ruling =>
  ruled(policy, act, factsOf(says as Facts, given, state, policy), given, {}, [
    ...added,
    notBeforeReport(given, state, policy, act),
  ]);

/** The letters of an act; `known` is what need not be said. */
export const lettersOn = <Act extends keyof typeof investigationCatalogue.acts>(
  act: Act,
  says: SaidIn<Act>,
  { letter, ...given }: { readonly letter?: LetterItems } & Given,
  state: OpenInvestigation,
  policy: Policy,
  known: LetterItems = {},
  only?: (notice: NoticeDefinition) => boolean,
): Letters =>
  lettersOf({
    policy,
    act,
    facts: factsOf(says as Facts, given, state, policy),
    at: given.at,
    known: { ...knownOf(state, given.at), ...known },
    said: letter ?? {},
    ...(only ? { only } : {}),
  });

/** What any letter may say of the case. */
export const knownOf = (state: OpenInvestigation, at: string): LetterItems => ({
  reference: state.reference,
  date: dayOf(at, state),
});

const factsOf = (says: Facts, given: Given, state: OpenInvestigation, policy: Policy): Facts =>
  factsWith(investigationFacts(state, given, policy) as unknown as Facts, says);

/** A deadline of the policy as an event keeps it. */
export const deadlineFrom = (policy: Policy, name: string, anchor: string): CountedDeadline => {
  const { date, endsAt, explained, calendar, setting, counted } = policy.deadline(name, anchor);
  return { date, endsAt, explained, calendar, setting: setting ?? null, counted: [...counted] };
};

/** What a rule of the policy ensures. @throws where a policy has no such rule, and the act has nothing to go on */
export const ensured = <Value>(value: Value | null | undefined, what: string): Value => {
  if (value === null || value === undefined) throw new Error(`the policy let this come without ${what}`);
  return value;
};
