import type { Policy } from '@probity/policy-packs';

/** What a clause requires, as given, when and then on the policy: throws where it is not so. */
export interface ClauseTest {
  readonly clauses: readonly string[];
  /** In the words of the clause. */
  readonly says: string;
  readonly check: (policy: Policy) => void;
}

export const clause = (
  clauses: string | readonly string[],
  says: string,
  check: (policy: Policy) => void,
): ClauseTest => ({ clauses: [clauses].flat(), says, check });

export const titleOf = ({ clauses, says }: ClauseTest): string => `${says} ${clauses.map((id) => `[${id}]`).join(' ')}`;
