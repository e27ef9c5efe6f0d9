import type { Decided } from '@probity/decider';
import { decideDeferral, requestDeferral } from './deferral.js';
import type { HearingEvent } from './hearing.js';
import type { Deciding } from './rule.js';
import type { SittingCommand } from './sitting-commands.js';
import * as decisions from './sitting-decisions.js';

/** What leads to the sitting, and the sitting itself. */
export const decideSitting = (command: SittingCommand, deciding: Deciding): readonly Decided<HearingEvent>[] => {
  switch (command.type) {
    case 'ConveneBody':
      return decisions.conveneBody(command, deciding);
    case 'AppointMember':
      return decisions.appointMember(command, deciding);
    case 'ReplaceMember':
      return decisions.replaceMember(command, deciding);
    case 'DeclareInterest':
      return decisions.declareInterest(command, deciding);
    case 'FixDate':
      return decisions.fixDate(command, deciding);
    case 'InviteStudent':
      return decisions.inviteStudent(command, deciding);
    case 'ServeEvidence':
      return decisions.serveEvidence(command, deciding);
    case 'AdmitLateEvidence':
      return decisions.admitLateEvidence(command, deciding);
    case 'RequestDeferral':
      return requestDeferral(command, deciding);
    case 'DecideDeferral':
      return decideDeferral(command, deciding);
    case 'NoteAbsence':
      return decisions.noteAbsence(command, deciding);
    case 'OpenHearing':
      return decisions.openHearing(command, deciding);
    case 'SuspendHearing':
      return decisions.suspendHearing(command, deciding);
    case 'ResumeHearing':
      return decisions.resumeHearing(command, deciding);
  }
};
