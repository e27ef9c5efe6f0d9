import { factsWith, type Facts, type Policy } from '@probity/policy-packs';
import { standardPenaltyBefore } from './facts.js';

/** From which penalties the body chooses, by the policy's table. */
export interface Group {
  readonly applicable: readonly string[];
  /** Another is open to it, with reasons. */
  readonly mayDiffer: boolean;
  /** The one penalty that it may apply; empty where it may apply any of the group. */
  readonly only: string;
  readonly clauses: readonly string[];
}

export interface Grouped {
  /** Null: the tariff knows no groups. */
  readonly group: Group | null;
  /** With what the tariff may read besides. */
  readonly facts: Facts;
  /** What it rests on, the mark before and after it was rounded, too. */
  readonly read: Readonly<Record<string, unknown>>;
}

/** @throws FactMissing naming what the table needs and nobody told */
export const grouped = (policy: Policy, tariff: string, facts: Facts): Grouped => {
  if (policy.facts(tariff)?.['group'] === undefined) return { group: null, facts, read: {} };
  const { facts: marked, read } = withMark(policy, facts);
  const { rows, read: readByTable } = policy.table('penalty-group', marked);
  const [row] = rows;
  if (!row) throw new Error('no penalty group applies');
  const { applicable, mayDiffer, only } = row.then as Omit<Group, 'clauses'>;
  const group = { applicable, mayDiffer, only };
  return {
    group: { ...group, clauses: row.clauses },
    facts: factsWith(marked, { group, ...standardPenaltyBefore(policy, marked) }),
    read: { ...read, ...readByTable },
  };
};

/** Whether the mark is compensable is decided on it as it is rounded here; both are kept. */
const withMark = (policy: Policy, facts: Facts): Omit<Grouped, 'group'> => {
  const { raw } = (facts['mark'] ?? {}) as { readonly raw?: number };
  if (raw === undefined) return { facts, read: {} };
  const rounding = policy.setting('mark-rounding').value;
  const { rows } = policy.table('compensable-mark', { mark: { raw, rounding: rounding as string } });
  const rounded = rounding === 'half-up' ? Math.floor(raw + 0.5) : raw;
  const compensable = rows[0]?.then['compensable'] === true;
  return {
    facts: factsWith(facts, { mark: { compensable } }),
    read: { 'mark.raw': raw, 'mark.rounding': rounding, 'mark.rounded': rounded },
  };
};

/** What whoever advises the body tells it of the group, in the policy's words. */
export const adviceOn = (policy: Policy, facts: Facts): readonly { says: string; clauses: readonly string[] }[] =>
  policy.tables.includes('advice-on-group')
    ? policy
        .table('advice-on-group', facts)
        .rows.map(({ then, clauses }) => ({ says: String(then['tell']), clauses: [...clauses] }))
    : [];
