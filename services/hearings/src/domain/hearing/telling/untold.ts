import { toldBy, withoutSteps, type StepsTaken } from '@probity/contracts';
import type { Hidden } from '@probity/policy-packs';
import { evolve, noHearing, type Hearing, type HearingEvent, type KnownHearing } from '../hearing.js';

/** What policies call a decision that is not confirmed, and what is on record from before. */
const provisionalDecision = 'provisional-decision';
const offencesBefore = 'earlier-offences';

const isHidden = (hidden: readonly Hidden[], ...whats: readonly string[]): boolean =>
  hidden.some(({ what }) => whats.includes(what));

/** What was decided, and what was recorded once that was, as it stood when it lapsed; the last as it stands now. */
interface Decision {
  readonly events: readonly HearingEvent[];
  readonly stood: Hearing;
}

/**
 * What the timeline leaves out. A decision that is not confirmed is told to nobody from whom the policy keeps it; nor is one that
 * lapsed, ever after, to who was not told of it then: who decides anew might know by it what is on record from before.
 * @param hiddenAt what the policy keeps from whoever asks, of a hearing as it stood
 */
export const untold = (
  events: readonly HearingEvent[],
  hiddenAt: (hearing: Hearing) => readonly Hidden[],
): ReadonlySet<HearingEvent> => {
  const { lapsed, last } = decisionsOf(events);
  const isSealed = isHidden(hiddenAt(last.stood), offencesBefore);
  const kept = [
    ...lapsed.filter(({ stood }) => isSealed || isHidden(hiddenAt(stood), provisionalDecision, offencesBefore)),
    ...[last].filter(({ stood }) => isHidden(hiddenAt(stood), provisionalDecision)),
  ];
  return new Set(kept.flatMap((decision) => decision.events));
};

const decisionsOf = (
  events: readonly HearingEvent[],
): { readonly lapsed: readonly Decision[]; readonly last: Decision } => {
  const lapsed: Decision[] = [];
  let stood: Hearing = noHearing;
  let own: HearingEvent[] = [];
  for (const event of events) {
    if (event.type === 'DecisionLapsed') {
      lapsed.push({ events: own, stood });
      own = [];
    }
    if (isOfDecision(event, own.length > 0)) own.push(event);
    stood = evolve(stood, event);
  }
  return { lapsed, last: { events: own, stood } };
};

const isOfDecision = ({ type }: HearingEvent, isBegun: boolean): boolean =>
  type === 'FindingReached' ||
  type === 'HistoryReleased' ||
  type === 'PenaltyDecided' ||
  (type === 'StepRecorded' && isBegun);

/** The hearing without what is on record from before, for whoever is not told of it; and without what is not confirmed. */
export const asTold = <Of extends Hearing>(hearing: Of, hidden: readonly Hidden[]): Of =>
  hearing.status === 'known' && hearing.history && isHidden(hidden, offencesBefore)
    ? undecided({ ...hearing, history: null }, hidden)
    : undecided(hearing, hidden);

/** As if nothing had been decided yet. */
const undecided = <Of extends Hearing>(hearing: Of, hidden: readonly Hidden[]): Of =>
  hearing.status === 'known' && hearing.finding && isHidden(hidden, provisionalDecision)
    ? {
        ...hearing,
        ...{ finding: null, historyReleased: null, penalty: null, action: null },
        steps: beforeDecision(hearing.steps),
      }
    : hearing;

const actsThatDecide = {
  'hearing.decide-finding': 'finding',
  'hearing.release-history': 'historyReleased',
  'hearing.decide-penalty': 'penalty',
} as const satisfies Readonly<Record<string, keyof KnownHearing>>;

const beforeDecision = (steps: StepsTaken): StepsTaken => {
  const since = steps.names.slice(steps.names.lastIndexOf('hearing.decide-finding') + 1);
  const recorded = since.filter((name) => toldBy(steps, name)['done'] === true);
  return withoutSteps(steps, [...Object.keys(actsThatDecide), ...recorded]);
};

/** Of a decision that lapsed, not even which acts it came to. */
export const withoutLapsed = (hearing: KnownHearing): KnownHearing => {
  const undone = Object.entries(actsThatDecide).filter(([, left]) => hearing[left] === null);
  const { names, told } = withoutSteps(
    hearing.steps,
    undone.map(([act]) => act),
  );
  return { ...hearing, steps: { names: [...new Set(names)], told } };
};
