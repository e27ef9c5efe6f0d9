import { isFile } from '@probity/contracts';
import type { Policy } from '@probity/policy-packs';
import { aboutOf, addresseesOf, type Subject } from '@probity/shell';
import type { Appeal } from './domain/appeal/appeal.js';
import type { AppealCommand } from './domain/appeal/commands.js';
import { appealDecider } from './domain/appeal/decisions.js';
import { appealEvents, sentences as appealSentences, type AppealEvent } from './domain/appeal/events.js';
import { anchorsOf, appealCatalogue, appealFacts, rolesOf as rolesOfAppeal } from './domain/appeal/facts.js';
import type { HearingCommand } from './domain/hearing/commands.js';
import { awaits } from './domain/hearing/awaits.js';
import { isByNotice } from './domain/hearing/telling/communication.js';
import { asTold, untold } from './domain/hearing/telling/untold.js';
import { remedyFor } from './domain/hearing/remedy.js';
import { hearingDecider } from './domain/hearing/decider.js';
import { hearingCatalogue, hearingFacts, rolesOf } from './domain/hearing/facts.js';
import {
  hearingEvents,
  hearingUpcasters,
  hearingVersions,
  sentences,
  type Hearing,
  type HearingEvent,
} from './domain/hearing/hearing.js';
import { ownAppeal, ownHearing } from './own-part.js';

/** The one body that considers a case here; another body is another number. */
export const hearingOf = (caseId: string): string => `${caseId}-1`;

/** Here: whoever was not may have been told before. */
const isToldToStudent = ({ steps, letterSentAt, notices }: Exclude<Hearing, { status: 'none' }>): boolean =>
  steps.names.includes('hearing.invite') || letterSentAt !== null || notices.length > 0;

const hearingRoute = 'POST /cases/{case}/hearing';

/** `hearing-<case>-<n>`: a body considers the case and decides finding and action. */
export const hearingSubject: Subject<HearingCommand, Hearing, HearingEvent> = {
  name: 'hearing',
  category: 'hearing',
  decider: hearingDecider,
  events: hearingEvents,
  schemaVersions: hearingVersions,
  upcasters: hearingUpcasters,
  scope: (id) => `case:${id.slice(0, id.lastIndexOf('-'))}`,
  pinned: (hearing) =>
    hearing.status === 'none'
      ? undefined
      : {
          ...{ ...hearing, reference: hearing.noted?.reference ?? null, ...aboutOf(hearing.noted?.subject) },
          ...(isToldToStudent(hearing) && { studentsTold: true }),
        },
  catalogue: hearingCatalogue,
  facts: hearingFacts,
  awaits,
  roles: rolesOf,
  addressees: (state) =>
    state.status === 'none' ? addresseesOf(undefined) : addresseesOf(state.noted?.subject, state.noted?.assessment),
  // The policies name the fact that each deadline here is counted from.
  anchors: () => ({}),
  stands: [
    'ReferralNoted',
    'HistoryNoted',
    'AnswerNoted',
    'MeetingNoted',
    'DeskDecisionNoted',
    'FindingReached',
    'PenaltyDecided',
    'ActionDecided',
    'DecisionCommunicated',
    'DecisionLetterSent',
  ],
  sentences,
  holds: ({ type, data }) => (type === 'LateEvidenceAdmitted' ? data.documents.filter(isFile) : []),
  asTold,
  untold,
  ownPart: ownHearing,
  remedyFor,
  routes: {
    'hearing.convene': `${hearingRoute}/body`,
    'hearing.appoint-member': `${hearingRoute}/members`,
    'hearing.replace-member': `${hearingRoute}/members/{person}/replacement`,
    'hearing.fix-date': `${hearingRoute}/date`,
    'hearing.invite': `${hearingRoute}/invitation`,
    'hearing.serve-evidence': `${hearingRoute}/evidence`,
    'hearing.admit-late-evidence': `${hearingRoute}/late-evidence`,
    'hearing.request-deferral': `${hearingRoute}/deferrals`,
    'hearing.decide-deferral': `${hearingRoute}/deferrals/decision`,
    'hearing.open': `${hearingRoute}/opening`,
    'hearing.suspend': `${hearingRoute}/suspension`,
    'hearing.resume': `${hearingRoute}/resumption`,
    'hearing.decide-finding': `${hearingRoute}/findings`,
    'hearing.release-history': `${hearingRoute}/history-release`,
    'hearing.decide-action': `${hearingRoute}/actions`,
    'hearing.decide-penalty': `${hearingRoute}/penalty`,
    'hearing.confirm': `${hearingRoute}/confirmation`,
    'hearing.communicate': (policy) => `${hearingRoute}/${isByNotice(policy) ? 'decision-notice' : 'decision-letter'}`,
    'hearing.lodge-appeal': 'POST /cases/{case}/appeals',
    'hearing.correct': 'POST /cases/{case}/parts/hearing/corrections',
    '*': 'POST /cases/{case}/steps/{step}',
  },
  idsOfCase: (caseId) => [hearingOf(caseId)],
};

/** Of appeals against what was decided in a case. */
export const appealOf = (caseId: string): string => `${caseId}-1`;
/** Of reviews of the decision itself, where the policy tells these from appeals: one may be asked for beside the other. */
export const reviewOf = (caseId: string): string => `${caseId}-2`;
/** The first that there is takes the steps of the policy's own. */
export const appealsOfCase = (caseId: string): readonly string[] => [reviewOf(caseId), appealOf(caseId)];

/** A review is of the decision itself and an appeal of how it was reached. */
export const tellsApart = (policy: Policy): boolean =>
  policy.act('appeal.lodge')?.acceptable.some(({ holds }) => holds.includes('lodged.kind')) ?? false;

const appealRoute = 'POST /cases/{case}/appeal';

/** `appeal-<case>-<n>`: what was decided is looked at again, by others. It begins with the decision that may be appealed against. */
export const appealSubject: Subject<AppealCommand, Appeal, AppealEvent> = {
  name: 'appeal',
  category: 'appeal',
  decider: appealDecider,
  events: appealEvents,
  schemaVersions: {},
  upcasters: {},
  scope: (id) => `case:${id.slice(0, id.lastIndexOf('-'))}`,
  pinned: (appeal) => (appeal.status === 'none' ? undefined : { ...appeal, ...aboutOf(appeal.subject) }),
  catalogue: appealCatalogue,
  facts: appealFacts,
  roles: rolesOfAppeal,
  addressees: (appeal) =>
    appeal.status === 'none' ? addresseesOf(undefined) : addresseesOf(appeal.subject, appeal.assessment),
  anchors: anchorsOf,
  stands: ['OriginalNoted', 'AppealDecided', 'ActionVaried'],
  sentences: appealSentences,
  ownPart: ownAppeal,
  routes: {
    'appeal.lodge': 'POST /cases/{case}/appeals',
    'appeal.admit': `${appealRoute}/admission`,
    'appeal.decline': `${appealRoute}/refusal`,
    'appeal.refer': `${appealRoute}/referral`,
    'appeal.convene': `${appealRoute}/body`,
    'appeal.invite': `${appealRoute}/invitation`,
    'appeal.decide': `${appealRoute}/decision`,
    'appeal.complete': `${appealRoute}/completion`,
    'appeal.correct': 'POST /cases/{case}/parts/appeal/corrections',
    '*': 'POST /cases/{case}/steps/{step}',
  },
  variant: (id, policy) => (tellsApart(policy) ? (id.endsWith('-2') ? 'review' : 'appeal') : null),
  idsOfCase: appealsOfCase,
};
