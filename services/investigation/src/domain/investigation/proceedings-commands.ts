import type { LetterItems } from '@probity/contracts';

/** What the register says of somebody with regard to the case; looked up at the edge. */
export interface PersonOfCase {
  readonly offices: readonly string[];
  readonly isSubject: boolean;
  readonly taughtModule: boolean;
  readonly examinedWork: boolean;
  readonly subjectSpecialist: boolean;
  readonly ofOriginatingFaculty: boolean;
  readonly ofProgrammeDepartment: boolean;
  readonly trained: boolean;
}

export interface ProposedInterviewer {
  readonly person: string;
  /** By the register, for the letter. */
  readonly name?: string;
  readonly seat: string;
  /** By the rule's code, for what is normally so and is not here. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly inRegister: PersonOfCase;
}

interface WithLetter {
  readonly letter?: LetterItems;
}

export interface Invite extends WithLetter {
  readonly type: 'Invite';
  readonly kind: string;
  /** RFC 3339: when the meeting is to begin. */
  readonly meetingAt: string;
  readonly purpose: string;
  readonly inPerson: boolean;
  readonly interviewers: readonly ProposedInterviewer[];
  readonly registerDigest: string;
}

export interface Companion {
  /** By the code of the policy's choice. */
  readonly with: string;
  readonly legal: boolean;
  readonly spoke: boolean;
  /** Why somebody who does not normally come. */
  readonly reason?: string;
}

export interface RecordMeeting extends WithLetter {
  readonly type: 'RecordMeeting';
  readonly kind: string;
  readonly attended: boolean;
  readonly outcome: string;
  /** RFC 3339; null: when it was to be, where nobody came. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly companion: Companion | null;
  readonly record: string | null;
}

export interface PutAccusation extends WithLetter {
  readonly type: 'PutAccusation';
  readonly allegation: string;
  readonly provisions: readonly string[];
  readonly channels: readonly string[];
  readonly evidence: readonly string[];
  readonly reportEnclosed: boolean;
}

export interface RecordAnswer extends WithLetter {
  readonly type: 'RecordAnswer';
  readonly accepts: boolean;
  readonly answer: string;
  /** RFC 3339; null: now. */
  readonly receivedAt: string | null;
}

export interface Recategorise extends WithLetter {
  readonly type: 'Recategorise';
  readonly category: string;
  readonly reason: string;
}

export interface LiftAnonymity extends WithLetter {
  readonly type: 'LiftAnonymity';
}

export interface Refer extends WithLetter {
  readonly type: 'Refer';
  readonly to: string;
  readonly joined: boolean;
  /** Codes, and digests of files. */
  readonly enclosed: readonly string[];
}

export interface FindNoCase extends WithLetter {
  readonly type: 'FindNoCase';
  readonly reason: string;
  readonly onEvidence: boolean;
  readonly instruction: string | null;
}

export type ProceedingsCommand =
  Invite | RecordMeeting | PutAccusation | RecordAnswer | Recategorise | LiftAnonymity | Refer | FindNoCase;
