import { ConditionError, conditionsOver, leavesOf, type Condition, type Conditions } from '../cel.js';
import { inTimeFacts, type InTime } from './in-time.js';
import { camelCase } from './names.js';
import type { DeadlineRule } from './settings.js';
import type { ActCatalogue, FactTypes } from '../policy.js';
import type { RuleShape } from '../load/schema.js';
import { nearest } from '../load/near.js';
import type { Path, Report } from '../load/yaml-file.js';
import type { CompiledRule } from '../engine/ruling.js';

export type { Report } from '../load/yaml-file.js';

/**
 * Compiles the condition that stands at the path, and reports what is wrong with it there.
 * `said` is what the command says, which may not be read here.
 */
export type Compile = (path: Path, text: string, said?: FactTypes) => Condition;

/**
 * @param types undefined for a service that runs elsewhere: its conditions are not checked, and evaluating one throws
 */
export function compilerFor(
  types: FactTypes | undefined,
  report: Report,
  { times, isChecked = false }: Partial<Supply> = {},
): Compile {
  let conditions: Conditions | undefined;
  return (path, text, said) => {
    if (types === undefined) return unchecked(text);
    const compile = () => (conditions ??= over(types, times)).compile(text);
    if (isChecked) return whenEvaluated(text, compile);
    try {
      return compile();
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      if (times?.isUnusable && error.where.fact?.startsWith('inTime.')) return unchecked(text);
      const { message, suggestion } = explained(error, types, times, said);
      report(path, message, { suggestion, within: error.where.at });
      return unchecked(text);
    }
  };
}

function explained(
  { message, where: { fact } }: ConditionError,
  types: FactTypes,
  times: Times | undefined,
  said: FactTypes = {},
): { readonly message: string; readonly suggestion?: string | undefined } {
  if (fact === undefined) return { message };
  if (leavesOf(said).some(({ name }) => name === fact)) {
    return {
      message: `${fact} is what the command says, which only acceptable may read: ${message.slice(message.indexOf(': ') + 2)}`,
    };
  }
  const deadline = [...(times?.deadlines.values() ?? [])].find(({ name }) => fact === `inTime.${camelCase(name)}`);
  if (deadline !== undefined) {
    const { name, from, meets } = deadline;
    const why =
      from === undefined ? 'has no from' : `is from ${from} and meets ${meets}, not both of which are known here`;
    return { message: `${message}; the deadline ${name} ${why}` };
  }
  const known = times ? inTimeFacts(times.deadlines, types, times.isInTime).types : types;
  const names = leavesOf(known).map(({ name }) => name);
  return { message, suggestion: nearest(fact, names) ?? alike(fact, names) };
}

const mostAlike = 6;

/** What is called the same of something else; or whatever is known of the same thing, where that is little. */
function alike(fact: string, names: readonly string[]): string | undefined {
  const [first, last] = [fact.slice(0, fact.lastIndexOf('.') + 1), `.${fact.slice(fact.lastIndexOf('.') + 1)}`];
  const same = names.filter((name) => name.endsWith(last));
  if (same.length === 1) return same[0];
  const beside = names.filter((name) => first !== '' && name.startsWith(first));
  return beside.length > 0 && beside.length <= mostAlike ? beside.join(' or ') : undefined;
}

/** The pack's deadlines, and how one is reckoned. */
export interface Times {
  readonly deadlines: ReadonlyMap<string, DeadlineRule>;
  readonly isInTime: InTime;
  /** Whether the deadlines were not to be read, which has been reported. */
  readonly isUnusable?: boolean;
}

function over(types: FactTypes, times: Times | undefined): Conditions {
  if (!times) return conditionsOver(types);
  const known = inTimeFacts(times.deadlines, types, times.isInTime);
  return conditionsOver(known.types, known.derived);
}

function whenEvaluated(text: string, compile: () => Condition): Condition {
  let compiled: Condition | undefined;
  return { text, names: [], evaluate: (facts) => (compiled ??= compile()).evaluate(facts) };
}

function unchecked(text: string): Condition {
  return {
    text,
    names: [],
    evaluate() {
      throw new Error(`this condition was loaded without the catalogue of its service: ${text}`);
    },
  };
}

/** @param force of a rule that need not say it: a tariff's gate is a must */
export function compileRule(
  rule: Omit<RuleShape, 'force' | 'breach' | 'unless'> & Partial<RuleShape>,
  condition: Condition,
): CompiledRule {
  const { code, says, clauses, force = 'must' } = rule;
  const breach = rule.breach ?? (force === 'normally' ? 'reason' : 'refuse');
  return {
    words: { code, holds: condition.text, says, clauses, force, breach, unless: rule.unless },
    field: rule.field,
    condition,
  };
}

export function reportDuplicateCodes(codes: readonly { code: string; path: Path }[], report: Report): void {
  const seen = new Set<string>();
  for (const { code, path } of codes) {
    if (seen.has(code)) report(path, `the code ${code} stands twice`);
    seen.add(code);
  }
}

/** The catalogues at hand, and whether they are all there are. */
export interface Supply {
  readonly catalogues: readonly ActCatalogue[];
  readonly isWhole: boolean;
  readonly times?: Times;
  /** Whether it was found right before something was taken out: then it is not checked again, and compiled only where it is asked. */
  readonly isChecked?: boolean;
}

export function catalogueOf(
  service: string,
  { catalogues, isWhole }: Supply,
  report: Report,
): ActCatalogue | undefined {
  const found = catalogues.find((catalogue) => catalogue.service === service);
  if (found === undefined && isWhole) {
    const known = catalogues.map((catalogue) => catalogue.service);
    const suggestion = nearest(service, known);
    const all = suggestion === undefined && known.length > 0 ? `: the subjects are ${known.join(', ')}` : '';
    report([], `no service has a catalogue ${service}${all}`, { suggestion });
  }
  return found;
}
