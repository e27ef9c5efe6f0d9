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
import { entryKind, notedEvents, notedSentences, type EntryKind, type NotedEvent } from './noted.js';

const text = personal(z.string());
const instant = z.iso.datetime();
const date = z.iso.date();

const limb = z.strictObject({
  /** It has occurred. */
  applies: z.boolean(),
  /** It is likely to occur. */
  likely: z.boolean(),
  reason: text,
});
export const limbs = z.strictObject({ prejudice: limb, compliance: limb, standards: limb, confidence: limb });
export type Limbs = z.infer<typeof limbs>;

const toldRegulator = z.strictObject({
  regulator: z.string(),
  name: z.string(),
  /** The regulator's own rules, and the conditions or principles of them that the policy cites. */
  rule: z.string(),
  references: z.array(z.string()),
  clauses: z.array(z.string()),
});
export type ToldRegulator = z.infer<typeof toldRegulator>;

const content = personal(z.record(z.string(), z.json()));
/** Numbers of the entries of one case, from 1. */
const entry = z.number().int();

/** The stored shapes on `notification-<case>`. */
export const notificationEvents = {
  NotificationFileBegun: z.strictObject({ case: z.uuid(), institution: z.string(), policy: policyPin }),
  ...notedEvents,
  AdverseEffectAssessed: z.strictObject({
    determinedAt: instant,
    limbs,
    met: z.boolean(),
    qualifications: z.array(z.string()),
    /** Whom the affected qualifications and the products of the case name, by the register. */
    regulators: z.array(z.string()),
    fraudSuspected: z.boolean(),
    ruling: keptRuling,
  }),
  /** The first word to these regulators. */
  RegulatorsNotified: z.strictObject({
    entry,
    determinedAt: instant,
    notifiedAt: instant,
    told: z.array(toldRegulator),
    toldSoFar: z.array(z.string()),
    nextUpdateOn: date,
    content,
  }),
  /** A further word to regulators who have been notified; one of the kind `notification` opens it again. */
  RegulatorsTold: z.strictObject({
    entry,
    kind: entryKind,
    toldAt: instant,
    told: z.array(toldRegulator),
    /** Null: as it was. */
    nextUpdateOn: date.nullable(),
    content,
    ruling: keptRuling.nullable(),
  }),
  NotificationClosed: z.strictObject({
    closedAt: instant,
    /** Null: closed with the case. */
    reason: text.nullable(),
    ruling: keptRuling.nullable(),
  }),
  EntryAcknowledged: z.strictObject({ regulator: z.string(), entry, acknowledgedAt: instant, ruling: keptRuling }),
  PoliceConsidered: z.strictObject({ informed: z.boolean(), reason: text, decidedAt: instant, ruling: keptRuling }),
  ProsecutionNoted: z.strictObject({
    kind: z.enum(['criminal', 'civil']),
    detail: text,
    notedAt: instant,
    ruling: keptRuling,
  }),
  ...anyEvents,
} as const;

export type NotificationEvent = {
  [Type in keyof typeof notificationEvents]: {
    readonly type: Type;
    readonly data: z.infer<(typeof notificationEvents)[Type]>;
  };
}[keyof typeof notificationEvents];
export type DataOf<Type extends NotificationEvent['type']> = Extract<NotificationEvent, { type: Type }>['data'];

export interface Entry {
  readonly number: number;
  readonly kind: EntryKind;
  readonly at: string;
  readonly told: readonly ToldRegulator[];
  readonly content: DataOf<'RegulatorsTold'>['content'];
  /** When each regulator acknowledged it, by regulator. */
  readonly acknowledged: Readonly<Record<string, string>>;
}

export type Notification = { readonly status: 'none' } | NotificationFile;

export interface NotificationFile {
  readonly status: 'begun';
  readonly case: string;
  readonly institution: string;
  readonly policy: PolicyPin;
  /** What other services told, in the order in which it came. */
  readonly noted: readonly NotedEvent[];
  readonly assessments: readonly DataOf<'AdverseEffectAssessed'>[];
  readonly notified: readonly DataOf<'RegulatorsNotified'>[];
  readonly entries: readonly Entry[];
  /** Set while the notification is open. */
  readonly nextUpdateOn: string | null;
  readonly closed: DataOf<'NotificationClosed'> | null;
  readonly police: DataOf<'PoliceConsidered'> | null;
  readonly prosecutions: readonly DataOf<'ProsecutionNoted'>[];
  readonly steps: StepsTaken;
}

export const noNotification: Notification = { status: 'none' };

export const evolve = (file: Notification, event: NotificationEvent): Notification => {
  if (event.type === 'NotificationFileBegun') return begun(event.data);
  if (file.status === 'none') return file;
  switch (event.type) {
    case 'CaseOpeningNoted':
    case 'InvestigationStartNoted':
    case 'NoCaseNoted':
    case 'FinalReportNoted':
    case 'FindingNoted':
    case 'ActionNoted':
    case 'InvalidCertificatesNoted':
    case 'CaseClosureNoted':
      return { ...file, noted: [...file.noted, event] };
    case 'AdverseEffectAssessed':
      return { ...file, assessments: [...file.assessments, event.data] };
    case 'RegulatorsNotified': {
      const { entry: number, notifiedAt: at, told, content: says, nextUpdateOn } = event.data;
      const entries = [
        ...file.entries,
        { number, kind: 'notification', at, told, content: says, acknowledged: {} } as const,
      ];
      return { ...file, notified: [...file.notified, event.data], entries, nextUpdateOn, closed: null };
    }
    case 'RegulatorsTold': {
      const { entry: number, kind, toldAt: at, told, content: says, nextUpdateOn } = event.data;
      const entries = [...file.entries, { number, kind, at, told, content: says, acknowledged: {} }];
      const closed = kind === 'notification' ? null : file.closed;
      return { ...file, entries, nextUpdateOn: nextUpdateOn ?? file.nextUpdateOn, closed };
    }
    case 'NotificationClosed':
      return { ...file, closed: event.data, nextUpdateOn: null };
    case 'EntryAcknowledged':
      return { ...file, entries: file.entries.map((one) => acknowledged(one, event.data)) };
    case 'PoliceConsidered':
      return { ...file, police: event.data };
    case 'ProsecutionNoted':
      return { ...file, prosecutions: [...file.prosecutions, event.data] };
    case 'StepRecorded':
      return { ...file, steps: withStep(file.steps, event.data) };
    case 'LetterSent':
    case 'FactCorrected':
      return file;
    default:
      return event satisfies never;
  }
};

const begun = (data: DataOf<'NotificationFileBegun'>): NotificationFile => ({
  status: 'begun',
  ...data,
  noted: [],
  assessments: [],
  notified: [],
  entries: [],
  nextUpdateOn: null,
  closed: null,
  police: null,
  prosecutions: [],
  steps: nothingTaken,
});

const acknowledged = (one: Entry, { entry: number, regulator, acknowledgedAt }: DataOf<'EntryAcknowledged'>): Entry =>
  one.number === number ? { ...one, acknowledged: { ...one.acknowledged, [regulator]: acknowledgedAt } } : one;

/** The facts of a type that another service told. */
export const notedOf = <Type extends NotedEvent['type']>(file: Notification, type: Type): readonly DataOf<Type>[] =>
  file.status === 'none' ? [] : file.noted.filter((fact) => fact.type === type).map(({ data }) => data as DataOf<Type>);

/** The finding that was reached last, whichever was told first. */
export const findingOf = (file: Notification): DataOf<'FindingNoted'> | undefined =>
  notedOf(file, 'FindingNoted')
    .toSorted((a, b) => a.reachedAt.localeCompare(b.reachedAt))
    .at(-1);

/** Every regulator who was notified of the case, once, in the order of the telling. */
export const toldRegulators = (file: NotificationFile): readonly ToldRegulator[] =>
  file.notified.flatMap(({ told }) => told);

const names = (told: readonly ToldRegulator[]): string => told.map(({ name }) => name).join(', ');

const kinds: { readonly [Kind in EntryKind]: string } = {
  notification: 'how an adverse effect is assessed now',
  progress: 'how the case stands',
  'certificates-invalid': 'which certificates are invalid, and why',
  'final-report': 'that the final report is available',
  closed: 'that the matter is closed',
};

export const sentences: { readonly [Type in NotificationEvent['type']]: (data: DataOf<Type>) => string } = {
  NotificationFileBegun: () => 'A file on who outside must be told was begun.',
  ...notedSentences,
  AdverseEffectAssessed: ({ met }) =>
    met
      ? 'There is cause to believe that an adverse effect has occurred or is likely.'
      : 'No adverse effect was found.',
  RegulatorsNotified: ({ told, nextUpdateOn }) =>
    `Notified: ${names(told)}. The next update is set for ${nextUpdateOn}.`,
  RegulatorsTold: ({ told, kind }) => `Told ${names(told)} ${kinds[kind]}.`,
  NotificationClosed: () => 'The notification of regulators was closed.',
  EntryAcknowledged: ({ regulator, entry: number }) => `The regulator ${regulator} acknowledged entry ${number}.`,
  PoliceConsidered: ({ informed }) =>
    informed
      ? 'The police were notified, for a reason that is kept.'
      : 'The police were not notified, for a reason that is kept.',
  ProsecutionNoted: ({ kind }) => `A ${kind} prosecution was noted.`,
  ...anySentences,
};
