import type { AnyCommand } from '@probity/contracts';
import { eventOf, type Decided, type Given } from '@probity/decider';
import { factsWith, decideAny, type Facts } from '@probity/policy-packs';
import { hearingFacts } from './facts.js';
import type { HearingEvent } from './hearing.js';
import { knownToLetters } from './telling/letters.js';
import type { Deciding } from './rule.js';

const fact = eventOf<HearingEvent>();

/** A step of the policy's own; one that is the student's statement is known to its own rules as it is received. */
export const recordStep = (
  command: Extract<AnyCommand, { type: 'RecordStep' }> & Given,
  deciding: Deciding,
): readonly Decided<HearingEvent>[] => {
  const { hearing, policy } = deciding;
  const isStatement = policy.step(command.step)?.means === 'statement';
  const receivedAt = command.occurredAt ?? command.at;
  const facts = factsWith(
    hearingFacts(hearing, command, policy) as unknown as Facts,
    isStatement ? { statement: { receivedAt } } : {},
  );
  const decided = decideAny('hearing', command, facts, policy, knownToLetters(deciding));
  const [first] = decided;
  return isStatement && first ? [...decided, fact('StatementReceived', { receivedAt }, first)] : decided;
};
