import type { Decider, Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { SanctionsCommand } from './commands.js';
import { noteBoards } from './boards.js';
import { recordConsent } from './consent.js';
import { noteCourseReported, noteCourseTime, noteLearningSystem } from './course.js';
import { putIntoEffect, recordAny } from './effects.js';
import { evolve } from './evolve.js';
import { enterCourseResult } from './entering.js';
import { endInterim, imposeInterim, reviewHold, withhold } from './holds.js';
import { invalidate, recordConfirmation, requestReturn } from './invalidation.js';
import { tellHistory } from './history.js';
import { acknowledge } from './instructions.js';
import {
  noteAction,
  noteCase,
  noteClosure,
  noteFinding,
  noteInvestigation,
  noteNoCase,
  noteReferral,
  noteVariation,
} from './noting.js';
import type { Decision } from './rule.js';
import { noSanctions, type Sanctions, type SanctionsEvent } from './sanctions.js';

const decide = (command: SanctionsCommand & Given, sanctions: Sanctions, policy: Policy): Decision => {
  switch (command.type) {
    case 'NoteCase':
      return noteCase(command, sanctions, policy);
    case 'NoteInvestigation':
      return noteInvestigation(command, sanctions, policy);
    case 'NoteFinding':
      return noteFinding(command, sanctions, policy);
    case 'NoteNoCase':
      return noteNoCase(command, sanctions, policy);
    case 'NoteClosure':
      return noteClosure(command, sanctions, policy);
    case 'NoteAction':
      return noteAction(command, sanctions, policy);
    case 'NoteVariation':
      return noteVariation(command, sanctions, policy);
    case 'NoteReferral':
      return noteReferral(command, sanctions);
    case 'TellHistory':
      return tellHistory(command, sanctions);
    case 'RecordConsent':
      return recordConsent(command, sanctions, policy);
    case 'NoteBoards':
      return noteBoards(command, sanctions);
    case 'NoteLearningSystem':
      return noteLearningSystem(command, sanctions);
    case 'NoteCourseReported':
      return noteCourseReported(command, sanctions, policy);
    case 'EnterCourseResult':
      return enterCourseResult(command, sanctions, policy);
    case 'NoteCourseTime':
      return noteCourseTime(command, sanctions, policy);
    case 'AcknowledgeInstruction':
      return acknowledge(command, sanctions);
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
      return recordAny(command, sanctions, policy);
  }
};

export const sanctionsDecider: Decider<SanctionsCommand & Given, Sanctions, SanctionsEvent, Policy> = {
  initial: noSanctions,
  decide,
  evolve,
};
