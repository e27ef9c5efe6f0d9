import type { Policy } from '@probity/policy-packs';
import {
  hearablesOf,
  isHeard,
  openHolds,
  type CaseFile,
  type Hearable,
  type Hold,
  type Retention,
} from '../domain/file/file.js';
import { retentionOf } from '../domain/file/retention.js';

export interface RetentionAnswer {
  /** `YYYY-MM-DD`: not destroyed before; null while it is kept without an end. */
  readonly earliest: string | null;
  readonly timeZone: string;
  readonly rule: Retention['rule'];
  readonly clauses: readonly string[];
  readonly settings: readonly string[];
  /** When the clock of the rule started; null where it has not. */
  readonly from: string | null;
  readonly why: string;
  readonly rules: Retention['rules'];
  /** Those in force; each comes before every date. */
  readonly holds: readonly Hold[];
  /** Appeals and prosecutions that have not been heard; each by the id that concluding it names. */
  readonly toBeHeard: readonly Hearable[];
  /** The case is not closed: this is how it stands by what is known now. */
  readonly open: boolean;
}

/** How long the record is kept, by which rule, and why. */
export const retentionAnswer = (file: CaseFile, policy: Policy): RetentionAnswer => {
  // Anew: the deployment may have set a period, or another, since the case was closed.
  const { earliest, timeZone, rule, rules, why } = retentionOf(file, policy);
  const { clauses, settings, startedAt: from } = rule;
  return {
    earliest,
    timeZone,
    rule,
    clauses,
    settings,
    from,
    why,
    rules,
    holds: openHolds(file),
    toBeHeard: hearablesOf(file).filter((one) => !isHeard(file, one)),
    open: file.closed === null,
  };
};
