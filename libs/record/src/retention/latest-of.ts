import { earliestDestruction, type KeepRule } from './earliest-destruction.js';

export interface DatedRule<Rule extends KeepRule> {
  readonly rule: Rule;
  /** `YYYY-MM-DD` */
  readonly earliest: string;
}

/** The rule that keeps longest, the first of equals, with its date; undefined where no rule applies. */
export function latestOf<Rule extends KeepRule>(rules: readonly Rule[]): DatedRule<Rule> | undefined {
  return rules
    .map((rule) => ({ rule, earliest: earliestDestruction(rule) }))
    .reduce<DatedRule<Rule> | undefined>(
      (last, next) => (last && last.earliest >= next.earliest ? last : next),
      undefined,
    );
}
