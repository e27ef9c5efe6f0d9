import { outcome, personal } from '@probity/contracts';
import { actBody } from '@probity/shell';
import { z } from 'zod';

const words = (limit = 20_000) => personal(z.string().max(limit));
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** Reasons, aims and the rationale, and the actions themselves, may be left out here: that they are needed is the policy's to say. */
export const DecideFindingRequest = actBody({
  findings: z
    .array(
      z.strictObject({
        point: z.string().min(1).max(200),
        outcome,
        reasons: words().default(''),
        evidence: z.array(digest).max(200).default([]),
      }),
    )
    .min(1)
    .max(200),
});

export const DecideActionRequest = actBody({
  actions: z
    .array(
      z.strictObject({
        code: z.string().min(1).max(100),
        parameters: personal(z.record(z.string(), z.union([z.string().max(4_000), z.number(), z.boolean()]))).default(
          {},
        ),
      }),
    )
    .max(50),
  aims: z.record(z.string().max(100), words(4_000)).default({}),
  rationale: words().default(''),
});

export const CommunicateRequest = actBody({ to: z.string().trim().min(1).max(200) });

export const LodgeAppealRequest = actBody({ by: z.string().min(1).max(100), grounds: words().default('') });
