import type { LetterItems } from '@probity/contracts';
import { enforce, eventOf, type Decided, type Given, type Refusal } from '@probity/decider';
import {
  dayOf,
  lettersOf,
  ruled,
  type Departure,
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
): Ruling => ruled(policy, act, factsOf(says as Facts, given, state), given, said);

/** What the act's own rules cannot see: who may conduct a meeting, what a letter must say. */
export interface Also {
  readonly refusals: readonly Refusal[];
  readonly departures?: readonly Departure[];
  readonly authority?: readonly string[];
}

/** The ruling with all of these: each of their refusals counts only where the act is open to this person. @throws RuleBroken */
export const ruleWith = <Act extends keyof typeof investigationCatalogue.acts>(
  also: readonly Also[],
  act: Act,
  says: SaidIn<Act>,
  given: Given,
  state: OpenInvestigation,
  policy: Policy,
): Ruling => {
  const ruling = policy.rule(
    act,
    factsOf(says as Facts, given, state),
    given.reasons ? { reasons: given.reasons } : {},
  );
  const isOpen = ruling.kind === undefined || ruling.kind === 'unacceptable';
  return enforce({
    ...ruling,
    refusals: [...ruling.refusals, ...(isOpen ? also.flatMap(({ refusals }) => refusals) : [])],
    departures: [...ruling.departures, ...also.flatMap(({ departures = [] }) => departures)],
    authority: [...new Set([...ruling.authority, ...also.flatMap(({ authority = [] }) => authority)])],
  });
};

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
    facts: factsOf(says as Facts, given, state),
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

/** What the command says of something goes beside what is known of it. */
const factsOf = (says: Facts, given: Given, state: OpenInvestigation): Facts => {
  const known = investigationFacts(state, given) as unknown as Facts;
  const both = Object.entries(says).map(([name, said]) => [
    name,
    isGroup(said) && isGroup(known[name]) ? { ...known[name], ...said } : said,
  ]);
  return { ...known, ...(Object.fromEntries(both) as Facts) };
};

const isGroup = (one: Facts[string] | undefined): one is Facts =>
  typeof one === 'object' && one !== null && !Array.isArray(one);

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
