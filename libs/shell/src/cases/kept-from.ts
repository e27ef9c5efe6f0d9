import type { Asked } from '../commands/asked.js';
import type { Pinned } from '../commands/subject.js';
import type { Services } from '../runtime/services.js';
import { fileHiddenFrom, studentIdentity } from '../access/hidden-from.js';
import type { Policies, Policy } from '@probity/policy-packs';
import type { CaseParts } from './case-parts.js';
import { goesBy } from './implicit-parts.js';

/** Whether the policy of a case keeps its file from whoever has these offices, and these parts in it. */
export const isFileHidden = (
  policies: Policies,
  { policy }: Pick<Pinned, 'policy'>,
  { actor }: Pick<Asked, 'actor'>,
  parts: readonly string[] = [],
): boolean => fileHiddenFrom(policies.get(policy), actor, parts).length > 0;

/**
 * Whether it keeps from them whom the case is about, for a service that knows no more of it than whether anonymity was lifted:
 * what opens with anything else stays hidden.
 */
export const isWhoHidden = (
  policies: Policies,
  { policy }: Pick<Pinned, 'policy'>,
  { actor }: Pick<Asked, 'actor'>,
  lifted: boolean,
): boolean => {
  const facts = { anonymity: { lifted }, step: {} };
  const [one, other] = ['report', 'investigation'].map((subject) =>
    policies
      .get(policy)
      .hidden(actor.offices, facts, subject)
      .filter(({ what }) => what === studentIdentity),
  );
  return one?.some(({ says }) => other?.some((also) => also.says === says)) ?? false;
};

/** The parts that somebody has in a case: asked of all its streams, and only where their offices alone do not open its file to them. */
export const partsThatOpen = async (
  cases: CaseParts,
  policy: Policy,
  actor: Asked['actor'],
  caseId: string,
): Promise<readonly string[]> => {
  if (fileHiddenFrom(policy, actor).length === 0) return [];
  const parts = await cases.partsIn(caseId, actor);
  // Asked last: every act of the case is looked at for it.
  const isOpen = fileHiddenFrom(policy, actor, parts).length === 0;
  if (isOpen || !goesBy(policy, 'awaited')) return parts;
  return (await cases.isAwaitedIn(caseId, actor)) ? [...parts, 'awaited'] : parts;
};

/** The timeline is the file, told: they are kept from the same people. */
export const isKeptFrom = async (services: Services, caseId: string, asked: Pick<Asked, 'actor'>): Promise<boolean> => {
  const pinned = await services.pinnedOfCase(caseId);
  const [any] = services.all;
  if (any === undefined || pinned === undefined) return false;
  const policy = any.policies.get(pinned.policy);
  return fileHiddenFrom(policy, asked.actor, await partsThatOpen(services, policy, asked.actor, caseId)).length > 0;
};
