import type { Decided, Decider, Given } from '@probity/decider';
import { decideAny, type Facts, type Policy } from '@probity/policy-packs';
import type { HearingCommand } from './commands.js';
import { confirmDecision } from './confirmation.js';
import { hearingFacts } from './facts.js';
import { decideFinding, releaseHistory } from './finding/finding.js';
import { evolve, noHearing, type Hearing, type HearingEvent } from './hearing.js';
import {
  convene,
  noteAnonymity,
  noteAnswer,
  noteCase,
  noteClosure,
  noteHistory,
  noteImplicated,
  noteManager,
  noteMeeting,
  noteReferral,
  noteStudentTold,
} from './noting.js';
import { noteDeskDecision } from './desk-decision.js';
import { lodgeAppeal } from './lodging.js';
import { decideAction } from './penalty/at-desk.js';
import { decidePenalty } from './penalty/penalty.js';
import type { Deciding } from './rule.js';
import { decideSitting } from './sitting/decider.js';
import { recordStep } from './steps.js';
import { communicate, sendDecisionLetter } from './telling/communication.js';

type Decision = readonly Decided<HearingEvent>[];

const decide = (command: HearingCommand & Given, hearing: Hearing, policy: Policy): Decision => {
  const deciding: Deciding = { hearing, policy, given: command };
  switch (command.type) {
    case 'NoteCase':
      return noteCase(command, hearing, policy);
    case 'NoteManager':
      return noteManager(command, hearing, policy);
    case 'NoteImplicated':
      return noteImplicated(command, hearing, policy);
    case 'NoteClosure':
      return noteClosure(command, hearing, policy);
    case 'NoteReferral':
      return noteReferral(command, hearing, policy);
    case 'NoteHistory':
      return noteHistory(command, hearing, policy);
    case 'NoteAnonymity':
      return noteAnonymity(command, hearing, policy);
    case 'NoteAnswer':
      return noteAnswer(command, hearing, policy);
    case 'NoteMeeting':
      return noteMeeting(command, hearing, policy);
    case 'NoteStudentTold':
      return noteStudentTold(command, hearing, policy);
    case 'NoteDeskDecision':
      return noteDeskDecision(command, hearing, policy);
    case 'ConveneHearing':
      return convene(command, hearing, policy);
    case 'DecideFinding':
      return decideFinding(command, deciding);
    case 'ReleaseHistory':
      return releaseHistory(deciding);
    case 'DecideAction':
      return decideAction(command, deciding);
    case 'DecidePenalty':
      return decidePenalty(command, deciding);
    case 'ConfirmDecision':
      return confirmDecision(deciding);
    case 'CommunicateDecision':
      return communicate(command, deciding);
    case 'SendDecisionLetter':
      return sendDecisionLetter(command, deciding);
    case 'LodgeAppeal':
      return lodgeAppeal(command, deciding);
    case 'RecordStep':
      return recordStep(command, deciding);
    case 'Correct':
      return decideAny('hearing', command, hearingFacts(hearing, command, policy) as unknown as Facts, policy);
    default:
      return decideSitting(command, deciding);
  }
};

export const hearingDecider: Decider<HearingCommand & Given, Hearing, HearingEvent, Policy> = {
  initial: noHearing,
  decide,
  evolve,
};
