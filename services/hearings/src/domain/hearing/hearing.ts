import {
  anyEvents,
  anySentences,
  keptRuling,
  outcome,
  personal,
  policyPin,
  subjectOfCase,
  type PolicyPin,
} from '@probity/contracts';
import { z } from 'zod';

const text = personal(z.string());
const instant = z.iso.datetime();
const ofCase = { institution: z.string(), policy: policyPin, case: z.uuid() };
const value = z.union([z.string(), z.number(), z.boolean()]);

/** What the lead established on one point of the report. */
const established = z.strictObject({ point: z.string(), offence: z.string(), outcome });

const finding = z.strictObject({
  point: z.string(),
  offence: z.string(),
  outcome,
  /** As the lead established it, where the finding departs from that. */
  established: outcome,
  reasons: text,
  /** Digests, of the report's evidence. */
  evidence: z.array(z.string()),
});

const action = z.strictObject({
  code: z.string(),
  title: z.string(),
  /** What it is to the rest of the procedure: `certificates-invalid`. */
  effect: z.string(),
  clauses: z.array(z.string()),
  /** Codes, numbers and dates. */
  parameters: z.record(z.string(), value),
  /** What was said in words, and whom it names. */
  words: personal(z.record(z.string(), value)),
});

/** The stored shapes on `hearing-<case>-<n>`. */
export const hearingEvents = {
  CaseNoted: z.strictObject({
    ...ofCase,
    reference: z.string(),
    subject: subjectOfCase,
    centre: z.string().nullable(),
  }),
  HearingConvened: z.strictObject({
    ...ofCase,
    manager: z.string(),
    lead: z.string(),
    reportVersion: z.number().int(),
    signedOffAt: instant,
    established: z.array(established),
    evidence: z.array(z.string()),
  }),
  /** Who is accountable for the case, since when. */
  ManagerNoted: z.strictObject({ ...ofCase, manager: z.string(), since: instant }),
  /** Members of the centre's staff, by their ids in the register. */
  ImplicatedNoted: z.strictObject({ ...ofCase, centreStaff: z.array(z.string()) }),
  ClosureNoted: z.strictObject({ ...ofCase, closedAt: instant }),
  FindingReached: z.strictObject({
    findings: z.array(finding),
    proven: z.boolean(),
    reachedAt: instant,
    ruling: keptRuling,
  }),
  ActionDecided: z.strictObject({
    actions: z.array(action),
    /** By the aim's code, how the actions serve it. */
    aims: personal(z.record(z.string(), z.string())),
    rationale: text,
    decidedAt: instant,
    ruling: keptRuling,
  }),
  DecisionCommunicated: z.strictObject({ to: text, notice: text, sentAt: instant, ruling: keptRuling }),
  AppealLodged: z.strictObject({
    by: z.string(),
    party: z.string(),
    grounds: text,
    lodgedAt: instant,
    ruling: keptRuling,
  }),
  ...anyEvents,
} as const;

export type HearingEvent = {
  [Type in keyof typeof hearingEvents]: {
    readonly type: Type;
    readonly data: z.infer<(typeof hearingEvents)[Type]>;
  };
}[keyof typeof hearingEvents];
export type DataOf<Type extends HearingEvent['type']> = Extract<HearingEvent, { type: Type }>['data'];

type Told<Type extends HearingEvent['type']> = Omit<DataOf<Type>, 'institution' | 'policy' | 'case' | 'ruling'>;

/** The case may be known before the report is signed off, or after: the facts of three services come in any order. */
export type Hearing = { readonly status: 'none' } | KnownHearing;

export interface KnownHearing {
  readonly status: 'known';
  readonly institution: string;
  readonly policy: PolicyPin;
  readonly case: string;
  readonly noted: Told<'CaseNoted'> | null;
  readonly convened: Told<'HearingConvened'> | null;
  readonly assigned: Told<'ManagerNoted'> | null;
  readonly implicated: readonly string[];
  readonly closedAt: string | null;
  readonly finding: Told<'FindingReached'> | null;
  readonly action: Told<'ActionDecided'> | null;
  readonly notices: readonly Told<'DecisionCommunicated'>[];
  readonly appeals: readonly Told<'AppealLodged'>[];
  readonly steps: readonly string[];
}

export const noHearing: Hearing = { status: 'none' };

export const evolve = (hearing: Hearing, event: HearingEvent): Hearing => {
  if (event.type === 'CaseNoted') return { ...opened(hearing, event.data), noted: told(event.data) };
  if (event.type === 'HearingConvened') return { ...opened(hearing, event.data), convened: told(event.data) };
  if (event.type === 'ManagerNoted') return { ...opened(hearing, event.data), assigned: told(event.data) };
  if (event.type === 'ClosureNoted') return { ...opened(hearing, event.data), closedAt: event.data.closedAt };
  if (event.type === 'ImplicatedNoted') {
    const known = opened(hearing, event.data);
    return { ...known, implicated: [...new Set([...known.implicated, ...event.data.centreStaff])].toSorted() };
  }
  return hearing.status === 'none' ? hearing : evolveKnown(hearing, event);
};

type Noting = 'CaseNoted' | 'HearingConvened' | 'ManagerNoted' | 'ImplicatedNoted' | 'ClosureNoted';

const evolveKnown = (hearing: KnownHearing, event: Exclude<HearingEvent, { type: Noting }>): Hearing => {
  switch (event.type) {
    case 'FindingReached':
      return { ...hearing, finding: withoutRuling(event.data) };
    case 'ActionDecided':
      return { ...hearing, action: withoutRuling(event.data) };
    case 'DecisionCommunicated':
      return { ...hearing, notices: [...hearing.notices, withoutRuling(event.data)] };
    case 'AppealLodged':
      return { ...hearing, appeals: [...hearing.appeals, withoutRuling(event.data)] };
    case 'StepRecorded':
      return { ...hearing, steps: [...hearing.steps, event.data.step] };
    case 'FactCorrected':
      return hearing;
    default:
      return event satisfies never;
  }
};

const opened = (
  hearing: Hearing,
  { institution, policy, case: id }: Pick<KnownHearing, 'institution' | 'policy' | 'case'>,
): KnownHearing =>
  hearing.status === 'known'
    ? hearing
    : {
        status: 'known',
        ...{ institution, policy, case: id },
        ...{ noted: null, convened: null, assigned: null, implicated: [], closedAt: null },
        ...{ finding: null, action: null, notices: [], appeals: [], steps: [] },
      };

const told = <T extends DataOf<'CaseNoted'> | DataOf<'HearingConvened'> | DataOf<'ManagerNoted'>>({
  institution: _institution,
  policy: _policy,
  case: _case,
  ...data
}: T) => data;

const withoutRuling = <T extends { readonly ruling: unknown }>({ ruling: _, ...data }: T) => data;

export const sentences: { readonly [Type in HearingEvent['type']]: (data: DataOf<Type>) => string } = {
  CaseNoted: ({ reference }) => `The body that decides was told of case ${reference}.`,
  HearingConvened: ({ established: points }) =>
    `The manager was asked to consider the final report: ${points.length} ${points.length === 1 ? 'point' : 'points'}.`,
  ManagerNoted: ({ manager }) => `The body that decides was told that ${manager} is accountable for the case.`,
  ImplicatedNoted: () => "The body that decides was told who of the centre's staff is implicated.",
  ClosureNoted: () => 'The body that decides was told that the case is closed.',
  FindingReached: ({ findings }) =>
    `Found: ${findings.map(({ point, outcome: found }) => `${point}, ${found.replace('-', ' ')}`).join('; ')}.`,
  ActionDecided: ({ actions }) =>
    actions.length === 0 ? 'Decided: no action is taken.' : `Decided: ${actions.map(({ title }) => title).join('; ')}.`,
  DecisionCommunicated: () => 'The decision was communicated, with the reasons and the way to appeal.',
  AppealLodged: ({ party }) => `An appeal was lodged by a party: ${party.replace('-', ' ')}.`,
  ...anySentences,
};
