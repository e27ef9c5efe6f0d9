import { personal } from '@probity/contracts';
import { actBody, letterItems } from '@probity/shell';
import { z } from 'zod';

const words = (limit = 20_000) => personal(z.string().max(limit));
const code = z.string().min(1).max(100);
const person = z.string().min(1).max(100);
const instant = z.iso.datetime({ offset: true });
const parameters = personal(z.record(z.string(), z.union([z.string().max(4_000), z.number(), z.boolean()])));
const votes = z.record(z.string().max(100), z.enum(['for', 'against'])).default({});
const chosen = z.strictObject({ code, parameters: parameters.optional() });

/** What may be left out here is the policy's to ask for. */
export const LodgeAppealRequest = actBody({
  by: person,
  /** In words; or their codes, where the policy lists them, and `statement` says more. */
  grounds: z.union([words(), z.array(z.union([code, chosen])).max(20)]).default(''),
  statement: words().default(''),
  kind: z.enum(['appeal', 'review']).default('appeal'),
  against: z.array(code).max(20).default([]),
  /** When it was handed in, where somebody else records it. */
  submittedAt: instant.optional(),
  inWriting: z.boolean().optional(),
});

export const AdmitRequest = actBody({ cause: words().default(''), reasonableCase: z.boolean().default(false), votes });

export const DeclineRequest = actBody({ reason: words().default(''), votes });

export const ReferRequest = actBody({});

export const ConveneRequest = actBody({ body: code });

export const AppointRequest = actBody({ person, seat: code });

export const ReplaceRequest = actBody({ why: words().default('') });

export const DeclareRequest = actBody({ conflict: z.boolean(), involved: z.boolean() });

export const InviteRequest = actBody({ at: instant, letter: letterItems.default({}) });

/** `reasons` are those of the decision, in words, as the policy has them recorded. */
export const DecideRequest = z.strictObject({
  outcome: code.describe('One of the codes of the policy’s list `appeal-outcomes`: see its page, /policies.'),
  standard: z.string().max(100).default(''),
  reasons: words().default(''),
  review: z.record(z.string().max(100), words()).default({}),
  chosen: z
    .array(chosen.extend({ reason: words(4_000).optional() }))
    .max(50)
    .default([]),
  findingFalls: z.boolean().default(false),
  votes,
  occurredAt: z.iso.datetime().optional(),
});

export const CompleteRequest = actBody({ externalReviewTold: z.boolean(), letter: letterItems.default({}) });
