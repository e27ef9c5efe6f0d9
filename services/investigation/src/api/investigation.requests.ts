import { classification, outcome, personal } from '@probity/contracts';
import { actBody, fileTypes } from '@probity/shell';
import { z } from 'zod';
import { attestation, recipient } from '../domain/investigation/events.js';

const words = (limit = 20_000) => personal(z.string().trim().min(1).max(limit));
/** Whether a reason is needed is the policy's to say. */
const reason = personal(z.string().max(4_000));
/** A register's id of a person. */
const person = z.string().min(1).max(200);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
/** By the code of the policy's item; which there must be is the policy's to say. */
const contents = personal(
  z.record(
    z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(60),
    z.string().max(20_000),
  ),
);

export const AssignRequest = actBody({ staff: person, reason: words(4_000).optional() });
export const DeclareInvolvementRequest = actBody({
  staff: person,
  previousInvolvement: z.boolean(),
  personalInterest: z.boolean(),
  detail: personal(z.string().max(4_000)).default(''),
});
/** What a plan must hold is the policy's to say. */
export const StartRequest = actBody({ plan: contents.default({}) });
/** Nobody: nobody at the centre is implicated. */
export const NameImplicatedRequest = actBody({ centreStaff: z.array(person).max(100) });
export const NotifyRequest = actBody({
  recipient,
  person,
  deferredUntil: z.iso.date().optional(),
  reason: words(4_000).optional(),
});
export const RequestInformationRequest = actBody({ of: words(200), what: words(), dueOn: z.iso.date() });
export const RecordReplyRequest = actBody({ reply: words(), evidence: z.array(digest).max(100).default([]) });
export const AddEvidenceRequest = actBody({
  digest,
  name: words(200),
  mediaType: z.enum(fileTypes),
  description: words(4_000),
  source: words(1_000),
});
export const RecordInterviewRequest = actBody({
  /** As the register has them; `outsider`, in words, is for whom it does not have. */
  person: personal(person).optional(),
  outsider: words(200).optional(),
  accused: z.boolean().default(false),
  companionOffered: z.boolean(),
  companion: z.strictObject({ accepted: z.boolean(), name: words(200).optional() }).optional(),
  heldOn: z.iso.date(),
  summary: words(),
});
export const RaiseIssueRequest = actBody({ issue: words() });
export const AnswerIssueRequest = actBody({ answer: words() });
export const ReclassifyRequest = actBody({ classification, reason });
export const FindSufficientEvidenceRequest = actBody({ sufficient: z.boolean(), reason });
export const DraftReportRequest = actBody({ contents, evidence: z.array(digest).max(200) });
export const ServeDraftRequest = actBody({ to: person });
export const RecordResponseRequest = actBody({ response: words() });
export const FinaliseReportRequest = actBody({
  established: z
    .array(
      z.strictObject({
        point: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
        offence: z.string().max(100),
        outcome,
        reasons: personal(z.string().max(20_000)),
      }),
    )
    .max(100),
});
export const SignOffRequest = actBody({ attestation });
export const RecordLessonsRequest = actBody({
  lessons: z.array(words(4_000)).max(100),
  none: z.boolean().default(false),
});
