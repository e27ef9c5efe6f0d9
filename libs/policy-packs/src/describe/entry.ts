/** What the system does for a clause. */
export interface Entry {
  readonly clauses: readonly string[];
  /** `Rule`, `Deadline`, `Penalty`. */
  readonly kind: string;
  readonly title: string;
  /** What a request calls it, where one may name it. */
  readonly code?: string | undefined;
  readonly says: readonly string[];
  /** As the pack has it, where it is a condition that is checked. */
  readonly condition?: string | undefined;
}

/** By name: what the institution calls it. */
export type Titles = (name: string) => string;

export const list = (names: readonly string[], title: Titles): string => names.map(title).join(', ');
export const optional = (says: string | undefined): readonly string[] => (says === undefined ? [] : [says]);
export const some = (label: string, names: readonly string[], title: Titles): readonly string[] =>
  names.length === 0 ? [] : [`${label} ${list(names, title)}.`];
