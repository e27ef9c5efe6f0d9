import { Environment } from '@marcbachmann/cel-js';
import type { Facts, Policy } from '@probity/policy-packs';

export interface RulingCase {
  readonly act: string;
  readonly facts: Facts;
  /** Every condition that the ruling evaluates, as the pack has it. */
  readonly conditions: readonly string[];
}

/** An act of several rules that are all kept: all of them are evaluated. */
export function rulingCase(policy: Policy): RulingCase {
  const act = 'hearing.decide-finding';
  const definition = policy.act(act);
  if (!definition) throw new Error(`the pack has no ${act}`);
  const none: readonly string[] = [];
  return {
    act,
    facts: {
      actor: { offices: ['appropriate-manager'], roles: ['manager'] },
      steps: { done: none },
      case: { noted: true, closed: false, subject: { kind: 'centre' } },
      report: { signedOff: true },
      finding: { reached: false, proven: false },
      findings: {
        unanswered: none,
        unknown: none,
        repeated: none,
        unreasoned: none,
        unsupported: none,
        departing: none,
      },
      evidence: { unknown: none },
    },
    conditions: [...definition.available, ...definition.acceptable].map(({ holds }) => holds),
  };
}

/** The library that evaluates our conditions, given the plain facts: nothing is explained, tracked or checked. */
export function celAlone(conditions: readonly string[], facts: Facts): () => boolean {
  const environment = new Environment({ unlistedVariablesAreDyn: true });
  const programs = conditions.map((condition) => environment.parse(condition));
  return () => programs.every((program) => program(facts as Record<string, unknown>) === true);
}
