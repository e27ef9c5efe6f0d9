import { personal } from '@probity/contracts';
import { actBody } from '@probity/shell';
import { z } from 'zod';
import { next } from '../domain/certificate/certificate.js';
import { confirmed } from '../domain/sanctions/sanctions.js';

const words = (limit = 4_000) => personal(z.string().max(limit));
const number = z.string().min(1).max(200);
const numbers = z.array(number).min(1).max(500);
const date = z.iso.date();

/** A page of the student system's instructions, in the order of the log. */
export const instructionsPage = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The `cursor` of the last that was read. */
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  'at-least': z.string().optional(),
});
export const AcknowledgementRequest = actBody({ done: z.boolean(), note: words().optional() });

/** Reasons and dates may be left out here: that they are needed is the policy's to say. */
export const WithholdRequest = actBody({
  certificates: numbers,
  reason: words().default(''),
  reviewOn: date.optional(),
});
export const ReviewHoldRequest = actBody({
  release: z.boolean(),
  reason: words().default(''),
  reviewOn: date.optional(),
});
export const ImposeInterimRequest = actBody({
  sanction: words().min(1),
  reason: words().default(''),
  reviewOn: date.optional(),
});
export const EndInterimRequest = actBody({ reason: words().default('') });
export const PutIntoEffectRequest = actBody({
  action: z.string().min(1).max(100),
  /** Which effect of the action, where it has several. */
  effect: z.string().min(1).max(100).optional(),
  what: words().default(''),
  on: date.optional(),
});
export const ConsentRequest = actBody({
  /** The office that consents, or does not; and all whose consent is needed. */
  by: z.string().min(1).max(100),
  given: z.boolean(),
  needed: z.array(z.string().min(1).max(100)).min(1).max(10),
  /** It is right to act before the board meets. */
  actSooner: z.boolean().optional(),
  /** Who consents for that office, and on which day. */
  person: words(200).default(''),
  on: date.optional(),
  /** Why it is right to act before the board meets; why nobody else's consent is needed. */
  whySooner: words().default(''),
  whyNoOthers: words().default(''),
});
export const CourseResultRequest = actBody({
  what: z.enum(['course.opened', 'course.test-accessed', 'course.passed', 'course.failed']),
  /** When it happened; `never` where it was told wrongly that it did. */
  at: z.union([z.iso.datetime({ offset: true }), z.literal('never')]).optional(),
  /** How it is known. */
  reason: words().default(''),
});
export const InvalidateRequest = actBody({
  certificates: z
    .array(z.strictObject({ number, reason: words().default(''), next: next.optional() }))
    .min(1)
    .max(500),
});
export const RequestReturnRequest = actBody({});
export const ConfirmationRequest = actBody({
  what: confirmed,
  certificates: numbers,
  on: date,
  covers: z.array(z.string().max(100)).max(50).default([]),
});
export const ReissueRequest = actBody({});
