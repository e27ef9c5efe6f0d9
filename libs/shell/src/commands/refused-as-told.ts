import { RuleBroken, type DomainEvent, type Given } from '@probity/decider';
import { FactMissing, type Hidden, type Policy } from '@probity/policy-packs';
import { hiddenFrom } from '../access/hidden-from.js';
import type { Subject } from './subject.js';

/**
 * Why a command is refused, as far as whoever asks may know. What the policy keeps from them refuses it as well, and is neither
 * reason nor fact of a refusal: they are told what refuses it besides, or else only that something is kept from them, in the
 * policy's words.
 * @param decideOn decides the same command on another state
 */
export const refusedAsTold = <State>(
  error: unknown,
  subject: Subject<never, State, DomainEvent>,
  state: State,
  policy: Policy,
  given: Given,
  decideOn: (state: State) => unknown,
): unknown => {
  if (!subject.asTold || !(error instanceof RuleBroken || error instanceof FactMissing)) return error;
  const hidden = hiddenFrom(policy, subject, state, given);
  const told = subject.asTold(state, hidden);
  if (told === state) return error;
  const besides = thrownBy(() => decideOn(told));
  if (besides instanceof RuleBroken) return besides;
  if (besides instanceof FactMissing && error instanceof FactMissing && besides.fact === error.fact) return besides;
  const isRefusedBy = (one: Hidden): boolean => {
    const without = subject.asTold?.(state, [one]) ?? state;
    return without !== state && thrownBy(() => decideOn(without)) === undefined;
  };
  const alone = hidden.filter(isRefusedBy);
  const [first, ...others] = (alone.length > 0 ? alone : hidden).map(keptBack);
  if (!first) return error;
  return error instanceof RuleBroken
    ? new RuleBroken(error.kind, error.act, [first, ...others])
    : new RuleBroken('out-of-order', error.neededBy?.act ?? subject.name, [first, ...others]);
};

const keptBack = ({ says, clauses }: Hidden) => ({
  ...{ code: 'kept-back', clauses, says },
});

const thrownBy = (act: () => unknown): unknown => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
};
