import { procedureOf, type ActCatalogue, type FactTypes } from '@probity/policy-packs';

const { hearing } = procedureOf;
/** Nobody tells this service of these: a rule that reads them stops, and names them. */
const { answer: _, form: __, attempts: ___, earlierRules: ____, ...supplied } = hearing.facts;

export const facts = {
  ...supplied,
  case: { ...supplied.case, noted: 'bool', closed: 'bool', subject: { kind: 'string' } },
  report: { signedOff: 'bool' },
  action: { decided: 'bool' },
} as const satisfies FactTypes;

/** What the rules on a hearing may read, and what each of its acts adds. */
export const hearingCatalogue = {
  service: hearing.service,
  facts,
  acts: {
    ...hearing.acts,
    'hearing.decide-finding': {
      ...hearing.acts['hearing.decide-finding'],
      findings: {
        unanswered: 'list<string>',
        unknown: 'list<string>',
        repeated: 'list<string>',
        unreasoned: 'list<string>',
        unsupported: 'list<string>',
        departing: 'list<string>',
      },
      evidence: { unknown: 'list<string>' },
    },
    'hearing.decide-action': {
      actions: { unknown: 'list<string>', uncounted: 'list<string>' },
      aims: { unknown: 'list<string>' },
      rationale: { given: 'bool' },
    },
    'hearing.communicate': {
      ...hearing.acts['hearing.communicate'],
      recipient: { part: 'string', implicated: 'bool' },
    },
    'hearing.lodge-appeal': {
      appeal: { party: 'string', groundsGiven: 'bool' },
      appealsPolicy: { configured: 'bool' },
    },
    'hearing.correct': { correction: { found: 'bool', reasonGiven: 'bool' } },
  },
  tables: { deferral: hearing.tables.deferral },
  tariffs: {
    outcomes: { subject: { kind: 'string' }, proven: 'bool', sanctionsPolicy: { configured: 'bool' } },
    'malpractice-penalties': hearing.tariffs['malpractice-penalties'],
  },
} as const satisfies ActCatalogue;
