import { personal } from '@probity/contracts';
import { z } from 'zod';

const words = personal(z.string().min(1).max(4_000));

export const BounceRequest = z.strictObject({
  /** As the mail system says it. */
  reason: words,
});

export const ResendingRequest = z.strictObject({
  /** In place of the addresses that the register has. */
  to: z
    .array(personal(z.email().max(320)))
    .min(1)
    .max(20)
    .optional(),
});

export const HandledRequest = z.strictObject({
  /** Such as: handed over at the desk. */
  how: words,
  /** When, where that was earlier than now. */
  occurredAt: z.iso.datetime().optional(),
});
