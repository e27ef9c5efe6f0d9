import { z } from 'zod';

/** What stands on the bus in place of a personal field: its text as JSON, under the key of the case, as base64url. */
export const sealedField = z.strictObject({ sealed: z.string().regex(/^[\w-]+$/) });
