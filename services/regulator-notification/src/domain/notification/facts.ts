import { nothingTaken, stepsTakenFacts } from '@probity/contracts';
import type { Given } from '@probity/decider';
import type { ActCatalogue, FactsOf, FactTypes } from '@probity/policy-packs';
import { findingOf, notedOf, type Notification } from './notification.js';

const facts = {
  notification: {
    caseOpened: 'bool',
    caseClosed: 'bool',
    subjectKind: 'string',
    assessed: 'bool',
    adverseEffect: 'bool',
    fraudSuspected: 'bool',
    /** Regulators have been notified, and the notification was not closed since. */
    open: 'bool',
    policeConsidered: 'bool',
    reportAvailable: 'bool',
    noCase: 'bool',
    findingReached: 'bool',
    proven: 'bool',
  },
} as const satisfies FactTypes;

const limb = { reasoned: 'bool' } as const;
const limbFlags = { applies: 'bool', likely: 'bool' } as const;

/** What the rules on telling outsiders may read, and what each act adds. */
export const notificationCatalogue = {
  service: 'notification',
  facts,
  acts: {
    'notification.assess-adverse-effect': {
      limbs: { prejudice: limb, compliance: limb, standards: limb, confidence: limb },
      effect: { met: 'bool', qualifications: 'double', regulatorsKnown: 'bool' },
    },
    'notification.update': { update: { progressGiven: 'bool', nextIsAhead: 'bool', onTime: 'bool' } },
    'notification.close': { closure: { reasonGiven: 'bool' } },
    'notification.consider-police': { police: { reasonGiven: 'bool' } },
    'notification.note-prosecution': { prosecution: { detailGiven: 'bool' } },
    'notification.acknowledge': { entry: { own: 'bool' } },
    'notification.correct': { correction: { found: 'bool', reasonGiven: 'bool' } },
  },
  tables: {
    'adverse-effect': { prejudice: limbFlags, compliance: limbFlags, standards: limbFlags, confidence: limbFlags },
    'regulators-told': { adverseEffect: 'bool', regulators: 'list<string>' },
  },
  tariffs: {},
} as const satisfies ActCatalogue;

export const notificationFacts = (file: Notification, { actor, at }: Pick<Given, 'actor' | 'at'>) => ({
  actor: { offices: actor.offices, roles: [] },
  ...stepsTakenFacts(file.status === 'none' ? nothingTaken : file.steps),
  asked: { at },
  notification: stateFacts(file),
});

const stateFacts = (file: Notification): FactsOf<typeof facts>['notification'] => {
  const known = file.status === 'none' ? undefined : file;
  const assessments = known?.assessments ?? [];
  const [opening] = notedOf(file, 'CaseOpeningNoted');
  const finding = findingOf(file);
  return {
    caseOpened: opening !== undefined,
    caseClosed: notedOf(file, 'CaseClosureNoted').length > 0,
    subjectKind: opening?.subjectKind ?? '',
    assessed: assessments.length > 0,
    adverseEffect: assessments.some(({ met }) => met),
    fraudSuspected: assessments.some(({ fraudSuspected }) => fraudSuspected),
    open: known !== undefined && known.notified.length > 0 && known.closed === null,
    policeConsidered: known !== undefined && known.police !== null,
    reportAvailable: notedOf(file, 'FinalReportNoted').length > 0,
    noCase: notedOf(file, 'NoCaseNoted').length > 0,
    findingReached: finding !== undefined,
    proven: finding?.proven ?? false,
  };
};
