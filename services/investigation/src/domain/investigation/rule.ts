import { eventOf, type Decided, type Given } from '@probity/decider';
import { ruled, type Facts, type Policy, type Ruling, type Said } from '@probity/policy-packs';
import type { CountedDeadline, InvestigationEvent } from './events.js';
import { investigationFacts, type investigationCatalogue, type SaidIn } from './facts.js';
import type { OpenInvestigation } from './investigation.js';

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
): Ruling => ruled(policy, act, { ...investigationFacts(state, given), ...(says as Facts) }, given, said);

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
