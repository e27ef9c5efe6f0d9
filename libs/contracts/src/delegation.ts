import { z } from 'zod';
import { personal } from './personal.js';
import { keptRuling } from './ruling.js';

/** Somebody stands in for the holder of an office, on one case, up to a day. */
export const officeDelegated = z.strictObject({
  office: z.string(),
  /** Ids of the register's staff. */
  to: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  /** The last day, in the policy's time zone. */
  until: z.iso.date(),
  reason: personal(z.string()),
  ruling: keptRuling,
});
export type OfficeDelegated = { readonly type: 'OfficeDelegated'; readonly data: z.infer<typeof officeDelegated> };
