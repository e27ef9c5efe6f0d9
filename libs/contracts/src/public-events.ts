import { z } from 'zod';
import { assessmentOfCase, studentOfCase } from './assessment-of-case.js';
import { partsBefore } from './parts-before.js';
import { personal } from './personal.js';
import { classification, outcome, subjectOfCase } from './subject-of-case.js';

/**
 * What happened concerns the service alone, but that by it the institution did not keep what its policy asks of it: the clauses
 * are on the envelope (`breaches`), as with every other event.
 */
const BreachRecorded = z.strictObject({});

/**
 * What the services tell one another, by service and type. Each carries the full current picture of its matter in codes,
 * dates and ids, and says what a consumer should do about it; names and free text stay with the service that owns them.
 */
export const publicEvents = {
  intake: {
    BreachRecorded,
    /** Open a file for the case. */
    CaseOpened: z.strictObject({
      reference: z.string(),
      report: z.uuid(),
      subject: subjectOfCase,
      centre: z.string().nullable(),
      offences: z.array(z.string()),
      classification,
      products: z.array(z.string()),
      reportReceivedAt: z.iso.datetime(),
      /** When all that belongs to the report had come in; null: as the case was opened. */
      reportCompletedAt: z.iso.datetime().nullable().default(null),
      /** Calendar days from becoming aware to receipt; null where it was not said. */
      reportLagInDays: z.number().int().nullable().optional(),
      /** Whether a third party reported: `third-party` or `other`. Who it was stays with intake. */
      reporterKind: z.string().default('other'),
      /** The assessment that it is about, and what the register says of a student; null where neither has a part in it. */
      assessment: assessmentOfCase.nullable().default(null),
      student: studentOfCase.nullable().default(null),
      /** Who made the allegation, by staff id, where the policy has staff report and does not hide who; null otherwise. */
      accuser: z.string().nullable().default(null),
      /** Evidence in writing came with the report, beside the suspicion. */
      directEvidence: z.boolean().default(false),
      /** Digests of the files that came with it. */
      evidence: z.array(z.string()).default([]),
    }),
  },
  investigation: {
    BreachRecorded,
    /** The accountable manager of the case is now this person. */
    ManagerAssigned: z.strictObject({ manager: z.string() }),
    /** These members of the centre's staff are implicated, too: do not address them for the centre. */
    ImplicatedNamed: z.strictObject({ centreStaff: z.array(z.string()) }),
    InvestigationStarted: z.strictObject({
      lead: z.string(),
      startedAt: z.iso.datetime(),
      dueOn: z.string(),
      late: z.boolean(),
    }),
    /** The final report stands and is signed off: convene the body that decides. */
    ReportSignedOff: z.strictObject({
      manager: z.string(),
      lead: z.string(),
      reportVersion: z.number().int(),
      signedOffAt: z.iso.datetime(),
      /** What the lead established, point by point. */
      established: z.array(z.strictObject({ point: z.string(), offence: z.string(), outcome })),
      evidence: z.array(z.string()),
    }),
    LessonsRecorded: z.strictObject({ count: z.number().int(), recordedAt: z.iso.datetime() }),
    /** Who the subject is may be known from now on. */
    AnonymityLifted: z.strictObject({ liftedAt: z.iso.datetime() }),
    /** A body is to consider the case: convene it. */
    CaseReferred: z.strictObject({
      /** The policy's name of the body. */
      to: z.string(),
      referredAt: z.iso.datetime(),
      referredBy: z.string(),
      /** With the other cases of the same report. */
      joined: z.boolean(),
      report: z.uuid(),
      offences: z.array(z.string()),
      category: z.string(),
      /** Digests, of all that was collected, and of what went with the referral. */
      evidence: z.array(z.string()),
      enclosed: z.array(z.string()),
      ...partsBefore,
      /** The date on the record of the meeting, from its beginning, in the policy's time zone. */
      formDatedAt: z.iso.datetime().nullable().default(null),
    }),
    /** What the student says to what was found before any body: it may come before or after the referral. */
    AnswerGiven: z.strictObject({ accepts: z.boolean(), receivedAt: z.iso.datetime() }),
    /** The student has been told of the allegation, in writing: until then nothing of the case is shown to them. */
    StudentTold: z.strictObject({ toldAt: z.iso.datetime() }),
    /** A meeting with the student was held, or the student did not come. */
    MeetingHeld: z.strictObject({ kind: z.string(), attended: z.boolean(), heldAt: z.iso.datetime() }),
    /**
     * Somebody decided alone, by a step of the policy, whether there was a breach: the body stands as convened and as having
     * found that.
     */
    DecidedAtDesk: z.strictObject({
      /** The policy's name of the body. */
      body: z.string(),
      title: z.string(),
      by: z.string(),
      /** The decision was signed then. */
      decidedAt: z.iso.datetime(),
      proven: z.boolean(),
      offences: z.array(z.string()),
      category: z.string(),
      report: z.uuid(),
      evidence: z.array(z.string()),
      ...partsBefore,
      /** By which clauses. */
      clauses: z.array(z.string()),
    }),
    /** Ended without a report: nothing to answer. */
    NoCaseFound: z.strictObject({
      foundAt: z.iso.datetime(),
      /** Where the matter ended: `review` of the report, `desk`, `meeting`, `examination`; null: not told. */
      stage: z.string().nullable().default(null),
    }),
  },
  hearings: {
    BreachRecorded,
    FindingReached: z.strictObject({
      hearing: z.string(),
      reachedAt: z.iso.datetime(),
      findings: z.array(z.strictObject({ point: z.string(), offence: z.string(), outcome })),
      proven: z.boolean(),
      /** As the body found it: what the breach is. */
      category: z.string().nullable().default(null),
    }),
    /** Put these into effect. */
    ActionDecided: z.strictObject({
      hearing: z.string(),
      decidedAt: z.iso.datetime(),
      actions: z.array(
        z.strictObject({
          code: z.string(),
          effect: z.string(),
          parameters: z.record(z.string(), z.unknown()),
          /** Parameters that were said in words, such as which work or modules. */
          words: personal(z.record(z.string(), z.unknown())).default({}),
          clauses: z.array(z.string()).default([]),
          /** Or is a recommendation, to those who consent to it by the act `consent`. */
          binds: z.boolean().default(true),
          consent: z.string().nullable().default(null),
        }),
      ),
      /** Who decided, by staff id, and the parts in the case that this gives them: what only they may do afterwards. */
      members: z.array(z.strictObject({ person: z.string(), roles: z.array(z.string()) })).default([]),
    }),
    /** What was decided before holds no more: undo it, and put these into effect in its place. */
    ActionVaried: z.strictObject({
      hearing: z.string(),
      decidedAt: z.iso.datetime(),
      /** `set-aside`, `reduced`, `increased`. */
      outcome: z.string(),
      proven: z.boolean(),
      actions: z.array(
        z.strictObject({
          code: z.string(),
          effect: z.string(),
          parameters: z.record(z.string(), z.unknown()),
          words: personal(z.record(z.string(), z.unknown())).default({}),
          clauses: z.array(z.string()).default([]),
          binds: z.boolean().default(true),
        }),
      ),
    }),
    /** The student was invited to be heard, and so knows of the case: after an examination nothing told them before. */
    StudentTold: z.strictObject({ toldAt: z.iso.datetime() }),
    DecisionCommunicated: z.strictObject({ hearing: z.string(), sentAt: z.iso.datetime() }),
    /** Keep the record until it has been heard. */
    AppealLodged: z.strictObject({ appeal: z.string(), lodgedAt: z.iso.datetime() }),
    AppealDecided: z.strictObject({ appeal: z.string(), decidedAt: z.iso.datetime(), outcome: z.string() }),
    /** The internal procedures are at an end, and the subject was told so. */
    ProceduresCompleted: z.strictObject({ completedAt: z.iso.datetime() }),
  },
  sanctions: {
    BreachRecorded,
    CertificatesWithheld: z.strictObject({ hold: z.string(), certificates: z.number().int(), reviewOn: z.string() }),
    HoldEnded: z.strictObject({ hold: z.string(), endedAt: z.iso.datetime() }),
    /** Tell the regulators who were notified of the case which certificates are invalid, and why. */
    CertificatesInvalidated: z.strictObject({
      invalidatedAt: z.iso.datetime(),
      certificates: z.array(
        z.strictObject({
          number: z.string(),
          qualification: z.string(),
          reason: personal(z.string()),
          next: z.enum(['reassess', 'withdraw']),
        }),
      ),
    }),
    /**
     * What is on record of the subject from before, for the body that considers this case. A later version takes the place of
     * an earlier one. It stays sealed until the event that the policy names.
     */
    HistoryTold: z.strictObject({
      version: z.number().int(),
      toldAt: z.iso.datetime(),
      offences: personal(
        z.array(
          z.strictObject({
            case: z.uuid(),
            reference: z.string(),
            category: z.string(),
            offences: z.array(z.string()),
            career: z.string(),
            moduleLevel: z.number().nullable(),
            foundAt: z.iso.datetime(),
            penalties: z.array(z.string()),
            spent: z.boolean(),
          }),
        ),
      ),
    }),
    /** A course that was imposed is over for the student: passed in time, or confirmed not to be. What is told last holds. */
    CourseEnded: z.strictObject({ passed: z.boolean(), endedAt: z.iso.datetime() }),
    SanctionInEffect: z.strictObject({ action: z.string(), effect: z.string(), inEffectAt: z.iso.datetime() }),
    /** Nothing of the decision is left to be put into effect. */
    EffectsCompleted: z.strictObject({ completedAt: z.iso.datetime() }),
    /** So many confirmations of the centre are outstanding now: learners told, records amended, certificates returned. */
    ConfirmationsChanged: z.strictObject({ outstanding: z.number().int() }),
  },
  'regulator-notification': {
    BreachRecorded,
    RegulatorsNotified: z.strictObject({
      regulators: z.array(z.string()),
      notifiedAt: z.iso.datetime(),
      nextUpdateOn: z.string(),
    }),
    NotificationClosed: z.strictObject({ closedAt: z.iso.datetime() }),
    ProsecutionNoted: z.strictObject({ prosecution: z.string().optional(), notedAt: z.iso.datetime() }),
  },
  records: {
    BreachRecorded,
    CaseClosed: z.strictObject({
      closedAt: z.iso.datetime(),
      keepUntilAtLeast: z.string().nullable(),
      clause: z.array(z.string()),
    }),
  },
} as const;

export type Source = keyof typeof publicEvents;
export type PublicType<S extends Source> = keyof (typeof publicEvents)[S] & string;
export type PublicData<S extends Source, T extends PublicType<S>> = z.infer<(typeof publicEvents)[S][T]>;

/** The data of a public event, checked against its contract. @throws ZodError */
export const told = <S extends Source, T extends PublicType<S>>(
  source: S,
  type: T,
  data: z.input<(typeof publicEvents)[S][T]>,
): { readonly type: T; readonly schemaVersion: number; readonly data: PublicData<S, T> } => ({
  type,
  schemaVersion: 1,
  data: (publicEvents[source][type] as unknown as z.ZodType<PublicData<S, T>>).parse(data),
});
