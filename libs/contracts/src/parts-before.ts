import { z } from 'zod';

/** Who had which part in a case before, by staff id: whom it bars is the policy's to say. */
export const partsBefore = {
  satOn: z.array(z.strictObject({ person: z.string(), body: z.string() })),
  did: z.array(z.strictObject({ person: z.string(), act: z.string() })),
  involved: z.array(z.string()),
} as const;
