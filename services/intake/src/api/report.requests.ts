import { assessmentOfCase, classification, personal } from '@probity/contracts';
import { actBody, fileTypes, letterItems } from '@probity/shell';
import { z } from 'zod';
import { allegation } from '../domain/report/allegation.js';
import { reporterKind } from '../domain/report/events.js';

const words = (limit = 20_000) => personal(z.string().trim().min(1).max(limit));
const attached = z
  .array(
    z.strictObject({
      digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
      name: words(200),
      mediaType: z.enum(fileTypes),
    }),
  )
  .max(50)
  .default([]);

/** What there is on paper, or as a thing: what it is, where it is kept, and who holds it. */
const papers = z
  .array(z.strictObject({ what: words(2_000), keptAt: words(500), heldBy: words(500) }))
  .max(50)
  .default([]);

const registerId = z.string().min(1).max(100);
const evidenceKinds = z.array(z.string().min(1).max(100)).max(50).default([]);

/** Nothing but the institution and the kind of reporter is required: what is missing is listed, by the policy. */
export const SubmitReportRequest = z.strictObject({
  institution: z.string().min(1).max(60),
  reporter: z.strictObject({
    kind: reporterKind,
    name: words(200).optional(),
    email: personal(z.email().max(320)).optional(),
    telephone: words(60).optional(),
    relationship: words(2_000).optional(),
  }),
  interests: z.strictObject({ has: z.boolean(), detail: words(4_000).optional() }).optional(),
  ...allegation.shape,
  nature: z.strictObject({
    what: personal(z.string().max(20_000)).default(''),
    dates: z
      .array(personal(z.string().max(100)))
      .max(200)
      .default([]),
    becameAwareOn: z.iso.date().optional(),
  }),
  /** The assessment in which it arose, and where in the procedure: of whom the policy takes reports on students. */
  assessment: assessmentOfCase.optional(),
  about: z.enum(['assessment', 'circumstances', 'appeal']).default('assessment'),
  /** Ids of the register, or numbers under which work is marked without a name. */
  students: z.array(registerId).max(200).default([]),
  evidenceKinds,
  directEvidence: z.boolean().default(false),
  attachments: attached,
  papers,
});

export const AddInformationRequest = actBody({
  information: words(),
  /** Codes of the items that were missing and that it supplies. */
  items: z.array(z.string().max(100)).max(50).default([]),
  evidenceKinds,
  attachments: attached,
  papers,
});
export const AcknowledgeRequest = actBody({ notice: words().optional(), skippedBecause: words(4_000).optional() });
export const DecideScopeRequest = actBody({ inScope: z.boolean(), reason: personal(z.string().max(4_000)) });
export const CategoriseRequest = actBody({
  offences: z
    .array(z.strictObject({ code: z.string().max(100), description: words(4_000).optional() }))
    .min(1)
    .max(20),
  classification,
  intent: z.enum(['deliberate', 'not-deliberate', 'not-known']).default('not-known'),
  extentLimited: z.boolean().default(false),
  borderline: z.boolean().default(false),
});
export const OpenCaseRequest = actBody({
  subject: z.strictObject({
    kind: z.enum(['centre', 'centre-staff', 'learner', 'institution-staff', 'student']),
    id: registerId,
    centre: z.string().max(100).nullable().default(null),
  }),
  products: z.array(z.string().max(100)).max(100).default([]),
});
export const HandleLocallyRequest = actBody({});
export const WithdrawRequest = actBody({ reason: words(4_000) });
export const StepRequest = actBody({
  fields: personal(z.record(z.string(), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]))),
  letter: letterItems.optional(),
});
