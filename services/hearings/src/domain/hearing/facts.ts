import { assessmentFacts, nothingTaken, stepsTakenFacts, studentFacts } from '@probity/contracts';
import { rolesHeldBy, type Given } from '@probity/decider';
import { dayOf, type Facts, type Policy } from '@probity/policy-packs';
import { bodyFacts, isComplete, rolesOfBody, type People } from '../body/index.js';
import type { Hearing, KnownHearing } from './hearing.js';
import { notShown } from './finding/outcomes.js';
import { historyFacts } from './history.js';
import { hasSetting, isSet } from './settings.js';
import { sittingFacts } from './sitting/facts.js';

export { hearingCatalogue } from './catalogue.js';

type Roles = Readonly<Record<string, readonly string[]>>;

export const rolesOf = (hearing: Hearing): Roles => {
  if (hearing.status === 'none') return {};
  const manager = managerOf(hearing);
  const subject = hearing.noted?.subject;
  return together(rolesOfBody(hearing.body), {
    ...(manager !== undefined && { manager: [manager] }),
    ...(hearing.convened && { lead: [hearing.convened.lead] }),
    ...(subject?.kind === 'student' && { student: [subject.id] }),
  });
};

/** A seat may give a part that somebody has in another way, too. */
const together = (seats: Roles, others: Roles): Roles =>
  Object.entries(others).reduce<Roles>(
    (roles, [role, people]) => ({ ...roles, [role]: [...new Set([...(roles[role] ?? []), ...people])] }),
    seats,
  );

/** Who signed the report off, or was made accountable after that. */
const managerOf = ({ convened, assigned }: KnownHearing): string | undefined =>
  convened && assigned && Date.parse(assigned.since) < Date.parse(convened.signedOffAt)
    ? convened.manager
    : (assigned ?? convened)?.manager;

/** `policy`: whether the body is complete is reckoned by it, from what is known now; left out: as it was when last decided. */
export const hearingFacts = (hearing: Hearing, { actor, at }: Pick<Given, 'actor' | 'at'>, policy?: Policy) => ({
  actor: {
    offices: actor.offices,
    roles: rolesHeldBy(actor.id, rolesOf(hearing)),
  },
  ...stepsTakenFacts(hearing.status === 'none' ? nothingTaken : hearing.steps),
  asked: { at },
  ...(hearing.status === 'none' ? unknownFacts : { ...stateFacts(hearing, at, policy), ...sittingFacts(hearing, at) }),
});

/** Of a case of which nothing was told yet. */
const unknownFacts = {
  case: { noted: false, closed: false, subject: { kind: '' } },
  report: { signedOff: false },
  finding: { reached: false, proven: false },
  action: { decided: false },
  decision: { communicated: false },
} as const satisfies Facts;

/** Only what is known: a rule that needs more stops, and names it. */
const stateFacts = (hearing: KnownHearing, at: string, policy: Policy | undefined) => {
  const { noted, convened, referral, finding, body, closedAt, confirmedAt } = hearing;
  return {
    case: {
      noted: noted !== null,
      closed: closedAt !== null,
      subject: { kind: noted?.subject.kind ?? '' },
      ...(referral && {
        offence: referral.offences[0] ?? '',
        category: referral.category,
        provisionalCategory: referral.category,
      }),
    },
    report: { signedOff: convened !== null },
    ...(noted?.student && { student: studentFacts(noted.student).student }),
    ...(noted?.assessment && workFacts(noted.assessment)),
    ...(noted && policy && hasSetting(transition, policy) && { earlierRules: earlierRulesFacts(noted, policy) }),
    ...answerFacts(hearing),
    ...(referral?.formDatedAt && { form: { datedAt: referral.formDatedAt } }),
    body: { ...bodyFacts(body), complete: isBodyComplete(hearing, policy) },
    history: historyFacts(hearing, at),
    allegations: allegationsOf(hearing),
    finding: {
      reached: finding !== null,
      proven: finding?.proven ?? false,
      confirmed: confirmedAt !== null,
      ...(finding && { at: finding.reachedAt }),
      category: finding?.category ?? '',
    },
    action: { decided: hearing.action !== null },
    penalty: { decided: hearing.penalty !== null },
    decision: { communicated: hearing.notices.length > 0 || hearing.letterSentAt !== null },
  };
};

const workFacts = (assessment: NonNullable<Noted['assessment']>) => {
  const { examination: _, ...facts } = assessmentFacts(assessment);
  return facts;
};
type Noted = NonNullable<KnownHearing['noted']>;

/** Until the case is referred an answer may still be on its way; from then on, to say nothing is to do neither. */
const answerFacts = ({ answer, referral }: KnownHearing) =>
  answer || referral ? { answer: { accepts: answer?.accepts === true, disputes: answer?.accepts === false } } : {};

const transition = 'transitional-arrangements';

/** By when the work was done; where that is not told, the case is taken for one of the rules that its report is under. */
const earlierRulesFacts = ({ assessment }: Noted, policy: Policy) => {
  const done = assessment?.submittedAt ?? assessment?.examinationEndsAt ?? assessment?.postedAt;
  return {
    apply: done != null && dayOf(done, policy) < policy.inForce.from,
    transitionKnown: isSet(transition, policy),
  };
};

/** What was told later of who had which part in the case may bar who sits already. */
export const isBodyComplete = (hearing: KnownHearing, policy: Policy | undefined): boolean =>
  policy && hearing.body.name !== null && hearing.referral
    ? isComplete(policy, hearing.body, peopleOf(hearing))
    : hearing.body.complete;

/** Of this case alone. */
export const allegationsOf = (hearing: KnownHearing) => ({ put: pointsOf(hearing), proven: provenOf(hearing.finding) });

const pointsOf = ({ convened, referral }: KnownHearing): number =>
  (convened?.established ?? referral?.offences ?? []).length;

const provenOf = (finding: KnownHearing['finding']): number =>
  (finding?.findings ?? []).filter(({ outcome }) => outcome !== notShown).length;

/** What the case knows of those who might sit. */
export const peopleOf = ({ noted, referral, satBefore, historyReleased, sawHistory }: KnownHearing): People => ({
  satOn: referral ? [...referral.satOn, ...satBefore] : undefined,
  did: referral?.did,
  involved: referral?.involved ?? [],
  accuser: noted?.accuser ?? null,
  sawHistory: [...sawHistory, ...(historyReleased?.to ?? [])],
});
