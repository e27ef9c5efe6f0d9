import type { Decider, Given } from '@probity/decider';
import { decideAny, type Policy } from '@probity/policy-packs';
import type { SanctionsCommand } from './commands.js';
import { putIntoEffect } from './effects.js';
import { evolve } from './evolve.js';
import { sanctionsFacts } from './facts.js';
import { endInterim, imposeInterim, reviewHold, withhold } from './holds.js';
import { invalidate, recordConfirmation, requestReturn } from './invalidation.js';
import { noteAction, noteCase, noteFinding, noteInvestigation } from './noting.js';
import type { Decision } from './rule.js';
import { noSanctions, type Sanctions, type SanctionsEvent } from './sanctions.js';

const decide = (command: SanctionsCommand & Given, sanctions: Sanctions, policy: Policy): Decision => {
  switch (command.type) {
    case 'NoteCase':
      return noteCase(command, sanctions);
    case 'NoteInvestigation':
      return noteInvestigation(command, sanctions, policy);
    case 'NoteFinding':
      return noteFinding(command, sanctions);
    case 'NoteAction':
      return noteAction(command, sanctions, policy);
    case 'WithholdCertificates':
      return withhold(command, sanctions, policy);
    case 'ReviewHold':
      return reviewHold(command, sanctions, policy);
    case 'ImposeInterim':
      return imposeInterim(command, sanctions, policy);
    case 'EndInterim':
      return endInterim(command, sanctions, policy);
    case 'PutIntoEffect':
      return putIntoEffect(command, sanctions, policy);
    case 'InvalidateCertificates':
      return invalidate(command, sanctions, policy);
    case 'RequestReturn':
      return requestReturn(command, sanctions, policy);
    case 'RecordConfirmation':
      return recordConfirmation(command, sanctions, policy);
    case 'RecordStep':
    case 'Correct':
      return decideAny('sanctions', command, sanctionsFacts(sanctions, command), policy);
  }
};

export const sanctionsDecider: Decider<SanctionsCommand & Given, Sanctions, SanctionsEvent, Policy> = {
  initial: noSanctions,
  decide,
  evolve,
};
