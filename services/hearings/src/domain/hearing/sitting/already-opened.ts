import type { Refusal } from '@probity/decider';
import type { Deciding } from '../rule.js';

export const alreadyOpened = ({ policy }: Deciding, act: string): Refusal => ({
  code: 'already-opened',
  clauses: policy.act(act)?.clauses ?? [],
  says: 'The sitting has been opened.',
});
