import { classification, documentName, personal } from '@probity/contracts';
import { actBody, letterItems } from '@probity/shell';
import { z } from 'zod';

const words = (limit = 20_000) => personal(z.string().trim().min(1).max(limit));
/** Whether there must be one is the policy's to say. */
const maybe = (limit = 4_000) => personal(z.string().max(limit)).default('');
const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
/** A part of the policy, as it numbers them. */
const provision = z.string().trim().min(1).max(60);
const person = z.string().min(1).max(200);
const instant = z.iso.datetime({ offset: true });
const letter = letterItems.optional();
const reasons = z.record(z.string().max(100), personal(z.string().max(4_000))).default({});

export const InviteRequest = actBody({
  kind: code,
  at: instant,
  purpose: maybe(),
  inPerson: z.boolean().default(true),
  interviewers: z
    .array(z.strictObject({ person, seat: code, reasons }))
    .max(20)
    .default([]),
  letter,
});
export const RecordMeetingRequest = actBody({
  kind: code,
  attended: z.boolean(),
  outcome: code.or(z.literal('')).default(''),
  /** May be left out of a meeting to which nobody came. */
  startedAt: instant.optional(),
  endedAt: instant.optional(),
  companion: z
    .strictObject({
      with: code,
      spoke: z.boolean(),
      legal: z.boolean().default(false),
      reason: words(4_000).optional(),
    })
    .optional(),
  record: words().optional(),
  letter,
});
export const PutAccusationRequest = actBody({
  allegation: words(),
  provisions: z.array(provision).max(50).default([]),
  channels: z.array(code).max(10).default([]),
  evidence: z.array(documentName).max(200).default([]),
  reportEnclosed: z.boolean().default(false),
  letter,
});
export const RecordAnswerRequest = actBody({
  accepts: z.boolean(),
  answer: maybe(20_000),
  receivedAt: instant.optional(),
  letter,
});
export const RecategoriseRequest = actBody({ category: classification, reason: maybe(), letter });
export const LiftAnonymityRequest = actBody({ letter });
export const ReferRequest = actBody({
  to: code,
  joined: z.boolean().default(false),
  enclosed: z.array(code.or(documentName)).max(200).default([]),
  letter,
});
export const FindNoCaseRequest = actBody({
  reason: maybe(),
  onEvidence: z.boolean().default(true),
  instruction: code.optional(),
  letter,
});
