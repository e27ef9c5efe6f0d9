import type { Decided } from '@probity/decider';
import { decideDeferral, requestDeferral } from './deferral.js';
import type { HearingEvent } from '../hearing.js';
import type { Deciding } from '../rule.js';
import type { SittingCommand } from './commands.js';
import * as forming from './forming.js';
import * as holding from './holding.js';

/** What leads to the sitting, and the sitting itself. */
export const decideSitting = (command: SittingCommand, deciding: Deciding): readonly Decided<HearingEvent>[] => {
  switch (command.type) {
    case 'ConveneBody':
      return forming.conveneBody(command, deciding);
    case 'AppointMember':
      return forming.appointMember(command, deciding);
    case 'ReplaceMember':
      return forming.replaceMember(command, deciding);
    case 'DeclareInterest':
      return forming.declareInterest(command, deciding);
    case 'FixDate':
      return holding.fixDate(command, deciding);
    case 'InviteStudent':
      return holding.inviteStudent(command, deciding);
    case 'ServeEvidence':
      return holding.serveEvidence(command, deciding);
    case 'AdmitLateEvidence':
      return holding.admitLateEvidence(command, deciding);
    case 'RequestDeferral':
      return requestDeferral(command, deciding);
    case 'DecideDeferral':
      return decideDeferral(command, deciding);
    case 'NoteAbsence':
      return holding.noteAbsence(command, deciding);
    case 'OpenHearing':
      return holding.openHearing(command, deciding);
    case 'SuspendHearing':
      return holding.suspendHearing(command, deciding);
    case 'ResumeHearing':
      return holding.resumeHearing(command, deciding);
  }
};
