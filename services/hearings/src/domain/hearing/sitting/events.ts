import { keptRuling, personal } from '@probity/contracts';
import { z } from 'zod';

const text = personal(z.string());
const instant = z.iso.datetime();
const digests = z.array(z.string());

/** The stored shapes of how a body comes to sit on a case, and of its sitting. */
export const sittingEvents = {
  /** The cases that one body considers together; of one case alone, too. */
  SittingFormed: z.strictObject({ sitting: z.uuid(), cases: z.array(z.uuid()), formedAt: instant }),
  DateFixed: z.strictObject({
    at: instant,
    place: text.nullable(),
    online: z.boolean(),
    /** Null: the register has no terms. */
    inTermTime: z.boolean().nullable(),
    fixedAt: instant,
    ruling: keptRuling,
  }),
  StudentInvited: z.strictObject({
    /** Of the sitting. */
    to: instant,
    statementTold: z.boolean(),
    companionTold: z.boolean(),
    channel: z.string().nullable(),
    /** What was enclosed. */
    documents: digests,
    invitedAt: instant,
    ruling: keptRuling,
  }),
  EvidenceServed: z.strictObject({ to: z.string(), documents: digests, servedAt: instant, ruling: keptRuling }),
  LateEvidenceAdmitted: z.strictObject({ documents: digests, admittedAt: instant, ruling: keptRuling }),
  StatementReceived: z.strictObject({ receivedAt: instant }),
  DeferralRequested: z.strictObject({
    ground: z.string(),
    evidenced: z.boolean(),
    channel: z.string().nullable(),
    requestedAt: instant,
    ruling: keptRuling,
  }),
  DeferralDecided: z.strictObject({ granted: z.boolean(), reason: text, decidedAt: instant, ruling: keptRuling }),
  AbsenceNoted: z.strictObject({ legitimate: z.boolean(), abroad: z.boolean(), reason: text, notedAt: instant }),
  HearingOpened: z.strictObject({
    student: z.boolean(),
    companion: z.string(),
    offices: z.array(z.string()),
    presenter: z.boolean(),
    openedAt: instant,
    ruling: keptRuling,
  }),
  HearingSuspended: z.strictObject({ reason: text, suspendedAt: instant, ruling: keptRuling }),
  HearingResumed: z.strictObject({
    enquiries: text,
    /** Who is there when it goes on; absent in what was stored before that was asked. */
    student: z.boolean().optional(),
    companion: z.string().optional(),
    offices: z.array(z.string()).optional(),
    presenter: z.boolean().optional(),
    resumedAt: instant,
    ruling: keptRuling,
  }),
} as const;

export type SittingEvent = {
  [Type in keyof typeof sittingEvents]: {
    readonly type: Type;
    readonly data: z.infer<(typeof sittingEvents)[Type]>;
  };
}[keyof typeof sittingEvents];
export type SittingData<Type extends SittingEvent['type']> = Extract<SittingEvent, { type: Type }>['data'];
