import { isFile } from '@probity/contracts';
import { aboutOf, addresseesOf, type Subject } from '@probity/shell';
import type { InvestigationCommand } from './domain/investigation/commands.js';
import { investigationDecider } from './domain/investigation/decisions.js';
import {
  investigationEvents,
  investigationUpcasters,
  investigationVersions,
  sentences,
  type InvestigationEvent,
} from './domain/investigation/events.js';
import {
  centreNoticeOn,
  investigationCatalogue,
  investigationFacts,
  nextReplyOn,
} from './domain/investigation/facts.js';
import type { Investigation } from './domain/investigation/investigation.js';
import { rolesOf } from './domain/investigation/parts.js';
import { ownPart } from './own-part.js';

const path = 'POST /cases/{case}/investigation';

/** The files that are first named here. */
const holds = ({ type, data }: InvestigationEvent): readonly string[] => {
  if (type === 'EvidenceAdded') return [data.digest];
  if (type === 'AccusationPut') return data.evidence.filter(isFile);
  return type === 'CaseReferred' ? data.enclosed.filter(isFile) : [];
};

/** `investigation-<case>`: who is accountable and who leads, what was gathered and answered, and the report. */
export const investigationSubject: Subject<InvestigationCommand, Investigation, InvestigationEvent> = {
  name: 'investigation',
  category: 'investigation',
  decider: investigationDecider,
  events: investigationEvents,
  schemaVersions: investigationVersions,
  upcasters: investigationUpcasters,
  scope: (id) => `case:${id}`,
  pinned: (state) =>
    state.status === 'none'
      ? undefined
      : {
          ...state,
          ...aboutOf(state.subject),
          ...(state.subject.kind === 'student' && { studentsTold: state.studentTold }),
        },
  catalogue: investigationCatalogue,
  facts: investigationFacts,
  roles: rolesOf,
  addressees: (state) =>
    state.status === 'none' ? addresseesOf(undefined) : addresseesOf(state.subject, state.assessment),
  anchors: (state) =>
    state.status === 'none'
      ? {}
      : { 'start-investigation': state.reportReceivedAt, 'report-response': state.findings.served?.servedAt },
  daysNamed: (state) =>
    state.status === 'none'
      ? {}
      : { 'investigation.record-reply': nextReplyOn(state), 'investigation.notify': centreNoticeOn(state) },
  sentences,
  ownPart,
  holds,
  routes: {
    'investigation.assign-manager': `${path}/manager`,
    'investigation.declare-involvement': `${path}/declarations`,
    'investigation.assign-lead': `${path}/lead`,
    'investigation.start': `${path}/start`,
    'investigation.name-implicated': `${path}/implicated`,
    'investigation.notify': `${path}/notices`,
    'investigation.request-information': `${path}/requests`,
    'investigation.record-reply': `${path}/requests/{request}/reply`,
    'investigation.add-evidence': `${path}/evidence`,
    'investigation.record-interview': `${path}/interviews`,
    'investigation.raise-issue': `${path}/issues`,
    'investigation.answer-issue': `${path}/issues/{issue}/answer`,
    'investigation.reclassify': `${path}/classification`,
    'investigation.find-sufficient-evidence': `${path}/sufficient-evidence`,
    'investigation.draft-report': `${path}/report/drafts`,
    'investigation.serve-draft': `${path}/report/served`,
    'investigation.record-response': `${path}/report/response`,
    'investigation.finalise-report': `${path}/report/final`,
    'investigation.sign-off': `${path}/report/sign-off`,
    'investigation.record-lessons': `${path}/lessons`,
    'investigation.invite': `${path}/invitations`,
    'investigation.record-meeting': `${path}/meetings`,
    'investigation.put-accusation': `${path}/accusation`,
    'investigation.record-answer': `${path}/answer`,
    'investigation.recategorise': `${path}/category`,
    'investigation.lift-anonymity': `${path}/anonymity`,
    'investigation.refer': `${path}/referral`,
    'investigation.find-no-case': `${path}/no-case`,
    'investigation.delegate': 'POST /cases/{case}/delegations',
    'investigation.correct': 'POST /cases/{case}/parts/investigation/corrections',
    '*': 'POST /cases/{case}/steps/{step}',
  },
  idsOfCase: (caseId) => [caseId],
};
