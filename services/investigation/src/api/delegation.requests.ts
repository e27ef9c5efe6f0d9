import { personal } from '@probity/contracts';
import { actBody } from '@probity/shell';
import { z } from 'zod';

export const DelegateRequest = actBody({
  office: z.string().min(1).max(100),
  /** Of the register's staff. */
  to: z.string().min(1).max(100),
  /** The last day on which they stand in, in the policy's time zone. */
  until: z.iso.date(),
  reason: personal(z.string().trim().min(1).max(4_000)),
});
