import type {
  AnyCommand,
  AssessmentOfCase,
  Classification,
  PolicyPin,
  StudentOfCase,
  SubjectOfCase,
} from '@probity/contracts';
import type { Allegation, Attachment, Paper } from './allegation.js';
import type { DataOf, StudentOfReport } from './events.js';

export type ReportCommand =
  | SubmitReport
  | AddInformation
  | Acknowledge
  | DecideScope
  | ((Categorise | HandleLocally | OpenCase | RecordStep) & Earlier)
  | Withdraw
  | NoteAnonymityLifted
  | Extract<AnyCommand, { type: 'Correct' }>;

type RecordStep = Extract<AnyCommand, { type: 'RecordStep' }>;

/** What was looked up before the act: which of the report's students were dealt with before, by other reports. */
export interface Earlier {
  /** Undefined: not looked up, and as it was. */
  readonly earlierPractice?: readonly string[] | undefined;
}

export interface SubmitReport extends Earlier {
  readonly type: 'SubmitReport';
  readonly report: string;
  readonly institution: string;
  readonly policy: PolicyPin;
  readonly reference: string;
  readonly channel: DataOf<'ReportSubmitted'>['channel'];
  readonly reporter: {
    readonly kind: DataOf<'ReportSubmitted'>['reporterKind'];
    readonly name: string | null;
    readonly contact: string | null;
    readonly relationship: string | null;
  };
  /** Null: not answered. */
  readonly interests: { readonly has: boolean; readonly detail: string | null } | null;
  /** Who made the allegation, where the policy does not take it from anyone. */
  readonly accuser: string | null;
  readonly about: string;
  readonly assessment: AssessmentOfCase | null;
  /** As the institution's register has them. */
  readonly students: readonly StudentOfReport[];
  readonly evidenceKinds: readonly string[];
  readonly directEvidence: boolean;
  readonly allegation: Allegation;
  readonly attachments: readonly Attachment[];
  readonly papers?: readonly Paper[];
}
export interface AddInformation {
  readonly type: 'AddInformation';
  readonly information: string;
  /** Codes of the items of the allegation that it supplies. */
  readonly items: readonly string[];
  readonly evidenceKinds?: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly papers?: readonly Paper[];
}
export interface Acknowledge {
  readonly type: 'Acknowledge';
  /** Null: not sent, for the reason given. */
  readonly notice: string | null;
  readonly skippedBecause: string | null;
}
export interface DecideScope {
  readonly type: 'DecideScope';
  readonly inScope: boolean;
  readonly reason: string;
}
export interface Categorise {
  readonly type: 'Categorise';
  readonly offences: readonly { readonly code: string; readonly description: string | null }[];
  readonly classification: Classification;
  readonly intent: DataOf<'ReportCategorised'>['intent'];
  readonly extentLimited?: boolean;
  readonly borderline?: boolean;
}
export interface HandleLocally {
  readonly type: 'HandleLocally';
}
export interface Withdraw {
  readonly type: 'Withdraw';
  readonly reason: string;
}
/** Another service's fact. */
export interface NoteAnonymityLifted {
  readonly type: 'NoteAnonymityLifted';
  readonly case: string;
  readonly liftedAt: string;
}
export interface OpenCase {
  readonly type: 'OpenCase';
  readonly report: string;
  readonly case: string;
  readonly reference: string;
  /** At the centre where the institution's register has it. */
  readonly subject: SubjectOfCase;
  /** As whoever opens the case names it; null: not named. */
  readonly centreNamed: string | null;
  /** Looked up in the institution's register; null where it has no such entry. */
  readonly subjectName: string | null;
  /** What the register says of a student; null of anybody else. */
  readonly student?: StudentOfCase | null;
  /** Which attempt at the component it is, and how many there are, as the register has it of them. */
  readonly attempts?: Pick<AssessmentOfCase, 'attempt' | 'attemptsAllowed'> | null;
  readonly registerDigest: string;
  readonly products: readonly string[];
}
