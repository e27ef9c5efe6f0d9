import { toldBy } from '@probity/contracts';
import { startOf, type Policy } from '@probity/policy-packs';
import type { OpenInvestigation } from './investigation.js';

/** The meetings that steps of the policy arranged, and when each is to be: from the beginning of its day. */
export const arrangedBySteps = (
  state: OpenInvestigation,
  policy: Policy | undefined,
): readonly { readonly kind: string; readonly at: string }[] =>
  (policy?.steps('investigation') ?? []).flatMap(({ name, arranges }) => {
    const day = arranges && toldBy(state.steps, name)[arranges.day];
    return arranges && typeof day === 'string' ? [{ kind: arranges.kind, at: startOf(day, state) }] : [];
  });

/** Whether the student has said that they leave, by a step that means it. */
export const saidToLeave = (state: OpenInvestigation, policy: Policy | undefined): boolean =>
  (policy?.steps('investigation') ?? []).some(
    ({ name, means }) => means === 'withdrawal' && state.steps.names.includes(name),
  );
