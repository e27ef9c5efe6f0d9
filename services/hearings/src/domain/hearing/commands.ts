import type { AnyCommand, LetterItems } from '@probity/contracts';
import type { Chosen } from '@probity/policy-packs';
import type { Votes } from '../body/index.js';
import type { SaidAction } from './penalty/chosen.js';
import type { PenaltyInRegister, Together } from './penalty/facts.js';
import type { SaidFinding } from './finding/points.js';
import type { DataOf } from './hearing.js';
import type { SittingCommand } from './sitting/commands.js';

export type NoteCase = { readonly type: 'NoteCase' } & DataOf<'CaseNoted'>;
export type NoteManager = { readonly type: 'NoteManager' } & DataOf<'ManagerNoted'>;
export type NoteImplicated = { readonly type: 'NoteImplicated' } & DataOf<'ImplicatedNoted'>;
export type NoteClosure = { readonly type: 'NoteClosure' } & DataOf<'ClosureNoted'>;
export type ConveneHearing = { readonly type: 'ConveneHearing' } & DataOf<'HearingConvened'>;
export type NoteReferral = { readonly type: 'NoteReferral' } & DataOf<'ReferralNoted'>;
export type NoteHistory = { readonly type: 'NoteHistory' } & DataOf<'HistoryNoted'>;
export type NoteAnonymity = { readonly type: 'NoteAnonymity' } & DataOf<'AnonymityNoted'>;
export type NoteAnswer = { readonly type: 'NoteAnswer' } & DataOf<'AnswerNoted'>;
export type NoteMeeting = { readonly type: 'NoteMeeting' } & DataOf<'MeetingNoted'>;
export type NoteStudentTold = { readonly type: 'NoteStudentTold' } & DataOf<'StudentToldNoted'>;
type OfDesk = DataOf<'DeskDecisionNoted'>;
export type NoteDeskDecision = {
  readonly type: 'NoteDeskDecision';
  readonly offences: readonly string[];
  /** By which clauses it was decided. */
  readonly clauses: readonly string[];
} & Omit<OfDesk, 'form' | 'seat' | 'roles' | 'findings'>;
export interface DecideFinding {
  readonly type: 'DecideFinding';
  readonly findings: readonly SaidFinding[];
  readonly standard?: string;
  /** What it rests on beside the evidence: `inexperience`, `mitigation`. */
  readonly grounds?: readonly string[];
  /** Of the breach. */
  readonly category?: string | null;
  readonly votes?: Votes;
  /** What the body took into account, and whether anything reached a member in another way; left out: nothing did. */
  readonly sources?: readonly string[];
  readonly otherwise?: boolean;
}
export interface ReleaseHistory {
  readonly type: 'ReleaseHistory';
}
export interface DecidePenalty {
  readonly type: 'DecidePenalty';
  readonly tariff: string;
  readonly chosen: readonly Chosen[];
  /** By the item of the policy's document. */
  readonly factors: Readonly<Record<string, string>>;
  readonly votes: Votes;
  /** From the policy's list: why it is of another group than the criteria suggest. */
  readonly groupReasons?: readonly Chosen[];
  /** Whether the allegations were taken one after another. */
  readonly inTurn?: boolean;
  /** Looked up at the edge; left out where the tariff asks for nothing of it. */
  readonly inRegister?: PenaltyInRegister;
  /** Looked up at the edge; left out where the case is considered by itself. */
  readonly together?: Together;
  readonly comparables: {
    /** As whoever decides saw them; null where they did not. */
    readonly seen: string | null;
    /** As they are now, looked up at the edge: their tag, and the options that were chosen in them. */
    readonly now: string;
    readonly codes: readonly string[];
  };
}
export interface ConfirmDecision {
  readonly type: 'ConfirmDecision';
}
export interface SendDecisionLetter {
  readonly type: 'SendDecisionLetter';
  readonly suggestsAdvice: boolean;
  readonly warnsOfRepeat: boolean;
  readonly letter: LetterItems;
}
export interface DecideAction {
  readonly type: 'DecideAction';
  /** Empty: no action is taken. */
  readonly actions: readonly SaidAction[];
  /** By the aim's code. */
  readonly aims: Readonly<Record<string, string>>;
  readonly rationale: string;
}
export interface CommunicateDecision {
  readonly type: 'CommunicateDecision';
  /** An id of the institution's register. */
  readonly to: string;
  /** What that is in the case, looked up at the edge; null where it has no part in it. */
  readonly part: 'subject' | 'coordinator' | 'quality-team' | null;
}
export interface LodgeAppeal {
  readonly type: 'LodgeAppeal';
  /** An id of the institution's register. */
  readonly by: string;
  /** What that is in the case, looked up at the edge: `centre`; null where it has no part in it. */
  readonly party: string | null;
  readonly grounds: string;
}

export type HearingCommand =
  | NoteCase
  | NoteManager
  | NoteImplicated
  | NoteClosure
  | ConveneHearing
  | NoteReferral
  | NoteHistory
  | NoteAnonymity
  | NoteAnswer
  | NoteMeeting
  | NoteStudentTold
  | NoteDeskDecision
  | SittingCommand
  | DecideFinding
  | ReleaseHistory
  | DecideAction
  | DecidePenalty
  | ConfirmDecision
  | SendDecisionLetter
  | CommunicateDecision
  | LodgeAppeal
  | AnyCommand;
