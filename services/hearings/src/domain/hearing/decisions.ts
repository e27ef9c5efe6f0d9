import { kept } from '@probity/contracts';
import { enforce, eventOf, type Decided, type Decider, type Given, type Refusal, same } from '@probity/decider';
import { compose, decideAny, ruled, type Facts, type Policy, type Ruling, type Said } from '@probity/policy-packs';
import { decidedOf, isUncounted, refusalsOf, type SaidAction } from './actions.js';
import type { CommunicateDecision, DecideAction, DecideFinding, HearingCommand, LodgeAppeal } from './commands.js';
import { hearingFacts } from './facts.js';
import { found, findingFacts } from './findings.js';
import { evolve, noHearing, type Hearing, type HearingEvent, type KnownHearing } from './hearing.js';
import { convene, noteCase, noteClosure, noteImplicated, noteManager } from './noting.js';
import { decisionValues } from './notice.js';

type Decision = readonly Decided<HearingEvent>[];
const fact = eventOf<HearingEvent>();

const decide = (command: HearingCommand & Given, hearing: Hearing, policy: Policy): Decision => {
  switch (command.type) {
    case 'NoteCase':
      return noteCase(command, hearing, policy);
    case 'NoteManager':
      return noteManager(command, hearing, policy);
    case 'NoteImplicated':
      return noteImplicated(command, hearing, policy);
    case 'NoteClosure':
      return noteClosure(command, hearing, policy);
    case 'ConveneHearing':
      return convene(command, hearing, policy);
    case 'DecideFinding':
      return decideFinding(command, hearing, policy);
    case 'DecideAction':
      return decideAction(command, hearing, policy);
    case 'CommunicateDecision':
      return communicate(command, hearing, policy);
    case 'LodgeAppeal':
      return lodgeAppeal(command, hearing, policy);
    case 'RecordStep':
    case 'Correct':
      return decideAny('hearing', command, hearingFacts(hearing, command), policy);
  }
};

export const hearingDecider: Decider<HearingCommand & Given, Hearing, HearingEvent, Policy> = {
  initial: noHearing,
  decide,
  evolve,
};

const decideFinding = (command: DecideFinding & Given, hearing: Hearing, policy: Policy): Decision => {
  const known = hearing.status === 'known' ? hearing : undefined;
  const convened = known?.convened ?? null;
  const findings = convened ? found(command.findings, convened) : [];
  if (known?.finding && same(known.finding.findings, findings)) return [];
  const ruling = rule('hearing.decide-finding', findingFacts(command.findings, convened), command, hearing, policy);
  const proven = findings.some(({ outcome }) => outcome !== 'not-shown');
  return [fact('FindingReached', { findings, proven, reachedAt: command.at, ruling: kept(ruling) }, ruling)];
};

const decideAction = (command: DecideAction & Given, hearing: Hearing, policy: Policy): Decision => {
  const known = hearing.status === 'known' ? hearing : undefined;
  const options = policy.options('outcomes', outcomeFacts(known, policy));
  const optionOf = ({ code }: SaidAction) => options.find((option) => option.code === code);
  const actions = command.actions.flatMap((said) => {
    const option = optionOf(said);
    return option ? [decidedOf(said, option)] : [];
  });
  if (known?.action && same([known.action.actions, known.action.rationale], [actions, command.rationale])) return [];
  const aims = policy.act('hearing.decide-action')?.contains;
  const expected = aims === undefined ? [] : policy.document(aims).items.map(({ code }) => code);
  const more = {
    actions: {
      unknown: command.actions.filter((said) => !optionOf(said)).map(({ code }) => code),
      uncounted: command.actions.filter(isUncounted).map(({ code }) => code),
    },
    aims: { unknown: Object.keys(command.aims).filter((aim) => !expected.includes(aim)) },
    rationale: { given: command.rationale.trim() !== '' },
  };
  const said = { contents: command.aims, contentsAt: '/aims' };
  const ruling = ruledWith(
    refusalsOf(command.actions, options),
    'hearing.decide-action',
    more,
    command,
    hearing,
    policy,
    said,
  );
  const authority = [...new Set([...ruling.authority, ...actions.flatMap(({ clauses }) => clauses)])];
  const { rationale, at } = command;
  return [
    fact(
      'ActionDecided',
      { actions, aims: { ...command.aims }, rationale, decidedAt: at, ruling: kept(ruling) },
      { authority },
    ),
  ];
};

const outcomeFacts = (known: KnownHearing | undefined, policy: Policy): Facts => ({
  subject: { kind: known?.noted?.subject.kind ?? '' },
  proven: known?.finding?.proven ?? false,
  sanctionsPolicy: { configured: isSet('sanctions-policy', policy) },
});

const communicate = (command: CommunicateDecision & Given, hearing: Hearing, policy: Policy): Decision => {
  const known = hearing.status === 'known' ? hearing : undefined;
  if (known?.notices.some(({ to }) => to === command.to)) return [];
  const name = known?.finding?.proven ? 'decision' : 'nothing-shown';
  const { text, refusals } = known
    ? compose(policy.notice(name), decisionValues(known, policy))
    : { text: '', refusals: [] };
  const { to, part, at } = command;
  const recipient = { part: part ?? 'none', implicated: known?.implicated.includes(to) ?? false };
  const ruling = ruledWith(refusals, 'hearing.communicate', { recipient }, command, hearing, policy);
  const authority = [...new Set([...ruling.authority, ...policy.notice(name).clauses])];
  return [fact('DecisionCommunicated', { to, notice: text, sentAt: at, ruling: kept(ruling) }, { authority })];
};

const lodgeAppeal = (command: LodgeAppeal & Given, hearing: Hearing, policy: Policy): Decision => {
  const { by, party, grounds, at } = command;
  const appeals = hearing.status === 'known' ? hearing.appeals : [];
  if (appeals.some((appeal) => appeal.by === by && appeal.grounds === grounds)) return [];
  const more = {
    appeal: { party: party ?? 'none', groundsGiven: grounds.trim() !== '' },
    appealsPolicy: { configured: isSet('appeals-policy', policy) },
  };
  const ruling = rule('hearing.lodge-appeal', more, command, hearing, policy);
  return [fact('AppealLodged', { by, party: party ?? 'none', grounds, lodgedAt: at, ruling: kept(ruling) }, ruling)];
};

const isSet = (setting: string, policy: Policy): boolean => policy.setting(setting).value !== null;

const rule = (act: string, more: Facts, given: Given, hearing: Hearing, policy: Policy, said?: Said): Ruling =>
  ruled(policy, act, { ...hearingFacts(hearing, given), ...more }, given, said);

/** A ruling with what the act's own rules cannot see: each refusal counts only where the act is open to this person. */
const ruledWith = (
  refusals: readonly Refusal[],
  act: string,
  more: Facts,
  given: Given,
  hearing: Hearing,
  policy: Policy,
  said: Said = {},
): Ruling => {
  const reasons = given.reasons ? { reasons: given.reasons } : {};
  const ruling = policy.rule(act, { ...hearingFacts(hearing, given), ...more }, { ...said, ...reasons });
  const isOpen = ruling.kind === undefined || ruling.kind === 'unacceptable';
  return enforce(isOpen ? { ...ruling, refusals: [...ruling.refusals, ...refusals] } : ruling);
};
