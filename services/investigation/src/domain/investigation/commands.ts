import type { AnyCommand, Classification } from '@probity/contracts';
import type { ProceedingsCommand } from './proceedings-commands.js';
import type { Attestation, DataOf, EstablishedPoint, Recipient } from './events.js';

/** A member of the institution's staff, as its register has them; looked up at the edge. */
export interface ProposedStaff {
  readonly inRegister: boolean;
  readonly offices: readonly string[];
  readonly training: readonly {
    readonly subject: string;
    readonly completedOn: string;
    readonly expiresOn: string | null;
  }[];
  readonly formerCentres: readonly string[];
  /** Of the module of the case. */
  readonly examinesWork?: boolean;
}

/** The centre of the case, as the register has it; looked up at the edge. */
export interface CentreOfCase {
  readonly id: string;
  readonly name: string;
  readonly coordinator: string;
  readonly qualityTeam: readonly string[];
  readonly staff: readonly string[];
}

export interface AssignManager {
  readonly type: 'AssignManager';
  readonly staff: string;
  readonly proposed: ProposedStaff;
  readonly reason: string | null;
  readonly registerDigest: string;
}
export interface AssignLead extends Omit<AssignManager, 'type'> {
  readonly type: 'AssignLead';
}
export interface DeclareInvolvement {
  readonly type: 'DeclareInvolvement';
  readonly staff: string;
  readonly previousInvolvement: boolean;
  readonly personalInterest: boolean;
  readonly detail: string;
}
export interface Start {
  readonly type: 'Start';
  readonly plan: Readonly<Record<string, string>>;
}
export interface NameImplicated {
  readonly type: 'NameImplicated';
  readonly centreStaff: readonly string[];
  readonly centre: CentreOfCase | null;
  readonly registerDigest: string;
}
export interface Notify {
  readonly type: 'Notify';
  readonly recipient: Recipient;
  readonly person: string;
  /** As the register names them; null where it does not know them. */
  readonly personName: string | null;
  readonly isLearner: boolean;
  readonly centre: CentreOfCase | null;
  /** A day on which it is looked at again; null: it is sent now. */
  readonly deferredUntil: string | null;
  readonly reason: string | null;
  readonly registerDigest: string;
}
export interface RequestInformation {
  readonly type: 'RequestInformation';
  readonly request: string;
  readonly of: string;
  readonly what: string;
  readonly dueOn: string;
}
export interface RecordReply {
  readonly type: 'RecordReply';
  readonly request: string;
  readonly reply: string;
  readonly evidence: readonly string[];
}
export interface AddEvidence {
  readonly type: 'AddEvidence';
  readonly digest: string;
  readonly contentDigest?: string;
  readonly name: string;
  readonly mediaType: string;
  /** Null: the store has no file with this digest. */
  readonly bytes: number | null;
  readonly description: string;
  readonly source: string;
}
export interface RecordInterview {
  readonly type: 'RecordInterview';
  /** A register's id; null for an outsider. */
  readonly person: string | null;
  readonly outsider: string | null;
  /** As it was said; the subject and whoever is implicated are accused whatever is said. */
  readonly accused: boolean;
  readonly companionOffered: boolean;
  readonly companion: DataOf<'InterviewRecorded'>['companion'];
  readonly heldOn: string;
  readonly summary: string;
}
export interface RaiseIssue {
  readonly type: 'RaiseIssue';
  readonly issue: string;
  readonly text: string;
}
export interface AnswerIssue {
  readonly type: 'AnswerIssue';
  readonly issue: string;
  readonly answer: string;
}
export interface Reclassify {
  readonly type: 'Reclassify';
  readonly classification: Classification;
  readonly reason: string;
}
export interface FindSufficientEvidence {
  readonly type: 'FindSufficientEvidence';
  readonly sufficient: boolean;
  readonly reason: string;
}
export interface DraftReport {
  readonly type: 'DraftReport';
  readonly contents: Readonly<Record<string, string>>;
  readonly evidence: readonly string[];
}
export interface ServeDraft {
  readonly type: 'ServeDraft';
  readonly to: string;
  readonly centre: CentreOfCase | null;
  readonly registerDigest: string;
}
export interface RecordResponse {
  readonly type: 'RecordResponse';
  readonly response: string;
}
export interface FinaliseReport {
  readonly type: 'FinaliseReport';
  readonly established: readonly EstablishedPoint[];
}
export interface SignOff {
  readonly type: 'SignOff';
  readonly attestation: Attestation;
}
export interface RecordLessons {
  readonly type: 'RecordLessons';
  readonly lessons: readonly string[];
  readonly none: boolean;
}
export interface Delegate {
  readonly type: 'Delegate';
  readonly office: string;
  readonly to: string;
  readonly until: string;
  readonly reason: string;
  /** Whether whoever delegates it holds the office themselves, by the register; looked up at the edge. */
  readonly own: boolean;
}
/** Another service's fact, and not an act: the case is there to be investigated. */
export interface NoteCase extends Omit<DataOf<'CaseNoted'>, 'timeZone' | 'identityKept'> {
  readonly type: 'NoteCase';
}
/** Another service's fact: the case is closed. */
export interface NoteClosure extends DataOf<'ClosureNoted'> {
  readonly type: 'NoteClosure';
  /** That the closure rests on. */
  readonly clauses: readonly string[];
}

export type InvestigationAct =
  | AssignManager
  | DeclareInvolvement
  | AssignLead
  | Start
  | NameImplicated
  | Notify
  | RequestInformation
  | RecordReply
  | AddEvidence
  | RecordInterview
  | RaiseIssue
  | AnswerIssue
  | Reclassify
  | FindSufficientEvidence
  | DraftReport
  | ServeDraft
  | RecordResponse
  | FinaliseReport
  | SignOff
  | RecordLessons
  | Delegate
  | ProceedingsCommand;

export type InvestigationCommand = NoteCase | NoteClosure | InvestigationAct | AnyCommand;
