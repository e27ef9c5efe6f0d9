import { ConditionError, conditionsOver, type Condition, type Conditions } from '../cel.js';
import { inTimeFacts, type InTime } from './in-time.js';
import type { DeadlineRule } from './settings.js';
import type { ActCatalogue, FactTypes } from '../policy.js';
import type { RuleShape } from '../load/schema.js';
import type { Path } from '../load/yaml-file.js';
import type { CompiledRule } from '../engine/ruling.js';

export type Report = (path: Path, message: string) => void;

/** Compiles the condition that stands at the path, and reports what is wrong with it there. */
export type Compile = (path: Path, text: string) => Condition;

/**
 * @param types undefined for a service that runs elsewhere: its conditions are not checked, and evaluating one throws
 */
export function compilerFor(types: FactTypes | undefined, report: Report, times?: Times): Compile {
  let conditions: Conditions | undefined;
  return (path, text) => {
    if (types === undefined) return unchecked(text);
    conditions ??= over(types, times);
    try {
      return conditions.compile(text);
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      report(path, error.message);
      return unchecked(text);
    }
  };
}

/** The pack's deadlines, and how one is reckoned. */
export interface Times {
  readonly deadlines: ReadonlyMap<string, DeadlineRule>;
  readonly isInTime: InTime;
}

function over(types: FactTypes, times: Times | undefined): Conditions {
  if (!times) return conditionsOver(types);
  const known = inTimeFacts(times.deadlines, types, times.isInTime);
  return conditionsOver(known.types, known.derived);
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
  return { words: { code, says, clauses, force, breach, unless: rule.unless }, field: rule.field, condition };
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
}

export function catalogueOf(
  service: string,
  { catalogues, isWhole }: Supply,
  report: Report,
): ActCatalogue | undefined {
  const found = catalogues.find((catalogue) => catalogue.service === service);
  if (found === undefined && isWhole) report([], `no service has a catalogue ${service}`);
  return found;
}
