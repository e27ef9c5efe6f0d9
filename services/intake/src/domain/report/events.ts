import {
  anyEvents,
  asSaid,
  assessmentOfCase,
  classification,
  forgotten,
  keptRuling,
  personal,
  policyPin,
  studentOfCase,
  subjectOfCase,
} from '@probity/contracts';
import { z } from 'zod';
import { allegation, attachment, paper } from './allegation.js';

const text = personal(z.string());
const dated = z.iso.datetime();

/** `lecturer`, `third-party`, …: which there are is the policy's to say. */
export const reporterKind = z.string().min(1).max(100);

const studentOfReport = z.strictObject({
  id: z.string(),
  student: studentOfCase,
  /** The case that will be opened on them, if any is: with it they are forgotten. Absent in what was stored before. */
  case: z.uuid().optional(),
  /** The number by which the report names them; absent where it names them by their id. */
  candidate: z.string().optional(),
});
export type StudentOfReport = z.infer<typeof studentOfReport>;

const openedCase = z.strictObject({
  case: z.uuid(),
  reference: z.string(),
  subject: z.union([subjectOfCase, forgotten]),
});

/** Who was dealt with before; stored before as the ids alone. */
const dealtWith = z.union([z.strictObject({ id: z.string(), case: z.uuid().optional() }), forgotten]);

/** The stored shapes on `report-<id>`, and the two that a report's acts put on streams of their own. */
export const reportEvents = {
  ReportSubmitted: z.strictObject({
    institution: z.string(),
    policy: policyPin,
    reference: z.string(),
    receivedAt: dated,
    channel: z.enum(['api', 'e-mail', 'portal']),
    informant: z.string(),
    reporterKind,
    /** Who made the allegation, by staff id, where the policy has staff report; absent in what was stored before. */
    accuser: z.string().nullable().optional(),
    /** Where the suspicion arose: `assessment`, `circumstances`, `appeal`. */
    about: z.string().optional(),
    assessment: asSaid(assessmentOfCase.nullable().optional()),
    /** By register id, with what the register had of each then. */
    students: z.array(z.union([studentOfReport, forgotten])).optional(),
    /** Kinds of evidence that are with it; and whether any of it shows the suspicion by itself. */
    evidenceKinds: z.array(z.string()).optional(),
    directEvidence: z.boolean().optional(),
    /** Whether an interest was declared; what it is lies with the informant. */
    interestDeclared: z.boolean(),
    contactable: z.boolean(),
    /** Calendar days from becoming aware to receipt; null where it was not said. */
    lagInDays: z.number().int().nullable(),
    allegation,
    attachments: z.array(attachment),
    papers: z.array(paper).optional(),
    /** The items asked for "where possible" that were not given. */
    missing: z.array(z.string()),
    ruling: keptRuling,
  }),
  InformationAdded: z.strictObject({
    information: text,
    /** Codes of the items of the allegation that it supplies. */
    items: z.array(z.string()).optional(),
    attachments: z.array(attachment),
    papers: z.array(paper).optional(),
    evidenceKinds: z.array(z.string()).optional(),
    ruling: keptRuling,
  }),
  ReportAcknowledged: z.strictObject({
    sent: z.boolean(),
    notice: text.nullable(),
    skippedBecause: text.nullable(),
    ruling: keptRuling,
  }),
  ScopeDecided: z.strictObject({ inScope: z.boolean(), reason: text, ruling: keptRuling }),
  ReportCategorised: z.strictObject({
    offences: z.array(z.strictObject({ code: z.string(), description: text.nullable() })),
    classification,
    /** Whether it is alleged to be deliberate or knowing; provisional. */
    intent: z.enum(['deliberate', 'not-deliberate', 'not-known']),
    /** Of an extent too limited to be more; and close to being more. */
    extentLimited: z.boolean().optional(),
    borderline: z.boolean().optional(),
    ruling: keptRuling,
  }),
  /** These of its students were dealt with before as less than misconduct, by other reports: what later acts rest on. */
  EarlierPracticeNoted: z.strictObject({ students: z.array(dealtWith), notedAt: dated }),
  /** Dealt with by whoever reported, as less than misconduct: no case came of it. */
  ReportHandledLocally: z.strictObject({ handledAt: dated, ruling: keptRuling }),
  ReportWithdrawn: z.strictObject({ reason: text, withdrawnAt: dated, ruling: keptRuling }),
  /** Another service's fact: who the subject of that case is may be known. */
  AnonymityLiftedNoted: z.strictObject({ case: z.uuid(), liftedAt: dated }),
  CaseOpenedFromReport: openedCase,
  /** First on `informant-<id>`: sealed by itself, read by no view. */
  InformantIdentified: z.strictObject({
    report: z.uuid(),
    name: text.nullable(),
    contact: text.nullable(),
    relationship: text.nullable(),
    interest: text.nullable(),
  }),
  /** First on `intake-<case>`: copied, so that a case does not depend on its report's key. */
  CaseOpened: z.strictObject({
    institution: z.string(),
    policy: policyPin,
    reference: z.string(),
    report: z.uuid(),
    subject: subjectOfCase,
    /** As the institution's register had it then. */
    subjectName: text,
    registerDigest: z.string(),
    offences: z.array(z.string()),
    classification,
    products: z.array(z.string()),
    reportReceivedAt: dated,
    reportLagInDays: z.number().int().nullable(),
    reporterKind,
    accuser: z.string().nullable().optional(),
    assessment: assessmentOfCase.nullable().optional(),
    student: studentOfCase.nullable().optional(),
    directEvidence: z.boolean().optional(),
    /** When all that belongs to the report had come in, where the policy waits for more than the report. */
    reportCompletedAt: dated.nullable().optional(),
    allegation,
    attachments: z.array(attachment),
    papers: z.array(paper).optional(),
    ruling: keptRuling,
  }),
  ...anyEvents,
} as const;

export type ReportEvent = {
  [Type in keyof typeof reportEvents]: { readonly type: Type; readonly data: z.infer<(typeof reportEvents)[Type]> };
}[keyof typeof reportEvents];
export type DataOf<Type extends ReportEvent['type']> = Extract<ReportEvent, { type: Type }>['data'];
