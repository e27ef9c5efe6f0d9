import { nothingTaken, stepsTakenFacts } from '@probity/contracts';
import { aboutOf, addresseesOf, type Subject } from '@probity/shell';
import {
  certificateEvents,
  certificateSentences,
  effectUpcasters,
  effectVersions,
  type Certificate,
  type CertificateEvent,
} from './domain/certificate/certificate.js';
import {
  certificateCatalogue,
  certificateDecider,
  certificateFacts,
  type CertificateCommand,
} from './domain/certificate/decisions.js';
import type { SanctionsCommand } from './domain/sanctions/commands.js';
import { sanctionsDecider } from './domain/sanctions/decisions.js';
import { anchors, daysNamed, rolesOf, sanctionsCatalogue, sanctionsFacts } from './domain/sanctions/facts.js';
import { subjectCatalogue, subjectDecider, type KeepRecord } from './domain/subject/decisions.js';
import {
  subjectEvents,
  subjectSentences,
  type Subject as Person,
  type SubjectEvent,
} from './domain/subject/subject.js';
import { ownPart } from './own-part.js';
import { sanctionsEvents, sentences, type Sanctions, type SanctionsEvent } from './domain/sanctions/sanctions.js';

/** `sanctions-<case>`: what was decided, put into effect and followed to the end; and what is held before. */
export const sanctionsSubject: Subject<SanctionsCommand, Sanctions, SanctionsEvent> = {
  name: 'sanctions',
  category: 'sanctions',
  decider: sanctionsDecider,
  events: sanctionsEvents,
  schemaVersions: effectVersions,
  upcasters: effectUpcasters,
  scope: (id) => `case:${id}`,
  pinned: (sanctions) =>
    sanctions.status === 'none'
      ? undefined
      : { ...sanctions, reference: sanctions.noted?.reference ?? null, ...aboutOf(sanctions.noted?.subject) },
  catalogue: sanctionsCatalogue,
  facts: sanctionsFacts,
  roles: rolesOf,
  addressees: (state) =>
    state.status === 'none' ? addresseesOf(undefined) : addresseesOf(state.noted?.subject, state.noted?.assessment),
  anchors,
  daysNamed,
  stands: [
    'EffectsDue',
    'EffectsVaried',
    'HistoryTaken',
    'InstructionIssued',
    'CourseGiven',
    'CourseOutcomeConfirmed',
    'CourseEnded',
  ],
  sentences,
  ownPart,
  routes: {
    'sanctions.withhold-certificates': 'POST /cases/{case}/sanctions/holds',
    'sanctions.review-hold': 'POST /cases/{case}/sanctions/holds/{hold}/review',
    'sanctions.impose-interim': 'POST /cases/{case}/sanctions/interim',
    'sanctions.end-interim': 'POST /cases/{case}/sanctions/interim/{interim}/end',
    'sanctions.put-into-effect': 'POST /cases/{case}/sanctions/effects',
    'sanctions.invalidate-certificates': 'POST /cases/{case}/sanctions/invalidations',
    'sanctions.enter-course-result': 'POST /cases/{case}/sanctions/course-results',
    'sanctions.record-consent': 'POST /cases/{case}/sanctions/consents',
    'sanctions.request-return': 'POST /cases/{case}/sanctions/returns',
    'sanctions.record-confirmation': 'POST /cases/{case}/sanctions/confirmations',
    'sanctions.correct': 'POST /cases/{case}/parts/sanctions/corrections',
    '*': 'POST /cases/{case}/steps/{step}',
  },
  idsOfCase: (caseId) => [caseId],
};

/** `subject-<keyed hash of the register's id>`: a person's history at one institution, which outlives a case. */
export const subjectSubject: Subject<KeepRecord, Person, SubjectEvent> = {
  name: 'subject',
  category: 'subject',
  decider: subjectDecider,
  events: subjectEvents,
  schemaVersions: {},
  upcasters: {},
  scope: (keyedHash) => `subject:${keyedHash}`,
  pinned: (subject) =>
    subject.status === 'none'
      ? undefined
      : { institution: subject.institution, policy: subject.policy, case: null, reference: null },
  catalogue: subjectCatalogue,
  facts: (_, { actor }) => ({ actor: { offices: actor.offices, roles: [] }, ...stepsTakenFacts(nothingTaken) }),
  roles: () => ({}),
  anchors: () => ({}),
  stands: ['OffenceRecorded', 'PenaltiesRecorded', 'CourseEnded'],
  sentences: subjectSentences,
  routes: {},
  idsOfCase: () => [],
};

export const certificateScope = (keyedHash: string): string => `certificate:${keyedHash}`;

/** `certificate-<keyed hash of its number>`: what became of a certificate, whichever case did it. */
export const certificateSubject: Subject<CertificateCommand, Certificate, CertificateEvent> = {
  name: 'certificate',
  category: 'certificate',
  decider: certificateDecider,
  events: certificateEvents,
  schemaVersions: effectVersions,
  upcasters: effectUpcasters,
  scope: certificateScope,
  pinned: (certificate) =>
    certificate.status === 'none' ? undefined : { ...certificate, case: null, reference: null },
  catalogue: certificateCatalogue,
  facts: (certificate, given) => certificateFacts(certificate, given),
  roles: () => ({}),
  anchors: () => ({}),
  sentences: certificateSentences,
  routes: { 'certificate.reissue': 'POST /certificates/{number}/reissues' },
  idsOfCase: () => [],
};
