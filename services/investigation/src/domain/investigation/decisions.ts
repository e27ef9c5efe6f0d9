import type { Decider, Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import { assignLead, assignManager, declareInvolvement } from './assignments.js';
import { putAccusation, recategorise, recordAnswer } from './accusation.js';
import { delegate } from './delegation.js';
import type { InvestigationCommand, NoteCase, NoteClosure } from './commands.js';
import type { InvestigationEvent } from './events.js';
import {
  addEvidence,
  answerIssue,
  findSufficientEvidence,
  raiseIssue,
  reclassify,
  recordInterview,
  recordReply,
  requestInformation,
  start,
} from './inquiry.js';
import { evolve, noInvestigation, type Investigation, type OpenInvestigation } from './investigation.js';
import { invite, recordMeeting } from './meetings.js';
import { nameImplicated, notify } from './notices.js';
import { draftReport, finaliseReport, recordLessons, recordResponse, serveDraft, signOff } from './reporting.js';
import { liftAnonymity, findNoCase, refer } from './referral.js';
import { ensured, fact, type Decision } from './rule.js';
import { recordAny } from './steps.js';

const decide = (command: InvestigationCommand & Given, state: Investigation, policy: Policy): Decision => {
  if (command.type === 'NoteCase') return state.status === 'none' ? noteCase(command, policy) : [];
  if (command.type === 'NoteClosure') return state.closedAt === null ? noteClosure(command, policy) : [];
  if (state.status === 'none') throw new Error('nothing is known of this case yet');
  return act(command, state, policy);
};

const act = (
  command: Exclude<InvestigationCommand, NoteCase | NoteClosure> & Given,
  state: OpenInvestigation,
  policy: Policy,
): Decision => {
  switch (command.type) {
    case 'AssignManager':
      return assignManager(command, state, policy);
    case 'DeclareInvolvement':
      return declareInvolvement(command, state, policy);
    case 'AssignLead':
      return assignLead(command, state, policy);
    case 'Start':
      return start(command, state, policy);
    case 'NameImplicated':
      return nameImplicated(command, state, policy);
    case 'Notify':
      return notify(command, state, policy);
    case 'RequestInformation':
      return requestInformation(command, state, policy);
    case 'RecordReply':
      return recordReply(command, state, policy);
    case 'AddEvidence':
      return addEvidence(command, state, policy);
    case 'RecordInterview':
      return recordInterview(command, state, policy);
    case 'RaiseIssue':
      return raiseIssue(command, state, policy);
    case 'AnswerIssue':
      return answerIssue(command, state, policy);
    case 'Reclassify':
      return reclassify(command, state, policy);
    case 'FindSufficientEvidence':
      return findSufficientEvidence(command, state, policy);
    case 'DraftReport':
      return draftReport(command, state, policy);
    case 'ServeDraft':
      return serveDraft(command, state, policy);
    case 'RecordResponse':
      return recordResponse(command, state, policy);
    case 'FinaliseReport':
      return finaliseReport(command, state, policy);
    case 'SignOff':
      return signOff(command, state, policy);
    case 'RecordLessons':
      return recordLessons(command, state, policy);
    case 'Invite':
      return invite(command, state, policy);
    case 'RecordMeeting':
      return recordMeeting(command, state, policy);
    case 'PutAccusation':
      return putAccusation(command, state, policy);
    case 'RecordAnswer':
      return recordAnswer(command, state, policy);
    case 'Recategorise':
      return recategorise(command, state, policy);
    case 'LiftAnonymity':
      return liftAnonymity(command, state, policy);
    case 'Refer':
      return refer(command, state, policy);
    case 'FindNoCase':
      return findNoCase(command, state, policy);
    case 'Delegate':
      return delegate(command, state, policy);
    case 'RecordStep':
    case 'Correct':
      return recordAny(command, state, policy);
  }
};

/** It rests on the clauses of what it makes possible: somebody is put in charge, or the case goes on as it is. */
const noteCase = (
  { type: _, actor: _actor, at: _at, occurredAt: _occurredAt, reasons: _reasons, ...data }: NoteCase & Given,
  policy: Policy,
): Decision => {
  const next = policy.act('investigation.assign-manager') ?? policy.act('investigation.refer');
  const { clauses } = ensured(next, 'anything to do in an investigation');
  const identityKept = policy.act('investigation.lift-anonymity') !== undefined;
  return [fact('CaseNoted', { ...data, timeZone: policy.timeZone, identityKept }, { authority: [...clauses] })];
};

/** It rests on what the closure does; where lessons are recorded, a case closes with them. */
const noteClosure = ({ closedAt, clauses }: NoteClosure, policy: Policy): Decision => {
  const last = policy.act('investigation.record-lessons') ?? policy.act('investigation.find-no-case');
  const own = ensured(last, 'an end of an investigation').clauses;
  return [fact('ClosureNoted', { closedAt }, { authority: [...new Set([...own, ...clauses])] })];
};

export const investigationDecider: Decider<InvestigationCommand & Given, Investigation, InvestigationEvent, Policy> = {
  initial: noInvestigation,
  decide,
  evolve,
};
