import {
  anyEvents,
  anySentences,
  assessmentOfCase,
  keptRuling,
  personal,
  policyPin,
  studentOfCase,
  subjectOfCase,
  type AssessmentOfCase,
  type PolicyPin,
  type StudentOfCase,
  type SubjectOfCase,
  type StepsTaken,
} from '@probity/contracts';
import { z } from 'zod';
import { effectSentences, effectsOnCertificate, next } from '../certificate/certificate.js';
import { boardEvents, boardSentences, type Boards } from './board-events.js';
import { courseEvents, courseSentences, type Course } from './course-events.js';
import { action, decisionEvents, decisionSentences, type Decided } from './decided.js';
import { historyEvents, historySentences, type HistoryAsTold } from './history-events.js';
import { instructionEvents, instructionSentences, type Instruction } from './instruction-events.js';

const text = personal(z.string());
const instant = z.iso.datetime();
const date = z.iso.date();
const ofCase = { institution: z.string(), policy: policyPin, case: z.uuid() };
const ruling = keptRuling;
const numbers = z.array(z.string());

/** What the centre confirms of invalid certificates. */
export const confirmed = z.enum(['learners-notified', 'records-amended', 'certificates-returned']);
export type Confirmed = z.infer<typeof confirmed>;

/** The stored shapes on `sanctions-<case>`, and those that its acts put on the streams of certificates. */
export const sanctionsEvents = {
  CaseNoted: z.strictObject({
    ...ofCase,
    reference: z.string(),
    subject: subjectOfCase,
    centre: z.string().nullable(),
    assessment: assessmentOfCase.optional(),
    student: studentOfCase.optional(),
  }),
  InvestigationNoted: z.strictObject({ ...ofCase, startedOn: date }),
  FindingNoted: z.strictObject({
    ...ofCase,
    hearing: z.string(),
    proven: z.boolean(),
    reachedAt: instant,
    reachedOn: date.optional(),
    /** As the body found it, and the offences of what it found proven. */
    category: z.string().optional(),
    offences: z.array(z.string()).optional(),
  }),
  NoCaseNoted: z.strictObject({ ...ofCase, foundOn: date }),
  ClosureNoted: z.strictObject({ ...ofCase, closedOn: date }),
  EffectsDue: z.strictObject({
    ...ofCase,
    hearing: z.string(),
    decidedOn: date,
    actions: z.array(action),
    /** Who decided, by staff id, and which parts in the case that gives them. */
    members: z.array(z.strictObject({ person: z.string(), roles: z.array(z.string()) })).optional(),
  }),
  ...decisionEvents,
  ...historyEvents,
  ...instructionEvents,
  ...courseEvents,
  ...boardEvents,
  CertificatesWithheld: z.strictObject({
    hold: z.uuid(),
    certificates: numbers,
    reason: text,
    reviewOn: date,
    withheldAt: instant,
    ruling,
  }),
  HoldKept: z.strictObject({ hold: z.uuid(), reason: text, reviewOn: date, reviewedAt: instant, ruling }),
  HoldEnded: z.strictObject({
    hold: z.uuid(),
    how: z.enum(['released', 'invalidated']),
    reason: text.nullable(),
    endedAt: instant,
    ruling,
  }),
  InterimSanctionImposed: z.strictObject({ interim: z.uuid(), sanction: text, reason: text, reviewOn: date, ruling }),
  InterimSanctionEnded: z.strictObject({ interim: z.uuid(), reason: text, ruling }),
  SanctionPutIntoEffect: z.strictObject({
    action: z.string(),
    effect: z.string(),
    what: text,
    inEffectAt: instant,
    ruling,
  }),
  EffectsCompleted: z.strictObject({ completedAt: instant }),
  /** How many certificates the centre has still to confirm something of, counted for each thing that it confirms. */
  ConfirmationsChanged: z.strictObject({ outstanding: z.number().int() }),
  CertificatesInvalidated: z.strictObject({
    certificates: z.array(z.strictObject({ number: z.string(), qualification: z.string(), reason: text, next })),
    invalidatedAt: instant,
    ruling,
  }),
  ReturnRequested: z.strictObject({ certificates: numbers, notice: text, requestedAt: instant, ruling }),
  ConfirmationRecorded: z.strictObject({
    what: confirmed,
    certificates: numbers,
    on: date,
    /** What the centre has not confirmed that its notice to the learners held. */
    missing: z.array(z.string()),
    ruling,
  }),
  ...effectsOnCertificate,
  ...anyEvents,
} as const;

export type SanctionsEvent = {
  [Type in keyof typeof sanctionsEvents]: {
    readonly type: Type;
    readonly data: z.infer<(typeof sanctionsEvents)[Type]>;
  };
}[keyof typeof sanctionsEvents];
export type DataOf<Type extends SanctionsEvent['type']> = Extract<SanctionsEvent, { type: Type }>['data'];

export interface Hold {
  readonly id: string;
  readonly certificates: readonly string[];
  readonly reason: string;
  readonly reviewOn: string;
  /** When it was last looked at; RFC 3339. */
  readonly lookedAt: string;
  readonly open: boolean;
}

export interface InvalidCertificate {
  readonly number: string;
  readonly qualification: string;
  readonly reason: string;
  readonly next: z.infer<typeof next>;
  readonly returnRequested: boolean;
  readonly confirmed: readonly Confirmed[];
}

interface Interim {
  readonly id: string;
  readonly sanction: string;
  readonly reviewOn: string;
  readonly open: boolean;
}

/** Case, investigation, finding, action and closure are told by four services, in any order. */
export type Sanctions = { readonly status: 'none' } | KnownSanctions;

export interface KnownSanctions {
  readonly status: 'known';
  readonly institution: string;
  readonly policy: PolicyPin;
  readonly case: string;
  readonly noted: {
    readonly reference: string;
    readonly subject: SubjectOfCase;
    readonly centre: string | null;
    readonly assessment: AssessmentOfCase | null;
    readonly student: StudentOfCase | null;
  } | null;
  readonly startedOn: string | null;
  readonly finding: {
    readonly proven: boolean;
    readonly reachedAt: string;
    readonly reachedOn: string;
    readonly category: string;
    readonly offences: readonly string[];
  } | null;
  /** The day on which no case to answer was found. */
  readonly noCaseOn: string | null;
  readonly closedOn: string | null;
  /** What holds: as it was decided, or as it was varied last. */
  readonly decided: Decided | null;
  /** The decision itself was told; a variation of it may be told before. */
  readonly actionNoted: boolean;
  readonly members: readonly { readonly person: string; readonly roles: readonly string[] }[];
  /** When the case was referred to a body; RFC 3339. */
  readonly referredAt: string | null;
  /** What was told of the subject's history last. For the body alone: no route shows it. */
  readonly history: HistoryAsTold | null;
  readonly consents: readonly {
    readonly by: string;
    readonly given: boolean;
    readonly needed: readonly string[];
    readonly actSooner?: boolean | undefined;
    readonly person?: string | undefined;
    readonly on?: string | undefined;
    readonly whySooner?: string | undefined;
    readonly whyNoOthers?: string | undefined;
  }[];
  /** When boards met, as far as the register has told; null: it was not asked. */
  readonly boards: Boards | null;
  /** Each day on which the one on awards met, as far as was noted; the earliest first. */
  readonly awardsBoards: readonly string[];
  readonly courses: readonly Course[];
  readonly instructions: readonly Instruction[];
  readonly holds: readonly Hold[];
  readonly interims: readonly Interim[];
  readonly inEffect: readonly {
    readonly action: string;
    readonly effect: string;
    readonly what: string;
    readonly inEffectAt: string;
  }[];
  readonly completed: boolean;
  readonly invalid: readonly InvalidCertificate[];
  readonly steps: StepsTaken;
}

export const noSanctions: Sanctions = { status: 'none' };

export const sentences: { readonly [Type in SanctionsEvent['type']]: (data: DataOf<Type>) => string } = {
  CaseNoted: ({ reference }) => `Sanctions was told of case ${reference}.`,
  InvestigationNoted: ({ startedOn }) => `Prices are those of ${startedOn}, when the investigation was initiated.`,
  FindingNoted: ({ proven }) => `Sanctions was told that the case is ${proven ? 'proven' : 'not proven'}.`,
  NoCaseNoted: () => 'Sanctions was told that there is no case to answer.',
  ClosureNoted: () => 'Sanctions was told that the case is closed.',
  EffectsDue: ({ actions }) =>
    actions.length === 0
      ? 'No action was decided: nothing is to be put into effect.'
      : `To be put into effect: ${actions.map(({ code }) => code).join(', ')}.`,
  ...decisionSentences,
  ...historySentences,
  ...instructionSentences,
  ...courseSentences,
  ...boardSentences,
  CertificatesWithheld: ({ certificates, reviewOn }) =>
    `${certificatesInWords(certificates.length)} withheld; looked at again on ${reviewOn}.`,
  HoldKept: ({ reviewOn }) => `What is withheld stays withheld; looked at again on ${reviewOn}.`,
  HoldEnded: ({ how }) =>
    how === 'released' ? 'What was withheld is released.' : 'What was withheld is invalid; the hold has ended.',
  InterimSanctionImposed: ({ reviewOn }) =>
    `An interim sanction was imposed on the centre; looked at again on ${reviewOn}.`,
  InterimSanctionEnded: () => 'The interim sanction has ended.',
  SanctionPutIntoEffect: ({ action: code }) => `Put into effect: ${code}.`,
  EffectsCompleted: () => 'Nothing of the decision is left to be put into effect.',
  ConfirmationsChanged: ({ outstanding }) =>
    outstanding === 0
      ? 'The centre has confirmed all that it was asked to.'
      : `Confirmations of the centre that are outstanding: ${outstanding}.`,
  CertificatesInvalidated: ({ certificates }) => `${certificatesInWords(certificates.length)} invalid.`,
  ReturnRequested: ({ certificates }) =>
    `The centre was asked to return ${certificates.length} invalid certificates, to tell the learners and to amend its records.`,
  ConfirmationRecorded: ({ what, certificates }) =>
    `The centre confirmed ${what.replace('-', ' ')} for ${certificates.length} of the invalid certificates.`,
  ...effectSentences,
  ...anySentences,
};

const certificatesInWords = (count: number): string => (count === 1 ? '1 certificate is' : `${count} certificates are`);
