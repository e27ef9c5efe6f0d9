import { kept, type AnyCommand } from '@probity/contracts';
import { enforce, eventOf, type Decided, type Decider, type Given, type Refusal, same } from '@probity/decider';
import { compose, decideAny, ruled, type Facts, type Policy, type Ruling, type Said } from '@probity/policy-packs';
import { decidedOf, refusalsOf, type SaidAction } from './actions.js';
import { hearingFacts } from './facts.js';
import { found, findingFacts, type SaidFinding } from './findings.js';
import { evolve, noHearing, type DataOf, type Hearing, type HearingEvent, type KnownHearing } from './hearing.js';
import { decisionValues } from './notice.js';

export type HearingCommand =
  NoteCase | ConveneHearing | DecideFinding | DecideAction | CommunicateDecision | LodgeAppeal | AnyCommand;

export type NoteCase = { readonly type: 'NoteCase' } & DataOf<'CaseNoted'>;
export type ConveneHearing = { readonly type: 'ConveneHearing' } & DataOf<'HearingConvened'>;
export interface DecideFinding {
  readonly type: 'DecideFinding';
  readonly findings: readonly SaidFinding[];
}
export interface DecideAction {
  readonly type: 'DecideAction';
  readonly actions: readonly SaidAction[];
  /** By the aim's code. */
  readonly aims: Readonly<Record<string, string>>;
  readonly rationale: string;
}
export interface CommunicateDecision {
  readonly type: 'CommunicateDecision';
  readonly to: string;
}
export interface LodgeAppeal {
  readonly type: 'LodgeAppeal';
  /** An id of the institution's register. */
  readonly by: string;
  /** What that is in the case, looked up at the edge: `centre`; null where it has no part in it. */
  readonly party: string | null;
  readonly grounds: string;
}

type Decision = readonly Decided<HearingEvent>[];
const fact = eventOf<HearingEvent>();

const decide = (command: HearingCommand & Given, hearing: Hearing, policy: Policy): Decision => {
  switch (command.type) {
    case 'NoteCase':
      return noteCase(command, hearing);
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

const noteCase = (command: NoteCase & Given, hearing: Hearing): Decision => {
  if (hearing.status === 'known' && hearing.noted) return [];
  const { institution, policy, case: id, reference, subject, centre } = command;
  return [fact('CaseNoted', { institution, policy, case: id, reference, subject, centre }, { authority: [] })];
};

const convene = (command: ConveneHearing & Given, hearing: Hearing, policy: Policy): Decision => {
  const {
    institution,
    policy: pin,
    case: id,
    manager,
    lead,
    reportVersion,
    signedOffAt,
    established,
    evidence,
  } = command;
  const known = hearing.status === 'known' ? hearing : undefined;
  if (known?.finding || (known?.convened?.reportVersion ?? -1) >= reportVersion) return [];
  const authority = policy.act('hearing.decide-finding')?.clauses ?? [];
  const data = { institution, policy: pin, case: id, manager, lead, reportVersion, signedOffAt, established, evidence };
  return [fact('HearingConvened', data, { authority })];
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
    actions: { unknown: command.actions.filter((said) => !optionOf(said)).map(({ code }) => code) },
    aims: { unknown: Object.keys(command.aims).filter((aim) => !expected.includes(aim)) },
    rationale: { given: command.rationale.trim() !== '' },
  };
  const said = { contents: command.aims };
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
  const ruling = ruledWith(refusals, 'hearing.communicate', {}, command, hearing, policy);
  const authority = [...new Set([...ruling.authority, ...policy.notice(name).clauses])];
  const { to, at } = command;
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
