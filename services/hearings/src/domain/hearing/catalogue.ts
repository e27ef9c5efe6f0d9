import { procedureOf, type ActCatalogue, type FactTypes } from '@probity/policy-packs';

const { hearing } = procedureOf;
export const facts = {
  ...hearing.facts,
  case: { ...hearing.facts.case, noted: 'bool', closed: 'bool', subject: { kind: 'string' } },
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
  tables: {
    deferral: hearing.tables.deferral,
    route: hearing.tables.route,
    'penalty-group': hearing.tables['penalty-group'],
    'compensable-mark': hearing.tables['compensable-mark'],
    'advice-on-group': hearing.tables['advice-on-group'],
  },
  tariffs: {
    outcomes: { subject: { kind: 'string' }, proven: 'bool', sanctionsPolicy: { configured: 'bool' } },
    'malpractice-penalties': hearing.tariffs['malpractice-penalties'],
  },
  choices: hearing.choices,
} as const satisfies ActCatalogue;
