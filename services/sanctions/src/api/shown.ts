import { rolesHeldBy } from '@probity/decider';
import { isFileHidden, isWhoHidden, type Asked, type ServiceContext } from '@probity/shell';
import { confirmations, rolesOf } from '../domain/sanctions/facts.js';
import type { Sanctions } from '../domain/sanctions/sanctions.js';

/**
 * The state as whoever asks may see it. Nobody sees the subject's history: it is for the body that considers the case, when the
 * policy says. Those whom the policy keeps the file from, see that there is something to act on, and no more.
 * @param elsewhere the parts that they have in the case, as other services know them
 */
export const shown = (
  { policies }: Pick<ServiceContext, 'policies'>,
  sanctions: Sanctions,
  asked: Asked,
  elsewhere: readonly string[] = [],
): object => {
  if (sanctions.status === 'none') return sanctions;
  const { history: _, ...rest } = sanctions;
  const { status, institution, policy, case: id, noted, instructions } = rest;
  const parts = [...rolesHeldBy(asked.actor.id, rolesOf(sanctions)), ...elsewhere];
  if (isFileHidden(policies, rest, asked, parts)) return { status, institution, policy, case: id };
  const all = { ...rest, confirmations: confirmations(sanctions) };
  // A body is asked once there is a case to answer: then anonymity is lifted.
  const lifted = rest.referredAt !== null || rest.finding !== null;
  if (!isWhoHidden(policies, rest, asked, lifted)) return all;
  return {
    ...all,
    noted: noted && { ...noted, subject: { ...noted.subject, id: null } },
    instructions: instructions.map((one) => ({ ...one, student: null })),
  };
};
