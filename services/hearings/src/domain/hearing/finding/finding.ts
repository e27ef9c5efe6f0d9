import { kept } from '@probity/contracts';
import { eventOf, same, type Decided, type Given, type Refusal } from '@probity/decider';
import { countedVotes } from '../../body/index.js';
import type { DecideFinding } from '../commands.js';
import { findingFacts, found, pointsOf, type Points, type SaidFinding } from './points.js';
import type { DataOf, HearingEvent } from '../hearing.js';
import { inPolicysWords, notShown, unknownOutcomes } from './outcomes.js';
import { isStandingUnknown } from '../history.js';
import { knownOf, ruledOn, type Deciding } from '../rule.js';

type Decision = readonly Decided<HearingEvent>[];
const fact = eventOf<HearingEvent>();
const act = 'hearing.decide-finding';

export const decideFinding = (command: DecideFinding & Given, deciding: Deciding): Decision => {
  const { policy } = deciding;
  const known = knownOf(deciding);
  const points = known ? pointsOf(known) : null;
  const saidFindings = inPolicysWords(command.findings, policy);
  const findings = points ? found(saidFindings, points) : [];
  const shown = saidFindings.map(({ outcome }) => outcome).filter((outcome) => outcome !== notShown);
  const unknown = unknownOutcomes(command.findings, policy, act);
  // What a word means that the policy does not have is not guessed at.
  const outcomes = unknown.length > 0 ? [] : [...new Set(shown)];
  const said = saidOf(command, points?.isReport === false ? outcomes : []);
  if (known?.finding && isAgain(known.finding, { findings, ...said })) return [];
  const proven = findings.some(({ outcome }) => outcome !== notShown);
  const unfit = [...(points?.isReport === false ? unfitPoints(saidFindings, points) : []), ...unknown];
  const votes = known ? countedVotes(policy, known.body, command.votes ?? {}, proven) : { refusals: [], clauses: [] };
  // What is voted on must first be what is alleged.
  const uncarried = unfit.length > 0 ? [] : votes.refusals;
  const ruling = ruledOn(
    deciding,
    act,
    { ...findingFacts(saidFindings, points), ...breachFacts(command, saidFindings, said.category, outcomes) },
    { refusals: [...whereFound(deciding), ...unfit, ...uncarried], authority: votes.clauses },
  );
  const data = { findings, proven, reachedAt: command.at, ...said, recordedBy: command.actor.id, ruling: kept(ruling) };
  return [fact('FindingReached', { ...data, ...(isProvisional(deciding) && { provisional: true }) }, ruling)];
};

type Found = DataOf<'FindingReached'>;

/** The same decision, told once more; anything else of one that was reached is refused by the policy. */
const isAgain = (before: Omit<Found, 'ruling'>, now: Pick<Found, 'findings'> & ReturnType<typeof saidOf>): boolean =>
  same(
    [before.findings, before.category, before.votes, before.standard, before.grounds],
    [now.findings, now.category, now.votes, now.standard, now.grounds],
  );

/** Where an act confirms what was decided, others are told of it then. */
export const isProvisional = ({ policy }: Deciding): boolean => policy.act('hearing.confirm') !== undefined;

/** Others were told of a finding when it was reached: it stands, whatever the policy's own rules say of a second one. */
const whereFound = (deciding: Deciding): readonly Refusal[] =>
  knownOf(deciding)?.finding
    ? [{ code: 'found-before', clauses: deciding.policy.act(act)?.clauses ?? [], says: 'It was found, and stands.' }]
    : [];

/** As it is kept: nothing of what was not said, but for the category, where what was found is of one alone. */
const saidOf = ({ standard, grounds, category, votes }: DecideFinding, [only, ...others]: readonly string[]) => {
  const ofBreach = category === undefined && only !== undefined && others.length === 0 ? only : category;
  return {
    ...(standard !== undefined && { standard }),
    ...(grounds && { grounds: [...grounds] }),
    ...(ofBreach !== undefined && { category: ofBreach }),
    ...(votes && { votes: { ...votes } }),
  };
};

const breachFacts = (
  { standard, grounds, sources, otherwise }: DecideFinding,
  findings: readonly SaidFinding[],
  category: string | null | undefined,
  outcomes: readonly string[],
) => ({
  breach: {
    found: findings.some(({ outcome }) => outcome !== notShown),
    outcomes,
    evidenced: findings.every(({ outcome, evidence }) => outcome === notShown || evidence.length > 0),
    standard: standard ?? '',
    category: category ?? '',
    reasonsGiven: findings.every(({ reasons }) => reasons.trim() !== ''),
    grounds: [...(grounds ?? [])],
  },
  // What is not said to have reached the body did not.
  considered: { sources: [...(sources ?? [])], otherwise: otherwise ?? false },
});

/** Each allegation of the referral is answered, once; evidence is of the case. Of a report's points the policy says so. */
const unfitPoints = (said: readonly SaidFinding[], { established, evidence }: Points): readonly Refusal[] => {
  const refusal = (code: string, says: string, field: string): Refusal => ({ code, clauses: [], says, field });
  const answered = said.map(({ point }) => point);
  return [
    ...said.flatMap(({ point }, at) => {
      const field = `/findings/${at}/point`;
      if (!established.some((one) => one.point === point))
        return [refusal('unknown-point', `${point} is not alleged.`, field)];
      return answered.indexOf(point) < at ? [refusal('point-twice', `${point} is answered twice.`, field)] : [];
    }),
    ...established
      .filter(({ point }) => !answered.includes(point))
      .map(({ point }) => refusal('point-unanswered', `${point} is alleged, and is not answered.`, '/findings')),
    ...said.flatMap((finding, at) =>
      finding.evidence
        .filter((digest) => !evidence.includes(digest))
        .map(() => refusal('unknown-evidence', 'This is no document of the case.', `/findings/${at}/evidence`)),
    ),
  ];
};

/** Whoever sits is told of what is on record from before this hearing, in every category, and of each whether it is spent. */
export const releaseHistory = (deciding: Deciding): Decision => {
  const known = knownOf(deciding);
  if (known?.historyReleased && known.historyReleased.version === (known.history?.version ?? null)) return [];
  // Nothing can be told of it until it was told here: that there is nothing, too.
  const isKnown = known?.history != null;
  const isOpen = known !== undefined && isStandingUnknown(known, deciding.given.at);
  const told = { allCategories: isKnown, provenBefore: true, ...(!isOpen && { standing: isKnown }) };
  const ruling = ruledOn(deciding, 'hearing.release-history', { told });
  const to = known?.body.members.map(({ person }) => person) ?? [];
  const data = { releasedAt: deciding.given.at, to, version: known?.history?.version ?? null, ruling: kept(ruling) };
  return [fact('HistoryReleased', data, ruling)];
};
