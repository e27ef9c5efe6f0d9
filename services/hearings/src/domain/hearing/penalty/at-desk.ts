import { kept } from '@probity/contracts';
import { eventOf, same, type Decided, type Given } from '@probity/decider';
import type { Facts, Policy } from '@probity/policy-packs';
import { decidedOf, isUncounted, refusalsOf, type SaidAction } from './chosen.js';
import type { DecideAction } from '../commands.js';
import type { HearingEvent, KnownHearing } from '../hearing.js';
import { knownOf, ruledOn, type Deciding } from '../rule.js';
import { isSet } from '../settings.js';

type Decision = readonly Decided<HearingEvent>[];
const fact = eventOf<HearingEvent>();

export const decideAction = (command: DecideAction & Given, deciding: Deciding): Decision => {
  const { policy } = deciding;
  const known = knownOf(deciding);
  if (!policy.act('hearing.decide-action')) ruledOn(deciding, 'hearing.decide-action');
  const options = policy.options('outcomes', outcomeFacts(known, policy));
  const optionOf = ({ code }: SaidAction) => options.find((option) => option.code === code);
  const actions = command.actions.flatMap((said) => {
    const option = optionOf(said);
    return option ? [decidedOf(said, option)] : [];
  });
  const { aims: saidAims, rationale: why } = command;
  if (
    known?.action &&
    same([known.action.actions, known.action.aims, known.action.rationale], [actions, saidAims, why])
  )
    return [];
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
  const contents = { contents: saidAims, contentsAt: '/aims' };
  const refusals = refusalsOf(command.actions, options);
  const ruling = ruledOn(deciding, 'hearing.decide-action', more, { refusals }, contents);
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
