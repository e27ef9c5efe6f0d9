import type { Condition, Outcome } from '../cel.js';
import {
  FactMissing,
  type ActDefinition,
  type Departure,
  type DocumentDefinition,
  type DocumentItem,
  type Fact,
  type Facts,
  type RuleInWords,
  type Ruling,
  type Said,
} from '../policy.js';
import type { Refusal } from '@probity/decider';

export interface CompiledRule {
  readonly words: RuleInWords;
  /** JSON pointer into the command. */
  readonly field: string | undefined;
  readonly condition: Condition;
}

export interface CompiledAct<T extends ActDefinition = ActDefinition> {
  readonly definition: T;
  readonly due: Condition | undefined;
  readonly available: readonly CompiledRule[];
  readonly acceptable: readonly CompiledRule[];
  readonly document: DocumentDefinition | undefined;
  /** Who may do it, in the pack's words: "the Quality Manager or the lead investigator". */
  readonly whoInWords: string;
}

/** What the rule comes to. @throws FactMissing that says which rule needs it */
export function evaluated({ condition, words }: CompiledRule, facts: Facts, act: string): Outcome {
  try {
    return condition.evaluate(facts);
  } catch (error) {
    const { code, clauses, says } = words;
    if (error instanceof FactMissing) error.neededBy ??= { act, code, clauses, says };
    throw error;
  }
}

/** How a refusal ends that a reason lifts. */
export const askForReason = 'To depart from this, give a reason.';

/** What is gathered on the way through an act's rules. */
class Judging {
  readonly refusals: Refusal[] = [];
  readonly departures: Departure[] = [];
  readonly breaches: Departure[] = [];
  readonly missing: DocumentItem[] = [];
  readonly authority: Set<string>;
  readonly read: Record<string, unknown> = {};

  constructor(readonly act: ActDefinition) {
    this.authority = new Set(act.clauses);
  }

  ruling(kind: NonNullable<Ruling['kind']>): Ruling {
    const { refusals, departures, breaches, missing, read } = this;
    const { name, follows } = this.act;
    const found = { refusals, departures, breaches, missing, authority: [...this.authority], follows, read };
    return { act: name, kind: refusals.length > 0 ? kind : undefined, ...found };
  }
}

/** Who asks, and what has happened. A rule that yields to a reason is a departure here: the act is open. */
export function ruleAvailable(act: CompiledAct, facts: Facts): Ruling {
  const judging = new Judging(act.definition);
  permit(judging, act, facts);
  if (judging.refusals.length > 0) return judging.ruling('not-permitted');
  judge(judging, act.available, facts, () => null);
  return judging.ruling('out-of-order');
}

/** The act with what is said: refused for the first of who, order and acceptability that fails. */
export function ruleOn(act: CompiledAct, facts: Facts, said: Said): Ruling {
  const reasonFor = (code: string) => {
    const reason = said.reasons?.[code]?.trim();
    return reason === '' ? undefined : reason;
  };
  const judging = new Judging(act.definition);
  permit(judging, act, facts);
  if (judging.refusals.length > 0) return judging.ruling('not-permitted');
  judge(judging, act.available, facts, reasonFor);
  if (judging.refusals.length > 0) return judging.ruling('out-of-order');
  judge(judging, act.acceptable, facts, reasonFor);
  contain(judging, act.document, said);
  return judging.ruling('unacceptable');
}

/** Whether `ruleOn` refuses nothing where nothing but facts is said. */
export function allows(act: CompiledAct, facts: Facts): boolean {
  const keeps = ({ condition, words }: CompiledRule): boolean =>
    words.breach === 'record' || condition.evaluate(facts).value || isLifted(words.unless, facts);
  const isComplete = act.document?.breach !== 'refuse' || act.document.items.length === 0;
  return isComplete && isPermitted(act, facts) && act.available.every(keeps) && act.acceptable.every(keeps);
}

/** The ruling on an act that the policy does not have. */
export function noSuchAct(act: string, policyTitle: string): Ruling {
  const refusal = { code: 'no-such-act', clauses: [], says: `There is no such act in ${policyTitle}.` };
  const nothing = { departures: [], breaches: [], missing: [], authority: [], follows: [], read: {} };
  return { act, kind: 'out-of-order', refusals: [refusal], ...nothing };
}

function permit(judging: Judging, { definition, whoInWords }: CompiledAct, facts: Facts): void {
  const { anyone, offices, roles } = definition.who;
  if (anyone) return;
  const read: Record<string, readonly string[]> = {};
  if (offices.length > 0) read['actor.offices'] = held(facts, 'offices', definition.name);
  if (roles.length > 0) read['actor.roles'] = held(facts, 'roles', definition.name);
  Object.assign(judging.read, read);
  if (offices.some((office) => read['actor.offices']?.includes(office))) return;
  if (roles.some((role) => read['actor.roles']?.includes(role))) return;
  const says = `This is for ${whoInWords}.`;
  judging.refusals.push({ code: 'not-yours-to-do', clauses: definition.clauses, says, facts: read });
}

function isPermitted(act: CompiledAct, facts: Facts): boolean {
  const { anyone, offices, roles } = act.definition.who;
  const has = (what: 'offices' | 'roles', any: readonly string[]): boolean =>
    any.length > 0 && held(facts, what, act.definition.name).some((one) => any.includes(one));
  return anyone || has('offices', offices) || has('roles', roles);
}

function held(facts: Facts, what: 'offices' | 'roles', act: string): readonly string[] {
  const actor = facts['actor'];
  const value = typeof actor === 'object' && actor !== null && !Array.isArray(actor) ? (actor as Facts)[what] : null;
  if (Array.isArray(value)) return value as readonly string[];
  throw new FactMissing(`actor.${what}`, `who may ${act}`);
}

/** The reason given; null where none is asked for yet; undefined where it is missing. */
type ReasonFor = (code: string) => string | null | undefined;

function judge(judging: Judging, rules: readonly CompiledRule[], facts: Facts, reasonFor: ReasonFor): void {
  for (const rule of rules) {
    const { value, read } = evaluated(rule, facts, judging.act.name);
    Object.assign(judging.read, read);
    for (const clause of rule.words.clauses) judging.authority.add(clause);
    if (!value && !isLifted(rule.words.unless, facts)) judgeBroken(judging, rule, read, reasonFor);
  }
}

function judgeBroken(
  judging: Judging,
  rule: CompiledRule,
  read: Readonly<Record<string, Fact>>,
  reasonFor: ReasonFor,
): void {
  const { code, clauses, force, breach, says } = rule.words;
  const reason = reasonFor(code);
  if (breach === 'refuse') {
    judging.refusals.push(refusalOf(rule, read));
  } else if (breach === 'reason' && reason === undefined) {
    const asks = `${says} ${askForReason}`;
    judging.refusals.push({ code, clauses, says: asks, facts: read, field: `/reasons/${code}` });
  } else {
    const departure: Departure = { code, clauses, force, says, reason: reason ?? null, facts: read };
    (breach === 'record' && force === 'must' ? judging.breaches : judging.departures).push(departure);
  }
}

function isLifted(unless: string | undefined, facts: Facts): boolean {
  if (unless === undefined) return false;
  const done = (facts['steps'] as Facts | undefined)?.['done'];
  if (!Array.isArray(done)) throw new FactMissing('steps.done', `whether ${unless} was done`);
  return done.includes(unless);
}

export function refusalOf({ words, field }: CompiledRule, read: Readonly<Record<string, Fact>>): Refusal {
  const { code, clauses, says } = words;
  return { code, clauses, says, facts: read, ...(field !== undefined && { field }) };
}

function contain(
  judging: Judging,
  document: DocumentDefinition | undefined,
  { contents = {}, contentsAt = '/contents' }: Said,
): void {
  for (const item of document?.items ?? []) {
    if (!isEmpty(contents[item.code])) continue;
    if (document?.breach === 'list') {
      judging.missing.push(item);
      continue;
    }
    const says = `${document?.title ?? ''} must contain: ${item.says}`;
    const field = `${contentsAt}/${item.code}`;
    judging.refusals.push({ code: `missing-${item.code}`, clauses: item.clauses, says, field });
  }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}
