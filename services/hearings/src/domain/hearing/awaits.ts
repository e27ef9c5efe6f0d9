import type { Refusal } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { Hearing } from './hearing.js';

/** What is done to a body, or by it when it sits. */
const ofABody: ReadonlySet<string> = new Set([
  'hearing.appoint-member',
  'hearing.replace-member',
  'hearing.fix-date',
  'hearing.invite',
  'hearing.serve-evidence',
  'hearing.admit-late-evidence',
  'hearing.open',
  'hearing.suspend',
  'hearing.resume',
]);

/** A body considers what was referred to it, and nothing is done to one that is not there: whatever the policy's own rules say. */
export const awaits = (hearing: Hearing, policy: Policy, act: string): readonly Refusal[] => {
  const clauses = policy.act(act)?.clauses;
  if (!clauses) return [];
  const known = hearing.status === 'known' ? hearing : undefined;
  if (act === 'hearing.convene' && !known?.referral && !known?.convened && !known?.finding)
    return [{ code: 'not-referred', clauses, says: 'The case has not been referred to any body yet.' }];
  if (ofABody.has(act) && (known?.body.name ?? null) === null)
    return [{ code: 'no-body', clauses, says: 'No body was convened yet.' }];
  return [];
};
