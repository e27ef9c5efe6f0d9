import type { Given } from '@probity/decider';
import type { Hidden, Policy } from '@probity/policy-packs';
import { fileHiddenFrom, hiddenFrom, hides, studentIdentity } from '@probity/shell';
import type { OpenInvestigation } from '../domain/investigation/investigation.js';
import { partsOf } from '../domain/investigation/parts.js';
import { isOpenWho } from '../domain/investigation/proceedings-facts.js';
import { investigationSubject } from '../subjects.js';

/** Whether the policy keeps from whoever asks whom the case is about. It may open with what became of the report, too. */
export const isIdentityHidden = (state: OpenInvestigation, policy: Policy, given: Given): boolean => {
  // Of its steps nothing is known here, and they open nothing.
  const ofReport = { anonymity: { lifted: isOpenWho(state) }, step: {} };
  return hides(hiddenFrom(policy, investigationSubject, state, given, { report: ofReport }), studentIdentity);
};

/**
 * By which words of the policy the file is kept from whoever asks: not from those who have a part in it, here or
 * `elsewhere`, nor from whoever reported.
 */
export const fileHidden = (
  state: OpenInvestigation,
  policy: Policy,
  { actor }: Given,
  elsewhere: readonly string[] = [],
): readonly Hidden[] =>
  state.accuser === actor.id ? [] : fileHiddenFrom(policy, actor, [...partsOf(state, actor.id, policy), ...elsewhere]);
