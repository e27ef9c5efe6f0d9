import type { LetterItems } from '@probity/contracts';
import type { InRegister } from '../../body/index.js';

export interface ConveneBody {
  readonly type: 'ConveneBody';
  readonly body: string;
  /** New with each sitting; all that the body is to consider together. */
  readonly sitting: string;
  readonly cases: readonly string[];
}
export interface AppointMember {
  readonly type: 'AppointMember';
  readonly person: string;
  readonly seat: string;
  /** By case of the sitting, what the register says of them with regard to it; looked up at the edge. */
  readonly inRegister: Readonly<Record<string, InRegister>>;
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
export interface FixDate {
  readonly type: 'FixDate';
  /** RFC 3339, UTC: the others of a command say when it was given as `at`. */
  readonly on: string;
  readonly place: string | null;
  readonly online: boolean;
  /** Looked up at the edge; null where the register has no terms. */
  readonly inTermTime: boolean | null;
  readonly nextAvailable?: boolean;
}
export interface InviteStudent {
  readonly type: 'InviteStudent';
  readonly statementTold: boolean;
  readonly channel: string | null;
  /** Digests of what is enclosed; left out: all that the case has. */
  readonly documents?: readonly string[];
  readonly letter: LetterItems;
}
export interface ServeEvidence {
  readonly type: 'ServeEvidence';
  readonly to: 'student' | 'members' | 'all';
  readonly documents: readonly string[];
}
export interface AdmitLateEvidence {
  readonly type: 'AdmitLateEvidence';
  readonly documents: readonly string[];
}
export interface RequestDeferral {
  readonly type: 'RequestDeferral';
  readonly ground: string;
  readonly evidenced: boolean;
  readonly channel: string | null;
}
export interface DecideDeferral {
  readonly type: 'DecideDeferral';
  readonly granted: boolean;
  readonly reason: string;
}
export interface NoteAbsence {
  readonly type: 'NoteAbsence';
  readonly legitimate: boolean;
  readonly abroad: boolean;
  readonly reason: string;
}
export interface Attending {
  readonly student: boolean;
  /** Of the cases of the sitting, those whose student is not there. */
  readonly absent?: readonly string[];
  /** `none`, `student`, `staff`, `legal`. */
  readonly companion: string;
  /** Of those who attend. */
  readonly offices: readonly string[];
  readonly presenter: boolean;
  readonly inPlaceOfStudent: boolean;
}
export interface OpenHearing extends Attending {
  readonly type: 'OpenHearing';
}
export interface SuspendHearing {
  readonly type: 'SuspendHearing';
  readonly reason: string;
}
export interface ResumeHearing extends Attending {
  readonly type: 'ResumeHearing';
  readonly enquiries: string;
}

export type SittingCommand =
  | ConveneBody
  | AppointMember
  | ReplaceMember
  | DeclareInterest
  | FixDate
  | InviteStudent
  | ServeEvidence
  | AdmitLateEvidence
  | RequestDeferral
  | DecideDeferral
  | NoteAbsence
  | OpenHearing
  | SuspendHearing
  | ResumeHearing;
