import type { Decided, Decider, Given } from '@probity/decider';
import { decideAny, type Policy } from '@probity/policy-packs';
import { evolve, noAppeal, type Appeal } from './appeal.js';
import type { AppealCommand } from './commands.js';
import { complete, invite, knownOf } from './completing.js';
import { decideAppeal } from './deciding.js';
import type { AppealEvent } from './events.js';
import { appealFacts } from './facts.js';
import { appoint, convene, declare, replace } from './hearers.js';
import { admit, decline, lodge, noteMeeting, noteOriginal, refer } from './lodging.js';

const decide = (command: AppealCommand & Given, appeal: Appeal, policy: Policy): readonly Decided<AppealEvent>[] => {
  switch (command.type) {
    case 'NoteOriginal':
      return noteOriginal(command, appeal, policy);
    case 'NoteMeeting':
      return noteMeeting(command, appeal, policy);
    case 'LodgeAppeal':
      return lodge(command, appeal, policy);
    case 'AdmitAppeal':
      return admit(command, appeal, policy);
    case 'DeclineAppeal':
      return decline(command, appeal, policy);
    case 'ReferAppeal':
      return refer(command, appeal, policy);
    case 'ConveneBody':
      return convene(command, appeal, policy);
    case 'AppointMember':
      return appoint(command, appeal, policy);
    case 'ReplaceMember':
      return replace(command, appeal, policy);
    case 'DeclareInterest':
      return declare(command, appeal, policy);
    case 'InviteAppellant':
      return invite(command, appeal, policy);
    case 'DecideAppeal':
      return decideAppeal(command, appeal, policy);
    case 'CompleteProcedures':
      return complete(command, appeal, policy);
    case 'RecordStep':
    case 'Correct':
      return decideAny('appeal', command, appealFacts(appeal, command), policy, knownOf(appeal));
  }
};

export const appealDecider: Decider<AppealCommand & Given, Appeal, AppealEvent, Policy> = {
  initial: noAppeal,
  decide,
  evolve,
};
