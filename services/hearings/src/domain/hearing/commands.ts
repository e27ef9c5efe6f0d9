import type { AnyCommand } from '@probity/contracts';
import type { SaidAction } from './actions.js';
import type { SaidFinding } from './findings.js';
import type { DataOf } from './hearing.js';

export type NoteCase = { readonly type: 'NoteCase' } & DataOf<'CaseNoted'>;
export type NoteManager = { readonly type: 'NoteManager' } & DataOf<'ManagerNoted'>;
export type NoteImplicated = { readonly type: 'NoteImplicated' } & DataOf<'ImplicatedNoted'>;
export type NoteClosure = { readonly type: 'NoteClosure' } & DataOf<'ClosureNoted'>;
export type ConveneHearing = { readonly type: 'ConveneHearing' } & DataOf<'HearingConvened'>;
export interface DecideFinding {
  readonly type: 'DecideFinding';
  readonly findings: readonly SaidFinding[];
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
  | DecideFinding
  | DecideAction
  | CommunicateDecision
  | LodgeAppeal
  | AnyCommand;
