import { documentName, outcome, personal } from '@probity/contracts';
import { actBody, letterItems } from '@probity/shell';
import { z } from 'zod';

const words = (limit = 20_000) => personal(z.string().max(limit));
const code = z.string().min(1).max(100);
const votes = z
  .record(z.string().max(200), z.enum(['for', 'against']))
  .describe(
    'By the id of each who sits and may vote: who is only there does not. What is decided must be carried by them.',
  );

/** Reasons, aims and the rationale, and the actions themselves, may be left out here: that they are needed is the policy's to say. */
export const DecideFindingRequest = actBody({
  findings: z
    .array(
      z.strictObject({
        point: z.string().min(1).max(200),
        outcome: outcome.describe(
          'One of the codes of the policy’s list `finding-outcomes`, which says of each whether it is a breach: see its page, /policies.',
        ),
        reasons: words().default(''),
        evidence: z.array(documentName).max(200).default([]),
      }),
    )
    .min(1)
    .max(200),
  standard: z.string().max(100).optional(),
  /** Codes, of what the finding rests on beside the evidence. */
  grounds: z.array(code).max(50).optional(),
  category: code
    .describe(
      'Of the breach, where the policy asks for one: left out, that of the outcomes, where they are of one alone.',
    )
    .nullable()
    .optional(),
  votes: votes.optional(),
  sources: z.array(code).max(50).optional(),
  otherwise: z.boolean().optional(),
});

export const DecidePenaltyRequest = actBody({
  tariff: code,
  chosen: z
    .array(
      z.strictObject({
        code,
        parameters: personal(z.record(z.string(), z.union([z.string().max(4_000), z.number(), z.boolean()]))).default(
          {},
        ),
        reason: words(4_000).optional(),
      }),
    )
    .max(50),
  /** Why it is of another group than the criteria suggest: codes of the policy's list, where it has one. */
  groupReasons: z
    .array(
      z.strictObject({
        code,
        parameters: personal(z.record(z.string(), z.union([z.string().max(4_000), z.number(), z.boolean()]))).default(
          {},
        ),
      }),
    )
    .max(20)
    .default([]),
  factors: z.record(z.string().max(100), words()).default({}),
  /** The ETag of the comparable cases as they were looked at. */
  comparables: z.string().max(200).optional(),
  votes: votes.default({}),
  inTurn: z.boolean().optional(),
});

export const ConfirmRequest = actBody({});

export const ReleaseRequest = actBody({});

export const DecisionLetterRequest = actBody({
  suggestsAdvice: z.boolean().default(false),
  warnsOfRepeat: z.boolean().default(false),
  letter: letterItems.default({}),
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
