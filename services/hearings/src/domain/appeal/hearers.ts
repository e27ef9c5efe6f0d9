import type { Decided, Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import { appointed, convened, declared, emptyBody, replaced, type Making } from '../body/index.js';
import type { Appeal } from './appeal.js';
import type { AppointMember, ConveneBody, DeclareInterest, ReplaceMember } from './commands.js';
import type { AppealEvent } from './events.js';
import { peopleOf } from './facts.js';
import { ruledOn } from './rule.js';

type Decision = readonly Decided<AppealEvent>[];

/** Whoever convenes the body makes it up: until it is complete, and where somebody may not sit after all. */
const making = (given: Given, appeal: Appeal, policy: Policy, body = nameOf(appeal)): Making => ({
  ...{ policy, given },
  body: appeal.status === 'known' ? appeal.body : emptyBody,
  people:
    appeal.status === 'known'
      ? peopleOf(appeal)
      : { satOn: undefined, did: undefined, involved: [], accuser: null, sawHistory: [] },
  rule: (added) => ruledOn('appeal.convene', given, appeal, policy, { more: { convened: { body } }, added }),
});

const nameOf = (appeal: Appeal): string => (appeal.status === 'known' ? (appeal.body.name ?? '') : '');

export const convene = (command: ConveneBody & Given, appeal: Appeal, policy: Policy): Decision =>
  appeal.status === 'known' && appeal.body.name === command.body
    ? []
    : convened(making(command, appeal, policy, command.body), command.body);

export const appoint = (command: AppointMember & Given, appeal: Appeal, policy: Policy): Decision => {
  const { person, seat, inRegister } = command;
  return appointed(making(command, appeal, policy), { person, seat, inRegister });
};

export const replace = (command: ReplaceMember & Given, appeal: Appeal, policy: Policy): Decision =>
  replaced(making(command, appeal, policy), command.person, command.why);

export const declare = (command: DeclareInterest & Given, appeal: Appeal, policy: Policy): Decision => {
  const { person, conflict, involved } = command;
  return declared(making(command, appeal, policy), person, { conflict, involved });
};
