import { z } from 'zod';
import { assessmentOfCase, studentOfCase } from './assessment-of-case.js';
import { partsBefore } from './parts-before.js';
import { personal } from './personal.js';
import { classification, outcome, subjectOfCase } from './subject-of-case.js';

const BreachRecorded = z
  .strictObject({})
  .describe(
    'What happened concerns the service alone, but that by it the institution did not keep what its policy asks of it: the clauses are on the envelope (`breaches`), as with every other event.',
  );

/**
 * What the services tell one another, by service and type. Each carries the full current picture of its matter in codes,
 * dates and ids, and says what a consumer should do about it; names and free text stay with the service that owns them.
 */
export const publicEvents = {
  intake: {
    BreachRecorded,
    CaseOpened: z
      .strictObject({
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
        /** As what they reported, where it is told who; of an informant, whether a third party did: `third-party` or `other`. */
        reporterKind: z.string().default('other'),
        /** The assessment that it is about, and what the register says of a student; null where neither has a part in it. */
        assessment: assessmentOfCase.nullable().default(null),
        student: studentOfCase.nullable().default(null),
        /** Who made the allegation, by staff id, where the policy has staff report and does not hide who; null otherwise. */
        accuser: z.string().nullable().default(null),
        /** Evidence in writing came with the report, beside the suspicion. */
        directEvidence: z.boolean().default(false),
        /** What came with it: the digests of files, and the names of what is on paper. */
        evidence: z.array(z.string()).default([]),
      })
      .describe('Open a file for the case.'),
  },
  investigation: {
    BreachRecorded,
    ManagerAssigned: z
      .strictObject({ manager: z.string() })
      .describe('The accountable manager of the case is now this person.'),
    ImplicatedNamed: z
      .strictObject({ centreStaff: z.array(z.string()) })
      .describe("These members of the centre's staff are implicated, too: do not address them for the centre."),
    InvestigationStarted: z.strictObject({
      lead: z.string(),
      startedAt: z.iso.datetime(),
      dueOn: z.string(),
      late: z.boolean(),
    }),
    ReportSignedOff: z
      .strictObject({
        manager: z.string(),
        lead: z.string(),
        reportVersion: z.number().int(),
        signedOffAt: z.iso.datetime(),
        /** What the lead established, point by point. */
        established: z.array(z.strictObject({ point: z.string(), offence: z.string(), outcome })),
        evidence: z.array(z.string()),
      })
      .describe('The final report stands and is signed off: convene the body that decides.'),
    LessonsRecorded: z.strictObject({ count: z.number().int(), recordedAt: z.iso.datetime() }),
    AnonymityLifted: z
      .strictObject({ liftedAt: z.iso.datetime() })
      .describe('Who the subject is may be known from now on.'),
    CaseReferred: z
      .strictObject({
        /** The policy's name of the body. */
        to: z.string(),
        referredAt: z.iso.datetime(),
        referredBy: z.string(),
        /** With the other cases of the same report. */
        joined: z.boolean(),
        report: z.uuid(),
        offences: z.array(z.string()),
        category: z.string(),
        /** Digests, and names of what is on paper: of all that was collected, and of what went with the referral. */
        evidence: z.array(z.string()),
        enclosed: z.array(z.string()),
        ...partsBefore,
        /** The date on the record of the meeting, from its beginning, in the policy's time zone. */
        formDatedAt: z.iso.datetime().nullable().default(null),
      })
      .describe('A body is to consider the case: convene it.'),
    AnswerGiven: z
      .strictObject({ accepts: z.boolean(), receivedAt: z.iso.datetime() })
      .describe('What the student says to what was found before any body: it may come before or after the referral.'),
    StudentTold: z
      .strictObject({ toldAt: z.iso.datetime() })
      .describe(
        'The student has been told of the allegation, in writing: until then nothing of the case is shown to them.',
      ),
    MeetingHeld: z
      .strictObject({ kind: z.string(), attended: z.boolean(), heldAt: z.iso.datetime() })
      .describe('A meeting with the student was held, or the student did not come.'),
    DecidedAtDesk: z
      .strictObject({
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
      })
      .describe(
        'Somebody decided alone, by a step of the policy, whether there was a breach: the body stands as convened and as having found that.',
      ),
    NoCaseFound: z
      .strictObject({
        foundAt: z.iso.datetime(),
        /** Where the matter ended: `review` of the report, `desk`, `meeting`, `examination`; null: not told. */
        stage: z.string().nullable().default(null),
      })
      .describe('Ended without a report: nothing to answer.'),
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
    ActionDecided: z
      .strictObject({
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
      })
      .describe('Put these into effect.'),
    ActionVaried: z
      .strictObject({
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
      })
      .describe('What was decided before holds no more: undo it, and put these into effect in its place.'),
    StudentTold: z
      .strictObject({ toldAt: z.iso.datetime() })
      .describe(
        'The student was invited to be heard, and so knows of the case: after an examination nothing told them before.',
      ),
    DecisionCommunicated: z.strictObject({ hearing: z.string(), sentAt: z.iso.datetime() }),
    AppealLodged: z
      .strictObject({ appeal: z.string(), lodgedAt: z.iso.datetime() })
      .describe('Keep the record until it has been heard.'),
    AppealDecided: z.strictObject({ appeal: z.string(), decidedAt: z.iso.datetime(), outcome: z.string() }),
    ProceduresCompleted: z
      .strictObject({ completedAt: z.iso.datetime() })
      .describe('The internal procedures are at an end, and the subject was told so.'),
  },
  sanctions: {
    BreachRecorded,
    CertificatesWithheld: z.strictObject({ hold: z.string(), certificates: z.number().int(), reviewOn: z.string() }),
    HoldEnded: z.strictObject({ hold: z.string(), endedAt: z.iso.datetime() }),
    CertificatesInvalidated: z
      .strictObject({
        invalidatedAt: z.iso.datetime(),
        certificates: z.array(
          z.strictObject({
            number: z.string(),
            qualification: z.string(),
            reason: personal(z.string()),
            next: z.enum(['reassess', 'withdraw']),
          }),
        ),
      })
      .describe('Tell the regulators who were notified of the case which certificates are invalid, and why.'),
    HistoryTold: z
      .strictObject({
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
              /** Nobody told what it turns on whether it is spent: `spent` says nothing. */
              standingUnknown: z.boolean().optional(),
            }),
          ),
        ),
      })
      .describe(
        'What is on record of the subject from before, for the body that considers this case. A later version takes the place of an earlier one. It stays sealed until the event that the policy names.',
      ),
    CourseEnded: z
      .strictObject({ passed: z.boolean(), endedAt: z.iso.datetime() })
      .describe(
        'A course that was imposed is over for the student: passed in time, or confirmed not to be. What is told last holds.',
      ),
    SanctionInEffect: z.strictObject({ action: z.string(), effect: z.string(), inEffectAt: z.iso.datetime() }),
    EffectsCompleted: z
      .strictObject({ completedAt: z.iso.datetime() })
      .describe('Nothing of the decision is left to be put into effect.'),
    ConfirmationsChanged: z
      .strictObject({ outstanding: z.number().int() })
      .describe(
        'So many confirmations of the centre are outstanding now: learners told, records amended, certificates returned.',
      ),
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
