import type { AnyCommand } from '@probity/contracts';
import type { CertificateStatus } from '../certificate/certificate.js';
import type { ReportOfCourse } from './course-events.js';
import type { Confirmed, DataOf, InvalidCertificate } from './sanctions.js';

/** A certificate as it was looked up at the edge: in the register, and on its own stream. */
export interface Target {
  readonly number: string;
  /** Null where the register has no such certificate. */
  readonly entry: { readonly learner: string; readonly centre: string; readonly qualification: string } | null;
  readonly status: CertificateStatus;
  readonly on: { readonly stream: string; readonly expected: number; readonly keyId: string };
}

type OfCase = Pick<DataOf<'CaseNoted'>, 'institution' | 'policy' | 'case'>;

export type NoteCase = { readonly type: 'NoteCase' } & DataOf<'CaseNoted'>;
export type NoteInvestigation = { readonly type: 'NoteInvestigation'; readonly startedAt: string } & OfCase;
export type NoteNoCase = { readonly type: 'NoteNoCase'; readonly foundAt: string } & OfCase;
export type NoteClosure = { readonly type: 'NoteClosure'; readonly closedAt: string } & OfCase;
export type NoteFinding = { readonly type: 'NoteFinding' } & DataOf<'FindingNoted'>;
export type NoteReferral = { readonly type: 'NoteReferral'; readonly referredAt: string } & OfCase;
/** As the subject's own stream has it at a version. Looked up at the edge. */
export interface TellHistory {
  readonly type: 'TellHistory';
  readonly asOf: number;
  readonly offences: DataOf<'HistoryTaken'>['offences'];
}
export type NoteAction = {
  readonly type: 'NoteAction';
  readonly hearing: string;
  readonly decidedAt: string;
  readonly actions: readonly ToldAction[];
  readonly members?: DataOf<'EffectsDue'>['members'];
} & OfCase;
export type NoteVariation = {
  readonly type: 'NoteVariation';
  readonly hearing: string;
  readonly decidedAt: string;
  readonly outcome: string;
  readonly proven: boolean;
  readonly actions: readonly ToldAction[];
} & OfCase;

/** An effect of a decision, as those who decided tell it. */
export interface ToldAction {
  readonly code: string;
  readonly effect: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly words?: Readonly<Record<string, unknown>>;
  readonly clauses?: readonly string[];
  readonly binds?: boolean;
}
export interface RecordConsent {
  readonly type: 'RecordConsent';
  readonly by: string;
  readonly given: boolean;
  readonly needed: readonly string[];
  /** It is right to act before the board meets. */
  readonly actSooner?: boolean;
  /** Who consents, or does not, and on which day. */
  readonly person?: string;
  readonly on?: string;
  readonly whySooner?: string;
  readonly whyNoOthers?: string;
}
/** As the register has it. Looked up at the edge. */
export type NoteBoards = { readonly type: 'NoteBoards' } & DataOf<'BoardsNoted'>;
/** What became of telling the learning system of a course: `error` is null where it took note. */
export interface NoteLearningSystem {
  readonly type: 'NoteLearningSystem';
  readonly number: number;
  readonly attempts: number;
  readonly error: string | null;
}
export interface NoteCourseReported {
  readonly type: 'NoteCourseReported';
  readonly number: number;
  readonly what: ReportOfCourse;
  readonly happenedAt: string;
  readonly message: string;
}
/** In place of the learning system: `never` takes back what was told before; left out, it was not said when. */
export interface EnterCourseResult {
  readonly type: 'EnterCourseResult';
  readonly what: ReportOfCourse;
  readonly happenedAt?: string;
  readonly reason: string;
}
/** By the clock the last day of a course is over. */
export interface NoteCourseTime {
  readonly type: 'NoteCourseTime';
  readonly number: number;
}
export interface AcknowledgeInstruction {
  readonly type: 'AcknowledgeInstruction';
  readonly number: number;
  readonly done: boolean;
  readonly note: string | null;
}

export interface WithholdCertificates {
  readonly type: 'WithholdCertificates';
  readonly hold: string;
  readonly certificates: readonly Target[];
  readonly reason: string;
  readonly reviewOn: string | null;
}
export interface ReviewHold {
  readonly type: 'ReviewHold';
  readonly hold: string;
  readonly certificates: readonly Target[];
  readonly release: boolean;
  readonly reason: string;
  readonly reviewOn: string | null;
}
export interface ImposeInterim {
  readonly type: 'ImposeInterim';
  readonly interim: string;
  readonly sanction: string;
  readonly reason: string;
  readonly reviewOn: string | null;
}
export interface EndInterim {
  readonly type: 'EndInterim';
  readonly interim: string;
  readonly reason: string;
}
export interface PutIntoEffect {
  readonly type: 'PutIntoEffect';
  readonly action: string;
  /** Which of its effects; the first that is not in effect, where it is left out. */
  readonly effect?: string;
  readonly what: string;
  /** Null: today. */
  readonly on: string | null;
}
export interface InvalidateCertificates {
  readonly type: 'InvalidateCertificates';
  readonly certificates: readonly (Target & {
    readonly reason: string;
    readonly next: InvalidCertificate['next'] | null;
  })[];
}
export interface RequestReturn {
  readonly type: 'RequestReturn';
}
export interface RecordConfirmation {
  readonly type: 'RecordConfirmation';
  readonly what: Confirmed;
  readonly certificates: readonly string[];
  readonly on: string;
  /** What the centre says its notice to the learners held, by the items of the policy's document. */
  readonly covers: readonly string[];
}

export type SanctionsCommand =
  | NoteCase
  | NoteInvestigation
  | NoteFinding
  | NoteNoCase
  | NoteClosure
  | NoteReferral
  | NoteAction
  | NoteVariation
  | TellHistory
  | RecordConsent
  | AcknowledgeInstruction
  | NoteBoards
  | NoteLearningSystem
  | NoteCourseReported
  | EnterCourseResult
  | NoteCourseTime
  | WithholdCertificates
  | ReviewHold
  | ImposeInterim
  | EndInterim
  | PutIntoEffect
  | InvalidateCertificates
  | RequestReturn
  | RecordConfirmation
  | AnyCommand;
