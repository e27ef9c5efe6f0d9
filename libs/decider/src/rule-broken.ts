/** One rule that a command broke: which, by what clause, in whose words, and the facts that broke it. */
export interface Refusal {
  /** Stable and kebab-case: `lead-previously-involved`. */
  readonly code: string;
  readonly clauses: readonly string[];
  /** What the policy says, in a sentence. Holds nothing personal. */
  readonly says: string;
  /** The facts that mattered. Codes, numbers and dates: holds nothing personal. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** The command's field at fault, as a JSON pointer, where there is one. */
  readonly field?: string;
}

/**
 * The policy forbids the command. `out-of-order`: it may be lawful later; `not-permitted`: this person may not;
 * `unacceptable`: what the command says breaks the rule.
 */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken';

  constructor(
    readonly kind: 'out-of-order' | 'not-permitted' | 'unacceptable',
    readonly act: string,
    readonly refusals: readonly [Refusal, ...Refusal[]],
  ) {
    super(`${act}: ${refusals.map((refusal) => `${refusal.code} [${refusal.clauses.join(', ')}]`).join('; ')}`);
  }
}
