import type { Condition } from '../cel.js';
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

interface Judgement {
  readonly refusals: readonly Refusal[];
  readonly departures: readonly Departure[];
  readonly breaches: readonly Departure[];
  readonly missing: readonly DocumentItem[];
  readonly authority: readonly string[];
  readonly read: Readonly<Record<string, unknown>>;
}

const nothing: Judgement = { refusals: [], departures: [], breaches: [], missing: [], authority: [], read: {} };

/** Who asks, and what has happened. A rule that yields to a reason is a departure here: the act is open. */
export function ruleAvailable(act: CompiledAct, facts: Facts): Ruling {
  const authority = { ...nothing, authority: act.definition.clauses };
  const permitted = together(authority, permit(act, facts));
  if (permitted.refusals.length > 0) return rulingOn(act, 'not-permitted', permitted);
  return rulingOn(
    act,
    'out-of-order',
    together(
      permitted,
      judge(act.available, facts, () => null),
    ),
  );
}

/** The act with what is said: refused for the first of who, order and acceptability that fails. */
export function ruleOn(act: CompiledAct, facts: Facts, said: Said): Ruling {
  const reasonFor = (code: string) => {
    const reason = said.reasons?.[code]?.trim();
    return reason === '' ? undefined : reason;
  };
  const authority = { ...nothing, authority: act.definition.clauses };
  const permitted = together(authority, permit(act, facts));
  if (permitted.refusals.length > 0) return rulingOn(act, 'not-permitted', permitted);
  const open = together(permitted, judge(act.available, facts, reasonFor));
  if (open.refusals.length > 0) return rulingOn(act, 'out-of-order', open);
  const whole = together(open, judge(act.acceptable, facts, reasonFor), contain(act.document, said));
  return rulingOn(act, 'unacceptable', whole);
}

/** The ruling on an act that the policy does not have. */
export function noSuchAct(act: string, policyTitle: string): Ruling {
  const refusal = { code: 'no-such-act', clauses: [], says: `There is no such act in ${policyTitle}.` };
  return { act, kind: 'out-of-order', follows: [], ...nothing, refusals: [refusal] };
}

function rulingOn(act: CompiledAct, kind: NonNullable<Ruling['kind']>, judgement: Judgement): Ruling {
  const { name, follows } = act.definition;
  return { act: name, kind: judgement.refusals.length > 0 ? kind : undefined, follows, ...judgement };
}

function together(...parts: readonly Judgement[]): Judgement {
  return {
    refusals: parts.flatMap((part) => part.refusals),
    departures: parts.flatMap((part) => part.departures),
    breaches: parts.flatMap((part) => part.breaches),
    missing: parts.flatMap((part) => part.missing),
    authority: [...new Set(parts.flatMap((part) => part.authority))],
    read: Object.assign({}, ...parts.map((part) => part.read)) as Judgement['read'],
  };
}

function permit({ definition, whoInWords }: CompiledAct, facts: Facts): Judgement {
  const { anyone, offices, roles } = definition.who;
  if (anyone) return nothing;
  const read: Readonly<Record<string, readonly string[]>> = {
    ...(offices.length > 0 && { 'actor.offices': held(facts, 'offices', definition.name) }),
    ...(roles.length > 0 && { 'actor.roles': held(facts, 'roles', definition.name) }),
  };
  const hasOffice = offices.some((office) => read['actor.offices']?.includes(office));
  const hasRole = roles.some((role) => read['actor.roles']?.includes(role));
  if (hasOffice || hasRole) return { ...nothing, read };
  const says = `This is for ${whoInWords}.`;
  return { ...nothing, read, refusals: [{ code: 'not-yours-to-do', clauses: definition.clauses, says, facts: read }] };
}

function held(facts: Facts, what: 'offices' | 'roles', act: string): readonly string[] {
  const actor = facts['actor'];
  const value = typeof actor === 'object' && actor !== null && !Array.isArray(actor) ? (actor as Facts)[what] : null;
  if (Array.isArray(value)) return value as readonly string[];
  throw new FactMissing(`actor.${what}`, `who may ${act}`);
}

/** The reason given; null where none is asked for yet; undefined where it is missing. */
type ReasonFor = (code: string) => string | null | undefined;

function judge(rules: readonly CompiledRule[], facts: Facts, reasonFor: ReasonFor): Judgement {
  return together(...rules.map((rule) => judgeOne(rule, facts, reasonFor)));
}

function judgeOne(rule: CompiledRule, facts: Facts, reasonFor: ReasonFor): Judgement {
  const { value, read } = rule.condition.evaluate(facts);
  const { code, clauses, force, breach, says } = rule.words;
  const judged = { ...nothing, authority: clauses, read };
  if (value || isLifted(rule.words.unless, facts)) return judged;
  const reason = reasonFor(code);
  if (breach === 'refuse') return { ...judged, refusals: [refusalOf(rule, read)] };
  if (breach === 'reason' && reason === undefined) {
    const asks = `${says} To depart from this, give a reason.`;
    return { ...judged, refusals: [{ code, clauses, says: asks, facts: read, field: `/reasons/${code}` }] };
  }
  const departure: Departure = { code, clauses, force, says, reason: reason ?? null, facts: read };
  const isBreach = breach === 'record' && force === 'must';
  return isBreach ? { ...judged, breaches: [departure] } : { ...judged, departures: [departure] };
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
  document: DocumentDefinition | undefined,
  { contents = {}, contentsAt = '/contents' }: Said,
): Judgement {
  const missing = document?.items.filter((item) => isEmpty(contents[item.code])) ?? [];
  if (document?.breach === 'list') return { ...nothing, missing };
  const refusals = missing.map(({ code, clauses, says }) => ({
    code: `missing-${code}`,
    clauses,
    says: `${document?.title ?? ''} must contain: ${says}`,
    field: `${contentsAt}/${code}`,
  }));
  return { ...nothing, refusals };
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}
