import type { AnyCommand, LetterItems } from '@probity/contracts';
import type { Chosen } from '@probity/policy-packs';
import type { InRegister, Votes } from '../body/index.js';
import type { DataOf } from './events.js';

export type NoteOriginal = { readonly type: 'NoteOriginal' } & DataOf<'OriginalNoted'>;
export type NoteMeeting = { readonly type: 'NoteMeeting' } & DataOf<'MeetingNoted'>;
export interface LodgeAppeal {
  readonly type: 'LodgeAppeal';
  /** What it is against, looked up at the edge; null where nothing is decided. */
  readonly original: DataOf<'OriginalNoted'> | null;
  /** An id of the institution's register. */
  readonly by: string;
  /** `appeal` or `review`. */
  readonly kind: string;
  readonly grounds: readonly Chosen[];
  readonly against: readonly string[];
  readonly statement: string;
  readonly inWriting: boolean;
  readonly submittedAt: string;
}
export interface AdmitAppeal {
  readonly type: 'AdmitAppeal';
  readonly cause: string;
  readonly reasonableCase: boolean;
  readonly votes: Votes;
  /** On what was decided, looked up at the edge; left out where none was held so far. */
  readonly meeting?: DataOf<'MeetingNoted'>;
}
export interface DeclineAppeal {
  readonly type: 'DeclineAppeal';
  /** By which others know it, looked up at the edge. */
  readonly appeal: string;
  readonly why: string;
  readonly votes: Votes;
  readonly meeting?: DataOf<'MeetingNoted'>;
}
export interface ReferAppeal {
  readonly type: 'ReferAppeal';
}
export interface ConveneBody {
  readonly type: 'ConveneBody';
  readonly body: string;
}
export interface AppointMember {
  readonly type: 'AppointMember';
  readonly person: string;
  readonly seat: string;
  /** What the register says, looked up at the edge. */
  readonly inRegister: InRegister;
}
export interface ReplaceMember {
  readonly type: 'ReplaceMember';
  readonly person: string;
  readonly why: string;
}
export interface DeclareInterest {
  readonly type: 'DeclareInterest';
  readonly person: string;
  readonly conflict: boolean;
  readonly involved: boolean;
}
export interface InviteAppellant {
  readonly type: 'InviteAppellant';
  readonly meetingAt: string;
  readonly letter: LetterItems;
}
export interface DecideAppeal {
  readonly type: 'DecideAppeal';
  readonly appeal: string;
  readonly outcome: string;
  readonly standard: string;
  /** In words; `reasons` of every command are those for departing from a rule. */
  readonly why: string;
  readonly review: Readonly<Record<string, string>>;
  /** What takes the place of the penalty that is varied. */
  readonly chosen: readonly Chosen[];
  /** Whether what was found holds no more either. */
  readonly findingFalls: boolean;
  readonly votes: Votes;
}
export interface CompleteProcedures {
  readonly type: 'CompleteProcedures';
  readonly externalReviewTold: boolean;
  readonly letter: LetterItems;
}

export type AppealCommand =
  | NoteOriginal
  | NoteMeeting
  | LodgeAppeal
  | AdmitAppeal
  | DeclineAppeal
  | ReferAppeal
  | ConveneBody
  | AppointMember
  | ReplaceMember
  | DeclareInterest
  | InviteAppellant
  | DecideAppeal
  | CompleteProcedures
  | AnyCommand;
