import type { Given } from '@probity/decider';
import type { DecidePenalty, HearingCommand } from '../domain/hearing/commands.js';
import type { DataOf, HearingEvent } from '../domain/hearing/hearing.js';
import * as p from './panel-samples.js';

type Offence = DataOf<'HistoryNoted'>['offences'][number];

/** Proven in November 2017. */
export const offence = (changes: Partial<Offence> = {}): Offence => ({
  ...{ case: '0197f3a0-0000-7000-8000-000000000099', reference: 'UC-2017-000009', career: 'undergraduate' },
  ...{ category: 'unacceptable-academic-practice', offences: ['plagiarism'], moduleLevel: 5 },
  ...{ foundAt: '2017-11-01T10:00:00.000Z', penalties: [], spent: false, ...changes },
});

export const history = (...offences: readonly Offence[]): HearingEvent & { readonly type: 'HistoryNoted' } => ({
  type: 'HistoryNoted',
  data: { ...p.ofCase, version: 1, toldAt: p.referredAt, offences: [...offences] },
});

interface Matter {
  readonly before?: readonly Offence[];
  /** The first of so many attempts. */
  readonly attempts?: number;
  readonly offences?: readonly string[];
  readonly answer?: boolean;
  readonly category?: string;
}

/** Before the Panel, with what was to be heard heard. The student accepts and has something on record, unless it is said otherwise. */
export const heardBy = ({
  before = [offence()],
  attempts = 3,
  offences = ['plagiarism'],
  answer = true,
  category,
}: Matter) => {
  const told: readonly HearingEvent[] = [
    p.noted({ attempt: 1, attemptsAllowed: attempts }),
    p.referred({ offences: [...offences], ...(category === undefined ? {} : { category }) }),
    history(...before),
    p.answered(answer),
  ];
  const seated = p.after(told, p.received, p.eligibility(false), p.convening('airp'), ...p.seats);
  const final = attempts === 1 ? { reasons: { 'final-attempt-looked-at': 'It is looked at below.' } } : {};
  const opening = { ...p.opening(), ...final };
  return p.after(seated, p.fixing(), p.inviting(), p.serving(), opening, p.firstPart);
};

const outcome = 'unacceptable-academic-practice';
/** Of each of these, that it was a breach, or with `not-shown` that it was none. */
export const findings = (outcomes: Readonly<Record<string, string>>) =>
  Object.entries(outcomes).map(([point, found]) => ({
    ...{ point, outcome: found, reasons: 'As shown.' },
    evidence: found === 'not-shown' ? [] : [p.essay],
  }));
export const releasing = p.by(p.advisor, p.later, { type: 'ReleaseHistory' });

export const found = (matter: Matter, outcomes: Readonly<Record<string, string>> = { plagiarism: outcome }) =>
  p.after(heardBy(matter), p.finding({ findings: findings(outcomes) }));
/** The breach was found to be unacceptable academic practice, and the Panel told of what is on record. */
export const told = (matter: Matter, outcomes?: Readonly<Record<string, string>>) =>
  p.after(found(matter, outcomes), releasing);

export const finalAttempt = (mark: number, compensates = true, passPossible = true): HearingCommand & Given =>
  p.step('hearing.check-final-attempt', { compensates, mark, passPossible }, p.clerk, p.later);

export const penalty = (code: string, changes: Partial<DecidePenalty> = {}): DecidePenalty & Given =>
  p.by(p.chair, p.later, {
    ...{ type: 'DecidePenalty', tariff: 'practice-penalties', chosen: [{ code }], factors: {}, votes: p.panelFor },
    ...{ comparables: { seen: null, now: '"now"', codes: [] }, inRegister: { ratified: [] } },
    ...changes,
  } as const);

export const weighed = p.step(
  'hearing.weigh-misconduct',
  { earlierBreaches: 'One.', provenAllegations: 1, seriousness: 'Bought.', extenuation: 'None.' },
  p.chair,
  p.later,
);
export const misconductPenalty = (chosen: DecidePenalty['chosen'] = [], changes: Partial<DecidePenalty> = {}) =>
  penalty('', { tariff: 'misconduct-penalties', chosen, ...changes });
