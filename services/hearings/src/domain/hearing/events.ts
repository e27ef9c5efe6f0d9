import {
  anyEvents,
  assessmentOfCase,
  keptRuling,
  outcome,
  partsBefore,
  personal,
  policyPin,
  studentOfCase,
  subjectOfCase,
} from '@probity/contracts';
import { z } from 'zod';
import { bodyEvents } from '../body/index.js';
import { sittingEvents } from './sitting/events.js';

const text = personal(z.string());
const instant = z.iso.datetime();
const ofCase = { institution: z.string(), policy: policyPin, case: z.uuid() };
const value = z.union([z.string(), z.number(), z.boolean()]);

/** What the lead established on one point of the report. */
const established = z.strictObject({ point: z.string(), offence: z.string(), outcome });

const finding = z.strictObject({
  point: z.string(),
  offence: z.string(),
  outcome,
  /** As the lead established it, where somebody did. */
  established: outcome.optional(),
  reasons: text,
  /** Digests, of the report's evidence. */
  evidence: z.array(z.string()),
});

const votes = z.record(z.string(), z.enum(['for', 'against']));

const action = z.strictObject({
  code: z.string(),
  title: z.string(),
  /** What it is to the rest of the procedure: `certificates-invalid`. */
  effect: z.string(),
  clauses: z.array(z.string()),
  /** Codes, numbers and dates. */
  parameters: z.record(z.string(), value),
  /** What was said in words, and whom it names. */
  words: personal(z.record(z.string(), value)),
});

/** An action, by one of its effects. */
const effective = action.extend({
  /** Or is recommended to those who consent to it by the act `consent`. */
  binds: z.boolean(),
  consent: z.string().nullable(),
});

/** Who decided, and the parts in the case that this gives them. */
const members = z.array(z.strictObject({ person: z.string(), roles: z.array(z.string()) }));

const confirmedFinding = z.strictObject({
  reachedAt: instant,
  findings: z.array(z.strictObject({ point: z.string(), offence: z.string(), outcome })),
  proven: z.boolean(),
  category: z.string().nullable(),
});

const earlierOffence = z.strictObject({
  case: z.uuid(),
  reference: z.string(),
  category: z.string(),
  offences: z.array(z.string()),
  career: z.string(),
  moduleLevel: z.number().nullable(),
  foundAt: instant,
  penalties: z.array(z.string()),
  spent: z.boolean(),
  /** Nobody told what it turns on: `spent` says nothing. */
  standingUnknown: z.boolean().optional(),
});
export type EarlierOffence = z.infer<typeof earlierOffence>;

/** The first shapes had less: what they left unsaid was told to nobody then. */
export const hearingVersions = { ReferralNoted: 2 } as const;
export const hearingUpcasters = {
  ReferralNoted: { 1: (data: object): object => ({ formDatedAt: null, ...data }) },
} as const;

/** The stored shapes on `hearing-<case>-<n>`. */
export const hearingEvents = {
  CaseNoted: z.strictObject({
    ...ofCase,
    reference: z.string(),
    subject: subjectOfCase,
    centre: z.string().nullable(),
    /** Absent in what was stored before they were told. */
    assessment: assessmentOfCase.nullable().optional(),
    student: studentOfCase.nullable().optional(),
    accuser: z.string().nullable().optional(),
  }),
  /** The case is referred to a body: what is alleged, and who had which part in it before. */
  ReferralNoted: z.strictObject({
    ...ofCase,
    to: z.string(),
    referredAt: instant,
    referredBy: z.string(),
    joined: z.boolean(),
    report: z.uuid(),
    offences: z.array(z.string()),
    category: z.string(),
    evidence: z.array(z.string()),
    enclosed: z.array(z.string()),
    ...partsBefore,
    /** The date on the record of the meeting with the student, from its beginning; null where it is not told. */
    formDatedAt: instant.nullable(),
  }),
  /** What the student says to what was found before any body. */
  AnswerNoted: z.strictObject({ ...ofCase, accepts: z.boolean(), receivedAt: instant }),
  /** A meeting with the student was held, or the student did not come. */
  MeetingNoted: z.strictObject({ ...ofCase, kind: z.string(), attended: z.boolean(), heldAt: instant }),
  /** In writing, by whoever investigates; the last time. */
  StudentToldNoted: z.strictObject({ ...ofCase, toldAt: instant }),
  /** Somebody decided alone before any referral, as the policy's body of that name: whether there was a breach. */
  DeskDecisionNoted: z.strictObject({
    ...ofCase,
    body: z.string(),
    title: z.string(),
    form: z.string(),
    by: z.string(),
    /** The seat of whoever decided, and the parts in the case that it gives. */
    seat: z.string(),
    roles: z.array(z.string()),
    decidedAt: instant,
    proven: z.boolean(),
    findings: z.array(z.strictObject({ point: z.string(), offence: z.string(), outcome })),
    category: z.string(),
    report: z.uuid(),
    evidence: z.array(z.string()),
    ...partsBefore,
  }),
  /** What is on record from before. It is shown to nobody from whom the policy hides it. */
  HistoryNoted: z.strictObject({
    ...ofCase,
    version: z.number().int(),
    toldAt: instant,
    offences: personal(z.array(earlierOffence)),
  }),
  AnonymityNoted: z.strictObject({ ...ofCase, liftedAt: instant }),
  HearingConvened: z.strictObject({
    ...ofCase,
    manager: z.string(),
    lead: z.string(),
    reportVersion: z.number().int(),
    signedOffAt: instant,
    established: z.array(established),
    evidence: z.array(z.string()),
  }),
  /** Who is accountable for the case, since when. */
  ManagerNoted: z.strictObject({ ...ofCase, manager: z.string(), since: instant }),
  /** Members of the centre's staff, by their ids in the register. */
  ImplicatedNoted: z.strictObject({ ...ofCase, centreStaff: z.array(z.string()) }),
  ClosureNoted: z.strictObject({ ...ofCase, closedAt: instant }),
  FindingReached: z.strictObject({
    findings: z.array(finding),
    proven: z.boolean(),
    reachedAt: instant,
    standard: z.string().optional(),
    grounds: z.array(z.string()).optional(),
    /** Of the breach, as the body found it. */
    category: z.string().nullable().optional(),
    votes: votes.optional(),
    /** Who put finding and votes on record; absent in what was stored before that was kept. */
    recordedBy: z.string().optional(),
    /** Waits for the act that confirms it before others are told. */
    provisional: z.boolean().optional(),
    ruling: keptRuling,
  }),
  PenaltyDecided: z.strictObject({
    tariff: z.string(),
    chosen: z.array(z.strictObject({ code: z.string(), reason: text.nullable() })),
    /** One for each effect, also of what the tariff imposes whatever is chosen. */
    actions: z.array(effective),
    members: members.optional(),
    /** By the item of the policy's document, in words. */
    factors: personal(z.record(z.string(), z.string())),
    /** The comparable cases as they were looked at; null where they were not. */
    comparables: z.string().nullable(),
    votes,
    recordedBy: z.string().optional(),
    provisional: z.boolean(),
    decidedAt: instant,
    ruling: keptRuling,
  }),
  /** What was decided stands: the finding, and the penalty after it. */
  FindingConfirmed: z.strictObject({ confirmedAt: instant, finding: confirmedFinding, ruling: keptRuling }),
  PenaltyConfirmed: z.strictObject({
    confirmedAt: instant,
    decidedAt: instant,
    actions: z.array(effective),
    members: members.optional(),
  }),
  /** What was decided does not stand, and the case is heard anew, by others: the student could not be there. */
  DecisionLapsed: z.strictObject({ lapsedAt: instant, ruling: keptRuling }),
  HistoryReleased: z.strictObject({
    releasedAt: instant,
    to: z.array(z.string()),
    version: z.number().int().nullable(),
    ruling: keptRuling,
  }),
  DecisionLetterSent: z.strictObject({
    suggestsAdvice: z.boolean(),
    warnsOfRepeat: z.boolean(),
    sentAt: instant,
    ruling: keptRuling,
  }),
  ActionDecided: z.strictObject({
    actions: z.array(action),
    /** By the aim's code, how the actions serve it. */
    aims: personal(z.record(z.string(), z.string())),
    rationale: text,
    decidedAt: instant,
    ruling: keptRuling,
  }),
  DecisionCommunicated: z.strictObject({ to: text, notice: text, sentAt: instant, ruling: keptRuling }),
  AppealLodged: z.strictObject({
    by: z.string(),
    party: z.string(),
    grounds: text,
    lodgedAt: instant,
    ruling: keptRuling,
  }),
  ...bodyEvents,
  ...sittingEvents,
  ...anyEvents,
} as const;

export type HearingEvent = {
  [Type in keyof typeof hearingEvents]: {
    readonly type: Type;
    readonly data: z.infer<(typeof hearingEvents)[Type]>;
  };
}[keyof typeof hearingEvents];
export type DataOf<Type extends HearingEvent['type']> = Extract<HearingEvent, { type: Type }>['data'];
