import { nothingTaken, withAct, withoutSteps, withStep, type PolicyPin, type StepsTaken } from '@probity/contracts';
import { emptyBody, withBody, withDeclaration, withMember, withReplacement, type BodyState } from '../body/index.js';
import type { DataOf, HearingEvent } from './events.js';
import { sittingEvents } from './sitting/events.js';
import { decidersOf } from './sitting/papers.js';
import { emptySitting, evolveSitting, withoutNotice, type SittingEvent, type SittingState } from './sitting/sitting.js';
import { withoutRuling } from './without-ruling.js';

export * from './events.js';
export { sentences } from './sentences.js';

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
  readonly referral: Told<'ReferralNoted'> | null;
  /** What the student says to what was found before any body; null: nothing, so far. */
  readonly answer: Told<'AnswerNoted'> | null;
  /** With the student, before any body: the last of each kind. */
  readonly meetings: readonly Told<'MeetingNoted'>[];
  /** When the student was last told in writing, before any body; null: not so far. */
  readonly studentToldAt: string | null;
  /** What somebody decided alone, as the body that this hearing then has; null where nobody did. */
  readonly decidedAtDesk: Told<'DeskDecisionNoted'> | null;
  /** Hidden from whom the policy says, until what it says. */
  readonly history: Told<'HistoryNoted'> | null;
  readonly historyReleased: Told<'HistoryReleased'> | null;
  readonly anonymityLiftedAt: string | null;
  readonly body: BodyState;
  /** Who sat on a body that considered the case before this one. */
  readonly satBefore: readonly { readonly person: string; readonly body: string }[];
  /** Who was told of what is on record from before, for a decision that lapsed. */
  readonly sawHistory: readonly string[];
  readonly sitting: SittingState;
  readonly finding: Told<'FindingReached'> | null;
  readonly penalty: Told<'PenaltyDecided'> | null;
  readonly confirmedAt: string | null;
  readonly letterSentAt: string | null;
  /** What they said. */
  readonly decisionLetters: readonly string[];
  readonly action: Told<'ActionDecided'> | null;
  readonly notices: readonly Told<'DecisionCommunicated'>[];
  readonly appeals: readonly Told<'AppealLodged'>[];
  readonly steps: StepsTaken;
}

/** The form of a body that nobody appears before. */
export const onPapers = 'papers';

export const noHearing: Hearing = { status: 'none' };

export const evolve = (hearing: Hearing, event: HearingEvent): Hearing => {
  const after = evolved(hearing, event);
  return hearing.status === 'known' && after.status === 'known' ? heardAnew(hearing, after, event) : after;
};

/**
 * What was heard does not count for another sitting, nor after a suspension: what came of it is heard with it. Where nobody is
 * heard, on papers, what was recorded stays.
 */
const heardAnew = ({ sitting: { heard } }: KnownHearing, after: KnownHearing, { type }: HearingEvent): KnownHearing =>
  heard.length > 0 && (after.sitting.opened === null || type === 'HearingResumed')
    ? { ...after, steps: withoutSteps(after.steps, heard), sitting: { ...after.sitting, heard: [] } }
    : after;

const evolved = (hearing: Hearing, event: HearingEvent): Hearing => {
  if (isNoting(event)) return { ...opened(hearing, event.data), ...noted(hearing, event) };
  if (hearing.status === 'none') return hearing;
  const act = actOf[event.type];
  const after = isOfSitting(event)
    ? { ...hearing, sitting: evolveSitting(hearing.sitting, event, decidersOf(hearing)) }
    : evolveKnown(hearing, event);
  return act === undefined ? after : { ...after, steps: withAct(after.steps, act) };
};

const notings = [
  'CaseNoted',
  'HearingConvened',
  'ManagerNoted',
  'ImplicatedNoted',
  'ClosureNoted',
  'ReferralNoted',
  'HistoryNoted',
  'AnonymityNoted',
  'AnswerNoted',
  'MeetingNoted',
  'StudentToldNoted',
  'DeskDecisionNoted',
] as const;
type Noting = Extract<HearingEvent, { type: (typeof notings)[number] }>;

const isNoting = (event: HearingEvent): event is Noting => notings.some((type) => type === event.type);
const isOfSitting = (event: HearingEvent): event is SittingEvent => Object.hasOwn(sittingEvents, event.type);

const noted = (hearing: Hearing, event: Noting): Partial<KnownHearing> => {
  switch (event.type) {
    case 'CaseNoted':
      return { noted: told(event.data) };
    case 'HearingConvened':
      return { convened: told(event.data) };
    case 'ManagerNoted':
      return { assigned: told(event.data) };
    case 'ClosureNoted':
      return { closedAt: event.data.closedAt };
    case 'ReferralNoted':
      return {
        referral: told(event.data),
        ...(hearing.status === 'known' && { sitting: withoutNotice(hearing.sitting) }),
      };
    case 'HistoryNoted':
      return { history: told(event.data) };
    case 'AnonymityNoted':
      return { anonymityLiftedAt: event.data.liftedAt };
    case 'AnswerNoted':
      return { answer: told(event.data) };
    case 'StudentToldNoted':
      return { studentToldAt: event.data.toldAt };
    case 'MeetingNoted': {
      const others = hearing.status === 'known' ? hearing.meetings.filter(({ kind }) => kind !== event.data.kind) : [];
      return { meetings: [...others, told(event.data)] };
    }
    case 'DeskDecisionNoted':
      return decidedAtDesk(told(event.data));
    case 'ImplicatedNoted': {
      const before = hearing.status === 'known' ? hearing.implicated : [];
      return { implicated: [...new Set([...before, ...event.data.centreStaff])].toSorted() };
    }
    default:
      return event satisfies never;
  }
};

/** It is the decision of its body, which sat, signed and confirmed it at once. */
const decidedAtDesk = (told: Told<'DeskDecisionNoted'>): Partial<KnownHearing> => {
  const { body: name, form, by: person, seat, roles, decidedAt, proven, category, evidence } = told;
  const findings = told.findings.map((one) => ({ ...one, reasons: '', evidence: proven ? evidence : [] }));
  const member = { person, seat, roles, reasons: {}, inRegister: null };
  return {
    decidedAtDesk: told,
    body: { ...emptyBody, name, form, members: [member], complete: true },
    satBefore: told.satOn,
    finding: { findings, proven, reachedAt: decidedAt, category, recordedBy: person },
    confirmedAt: decidedAt,
  };
};

/** The acts that rules may ask for, by what they leave behind. */
const actOf: Readonly<Partial<Record<HearingEvent['type'], string>>> = {
  BodyConvened: 'hearing.convene',
  MemberAppointed: 'hearing.appoint-member',
  MemberReplaced: 'hearing.replace-member',
  DateFixed: 'hearing.fix-date',
  StudentInvited: 'hearing.invite',
  EvidenceServed: 'hearing.serve-evidence',
  LateEvidenceAdmitted: 'hearing.admit-late-evidence',
  DeferralRequested: 'hearing.request-deferral',
  DeferralDecided: 'hearing.decide-deferral',
  HearingOpened: 'hearing.open',
  HearingSuspended: 'hearing.suspend',
  HearingResumed: 'hearing.resume',
  FindingReached: 'hearing.decide-finding',
  HistoryReleased: 'hearing.release-history',
  ActionDecided: 'hearing.decide-action',
  PenaltyDecided: 'hearing.decide-penalty',
  FindingConfirmed: 'hearing.confirm',
  DecisionCommunicated: 'hearing.communicate',
  DecisionLetterSent: 'hearing.communicate',
};

const evolveKnown = (hearing: KnownHearing, event: Exclude<HearingEvent, Noting | SittingEvent>): KnownHearing => {
  switch (event.type) {
    case 'BodyConvened':
      return { ...hearing, ...anotherBody(hearing), body: withBody(hearing.body, event.data) };
    case 'MemberAppointed':
      return { ...hearing, body: withMember(hearing.body, event.data) };
    case 'MemberReplaced':
      return { ...hearing, body: withReplacement(hearing.body, event.data) };
    case 'InterestDeclared':
      return { ...hearing, body: withDeclaration(hearing.body, event.data) };
    case 'FindingReached':
      return { ...hearing, finding: withoutRuling(event.data) };
    case 'DecisionLapsed':
      return withoutDecision(hearing);
    case 'HistoryReleased':
      return { ...hearing, historyReleased: withoutRuling(event.data) };
    case 'ActionDecided':
      return { ...hearing, action: withoutRuling(event.data) };
    case 'PenaltyDecided':
      return { ...hearing, penalty: withoutRuling(event.data) };
    case 'FindingConfirmed':
      return { ...hearing, confirmedAt: event.data.confirmedAt };
    case 'DecisionCommunicated':
      return { ...hearing, notices: [...hearing.notices, withoutRuling(event.data)] };
    case 'DecisionLetterSent':
      return { ...hearing, letterSentAt: event.data.sentAt };
    case 'AppealLodged':
      return { ...hearing, appeals: [...hearing.appeals, withoutRuling(event.data)] };
    case 'StepRecorded':
      return {
        ...hearing,
        steps: withStep(hearing.steps, event.data),
        sitting: withHeard(hearing, event.data),
      };
    case 'LetterSent':
      return event.data.act === 'hearing.communicate'
        ? { ...hearing, decisionLetters: [...hearing.decisionLetters, event.data.text] }
        : hearing;
    case 'PenaltyConfirmed':
    case 'FactCorrected':
      return hearing;
    default:
      return event satisfies never;
  }
};

const withHeard = ({ sitting, body }: KnownHearing, { step }: DataOf<'StepRecorded'>): SittingState =>
  sitting.opened && !sitting.suspended && body.form !== onPapers
    ? { ...sitting, heard: [...sitting.heard, step] }
    : sitting;

/** Another body begins anew; who sat before, and what came from the student, stays. */
const anotherBody = ({ body, satBefore, sitting }: KnownHearing): Pick<KnownHearing, 'satBefore' | 'sitting'> => {
  const { deferral, statementAt, admitted, late } = sitting;
  return {
    satBefore: [...satBefore, ...whoSat({ body, sitting })],
    sitting: { ...emptySitting, deferral, statementAt, admitted, late },
  };
};

/** Of a body that is to hear the case nobody has sat until it did. */
const whoSat = ({ body: { name, form, members }, sitting }: Pick<KnownHearing, 'body' | 'sitting'>) =>
  name === null || (form === 'hearing' && !sitting.opened) ? [] : members.map(({ person }) => ({ person, body: name }));

/** Nobody who sat decides again, nor anybody who knows what was on record; of the day, the body and the finding nothing is left. */
const withoutDecision = (hearing: KnownHearing): KnownHearing => ({
  ...hearing,
  ...anotherBody(hearing),
  body: emptyBody,
  sawHistory: [...new Set([...hearing.sawHistory, ...(hearing.historyReleased?.to ?? [])])],
  ...{ historyReleased: null, finding: null, penalty: null },
});

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
        ...{ referral: null, history: null, historyReleased: null, anonymityLiftedAt: null },
        ...{ answer: null, meetings: [], studentToldAt: null, decidedAtDesk: null, sawHistory: [] },
        ...{ body: emptyBody, satBefore: [], sitting: emptySitting },
        ...{ finding: null, action: null, penalty: null, confirmedAt: null },
        ...{ notices: [], letterSentAt: null, decisionLetters: [], appeals: [], steps: nothingTaken },
      };

const told = <T extends { readonly institution: string; readonly policy: PolicyPin; readonly case: string }>({
  institution: _institution,
  policy: _policy,
  case: _case,
  ...data
}: T) => data;
