import {
  anyEvents,
  anySentences,
  keptRuling,
  personal,
  policyPin,
  type PolicyPin,
  nothingTaken,
  withStep,
  type StepsTaken,
} from '@probity/contracts';
import { z } from 'zod';
import { notedEvents, notedSentences, type NotedData, type NotedEvent } from './noted.js';

const text = personal(z.string());
const instant = z.iso.datetime();
const date = z.iso.date();

const retentionRule = z.strictObject({
  /** ISO 8601 duration; null: the policy leaves it to the deployment, which has not said. */
  keep: z.string().nullable(),
  /** What starts its clock, in the pack's word: `completed`, `heard`. */
  from: z.string(),
  /** Null: the clock has not started, and the record is kept without an end. */
  startedAt: instant.nullable(),
  earliest: date.nullable(),
  clauses: z.array(z.string()),
  /** The deployment's settings that it rests on, where the policy states no number. */
  settings: z.array(z.string()),
});

export const retention = z.strictObject({
  /** The first day on which the record may be destroyed, in the zone; null while it is kept without an end. */
  earliest: date.nullable(),
  timeZone: z.string(),
  /** The rule that governs: of those that apply, the one that keeps longest. */
  rule: retentionRule,
  /** All that apply. */
  rules: z.array(retentionRule),
  why: z.string(),
});
export type Retention = z.infer<typeof retention>;

/** Somebody saw to it: it was destroyed, or it was not, and why. */
const paperGone = z.strictObject({ paper: z.string(), destroyed: z.boolean(), otherwise: text.nullable() });
export type PaperGone = z.infer<typeof paperGone>;

/** The stored shapes on `file-<case>`. */
export const fileEvents = {
  FileBegun: z.strictObject({ case: z.uuid(), institution: z.string(), policy: policyPin }),
  ...notedEvents,
  HearingConcluded: z.strictObject({
    /** What was heard besides the institution's own decision. */
    of: z.enum(['appeal', 'prosecution']),
    /** The appeal's, or the prosecution's. */
    id: z.string(),
    heardAt: instant,
    detail: text,
    ruling: keptRuling,
  }),
  CaseClosed: z.strictObject({ closedAt: instant, reason: text.nullable(), retention, ruling: keptRuling }),
  /** Something that became known after the closure changed how long the record is kept. */
  RetentionChanged: z.strictObject({ retention }),
  HoldPlaced: z.strictObject({ hold: z.string(), reason: text, placedAt: instant, ruling: keptRuling }),
  HoldReleased: z.strictObject({ hold: z.string(), reason: text, releasedAt: instant, ruling: keptRuling }),
  /** Nothing is destroyed by it yet. */
  DisposalDue: z.strictObject({
    dueSince: date,
    reason: text,
    /** What became of each that was on paper, as whoever marked it confirmed. */
    papers: z.array(paperGone).optional(),
    notedAt: instant,
    ruling: keptRuling,
  }),
  /** From then on no hold can be placed, and the key of the case is destroyed, however often that is broken off. */
  DestructionBegun: z.strictObject({ begunAt: instant }),
  ...anyEvents,
} as const;

export type FileEvent = {
  [Type in keyof typeof fileEvents]: { readonly type: Type; readonly data: z.infer<(typeof fileEvents)[Type]> };
}[keyof typeof fileEvents];
export type DataOf<Type extends FileEvent['type']> = Extract<FileEvent, { type: Type }>['data'];

export interface Hold {
  readonly hold: string;
  readonly reason: string;
  readonly placedAt: string;
  readonly releasedAt: string | null;
}

export type File = { readonly status: 'none' } | CaseFile;

export interface CaseFile {
  readonly status: 'begun';
  readonly case: string;
  readonly institution: string;
  readonly policy: PolicyPin;
  /** What other services told, in the order in which it came. */
  readonly noted: readonly NotedEvent[];
  readonly heard: readonly DataOf<'HearingConcluded'>[];
  readonly closed: { readonly at: string; readonly reason: string | null } | null;
  /** As it was last determined; null until the case is closed. */
  readonly retention: Retention | null;
  readonly holds: readonly Hold[];
  readonly disposalDueSince: string | null;
  readonly papersGone: readonly PaperGone[];
  readonly destructionBegun: boolean;
  readonly steps: StepsTaken;
}

export const noFile: File = { status: 'none' };

export const evolve = (file: File, event: FileEvent): File => {
  if (event.type === 'FileBegun') return begun(event.data);
  if (file.status === 'none') return file;
  switch (event.type) {
    case 'CaseOpeningNoted':
    case 'InvestigationStartNoted':
    case 'ManagerNoted':
    case 'NoCaseNoted':
    case 'DeskDecisionNoted':
    case 'FinalReportNoted':
    case 'LessonsNoted':
    case 'FindingNoted':
    case 'ActionNoted':
    case 'ReferralNoted':
    case 'VariationNoted':
    case 'AppealDecisionNoted':
    case 'ProceduresCompletionNoted':
    case 'CommunicationNoted':
    case 'InvalidCertificatesNoted':
    case 'SanctionNoted':
    case 'EffectsCompletionNoted':
    case 'RegulatorsNoted':
    case 'NotificationClosureNoted':
    case 'ProsecutionNoted':
    case 'AppealNoted':
    case 'WithholdingNoted':
    case 'WithholdingEndNoted':
    case 'ConfirmationsNoted':
    case 'BreachesNoted':
      return { ...file, noted: [...file.noted, event] };
    case 'HearingConcluded':
      return { ...file, heard: [...file.heard, event.data] };
    case 'CaseClosed':
      return {
        ...file,
        closed: { at: event.data.closedAt, reason: event.data.reason },
        retention: event.data.retention,
      };
    case 'RetentionChanged':
      return { ...file, retention: event.data.retention, disposalDueSince: null };
    case 'HoldPlaced': {
      const { ruling: _, ...hold } = event.data;
      return { ...file, holds: [...file.holds, { ...hold, releasedAt: null }] };
    }
    case 'HoldReleased':
      return { ...file, holds: file.holds.map((one) => released(one, event.data)) };
    case 'DisposalDue':
      return { ...file, disposalDueSince: event.data.dueSince, papersGone: event.data.papers ?? [] };
    case 'DestructionBegun':
      return { ...file, destructionBegun: true };
    case 'StepRecorded':
      return { ...file, steps: withStep(file.steps, event.data) };
    case 'LetterSent':
    case 'FactCorrected':
      return file;
    default:
      return event satisfies never;
  }
};

const begun = (data: DataOf<'FileBegun'>): CaseFile => ({
  status: 'begun',
  ...data,
  noted: [],
  heard: [],
  closed: null,
  retention: null,
  holds: [],
  disposalDueSince: null,
  papersGone: [],
  destructionBegun: false,
  steps: nothingTaken,
});

const released = (one: Hold, { hold, releasedAt }: DataOf<'HoldReleased'>): Hold =>
  one.hold === hold ? { ...one, releasedAt } : one;

/** The facts of a type that another service told. */
export const notedOf = <Type extends NotedEvent['type']>(file: File, type: Type): readonly NotedData<Type>[] =>
  file.status === 'none'
    ? []
    : file.noted.filter((fact) => fact.type === type).map(({ data }) => data as NotedData<Type>);

/** The finding that was reached last, whichever was told first. */
export const findingOf = (file: File): NotedData<'FindingNoted'> | undefined =>
  notedOf(file, 'FindingNoted')
    .toSorted((a, b) => a.reachedAt.localeCompare(b.reachedAt))
    .at(-1);

/** Whose case it is, whichever was told first. */
export const rolesOf = (file: File): { readonly manager?: readonly string[] } => {
  const last = notedOf(file, 'ManagerNoted')
    .toSorted((a, b) => a.assignedAt.localeCompare(b.assignedAt))
    .at(-1);
  return last ? { manager: [last.manager] } : {};
};

/** Some body, or somebody alone before any, found a breach: whatever an appeal made of that. */
export const wasFound = (file: File): boolean =>
  [...notedOf(file, 'FindingNoted'), ...notedOf(file, 'DeskDecisionNoted')].some(({ proven }) => proven);

/** An appeal was lodged, and nobody was told since that the procedures are at an end: they may have ended before, where somebody asked. */
export const isAppealOpen = (file: File): boolean => openAppealsOf(file).length > 0;

/** One of these has not been decided either. */
export const isAppealUndecided = (file: File): boolean =>
  openAppealsOf(file).some(({ appeal: id }) => !isHeard(file, { of: 'appeal', id }));

const openAppealsOf = (file: File): readonly NotedData<'AppealNoted'>[] => {
  const ends = notedOf(file, 'ProceduresCompletionNoted').map(({ completedAt }) => completedAt);
  return notedOf(file, 'AppealNoted').filter(({ lodgedAt }) => !ends.some((end) => end >= lodgedAt));
};

/** What was decided last: by a body, by somebody alone before any, or by an appeal. */
export const isProven = (file: File): boolean =>
  variationOf(file)?.proven ?? findingOf(file)?.proven ?? deskDecisionOf(file)?.proven ?? false;

export const deskDecisionOf = (file: File): NotedData<'DeskDecisionNoted'> | undefined =>
  notedOf(file, 'DeskDecisionNoted')
    .toSorted((a, b) => a.decidedAt.localeCompare(b.decidedAt))
    .at(-1);

/** An appeal that was lodged, or a prosecution that was noted. */
export interface Hearable {
  readonly of: DataOf<'HearingConcluded'>['of'];
  readonly id: string;
}

/** What there is to hear besides the institution's own decision, each once, however often it was told. */
export const hearablesOf = (file: File): readonly Hearable[] => [
  ...[...new Set(notedOf(file, 'AppealNoted').map(({ appeal }) => appeal))].map(
    (id) => ({ of: 'appeal', id }) as const,
  ),
  ...[...new Set(notedOf(file, 'ProsecutionNoted').map(({ prosecution }) => prosecution))].map(
    (id) => ({ of: 'prosecution', id }) as const,
  ),
];

/** By somebody who said so, or by those who decided the appeal. */
export const isHeard = (file: File, { of, id }: Hearable): boolean =>
  file.status === 'begun' &&
  (file.heard.some((one) => one.of === of && one.id === id) ||
    (of === 'appeal' && notedOf(file, 'AppealDecisionNoted').some(({ appeal }) => appeal === id)));

/** What an appeal changed last, whichever was told first. */
export const variationOf = (file: File): NotedData<'VariationNoted'> | undefined =>
  notedOf(file, 'VariationNoted')
    .toSorted((a, b) => a.decidedAt.localeCompare(b.decidedAt))
    .at(-1);

/** Holds of the sanctions under which certificates are withheld, ended ones left out, in whichever order they were told. */
export const openWithholdings = (file: File): readonly string[] => {
  const ended = new Set(notedOf(file, 'WithholdingEndNoted').map(({ hold }) => hold));
  return [...new Set(notedOf(file, 'WithholdingNoted').map(({ hold }) => hold))].filter((hold) => !ended.has(hold));
};

/** How many confirmations of the centre are outstanding, by what was told last. */
export const confirmationsOutstanding = (file: File): number =>
  notedOf(file, 'ConfirmationsNoted')
    .toSorted((a, b) => Number(BigInt(a.position) - BigInt(b.position)))
    .at(-1)?.outstanding ?? 0;

export const openHolds = (file: File): readonly Hold[] =>
  file.status === 'none' ? [] : file.holds.filter(({ releasedAt }) => releasedAt === null);

export const sentences: { readonly [Type in FileEvent['type']]: (data: DataOf<Type>) => string } = {
  FileBegun: () => 'A record was begun.',
  ...notedSentences,
  HearingConcluded: ({ of, heardAt }) => `The ${of} was heard on ${heardAt.slice(0, 10)}.`,
  CaseClosed: ({ retention: { why } }) => `The case was closed. ${why}`,
  RetentionChanged: ({ retention: { why } }) => `How long the record is kept changed. ${why}`,
  HoldPlaced: () => 'A hold was placed on the record, for a reason that is kept.',
  HoldReleased: () => 'A hold on the record was released, for a reason that is kept.',
  DisposalDue: ({ dueSince }) =>
    `The record may be destroyed since ${dueSince}, and is marked for it. Nothing has been destroyed.`,
  DestructionBegun: () => 'The record is being destroyed.',
  ...anySentences,
};
