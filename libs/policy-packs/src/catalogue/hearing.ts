import type { ActCatalogue } from '../policy.js';
import { caseFacts } from './case-facts.js';

/** A body considers a case: a hearing, a meeting on papers, or one person at a desk. */
export const hearing = {
  service: 'hearing',
  facts: {
    student: caseFacts.student,
    assessment: caseFacts.assessment,
    case: { offence: 'string', category: 'string', provisionalCategory: 'string' },
    body: { name: 'string', form: 'string', complete: 'bool' },
    sitting: {
      fixed: 'bool',
      at: 'string',
      invited: 'bool',
      served: 'bool',
      opened: 'bool',
      suspended: 'bool',
      online: 'bool',
    },
    presence: { expected: 'bool', studentPresent: 'bool' },
    deferral: { requested: 'bool', granted: 'bool' },
    history: { released: 'bool' },
    finding: { reached: 'bool', proven: 'bool', confirmed: 'bool', at: 'string' },
    penalty: { decided: 'bool' },
    decision: { communicated: 'bool' },
  },
  acts: {
    'hearing.convene': { convened: { body: 'string' } },
    'hearing.appoint-member': {},
    'hearing.replace-member': {},
    'hearing.fix-date': { date: { at: 'string' } },
    'hearing.invite': { invitation: { at: 'string', companionTold: 'bool', statementTold: 'bool' } },
    'hearing.serve-evidence': { served: { to: 'string', sameForAll: 'bool' } },
    'hearing.request-deferral': { request: { ground: 'string', at: 'string', evidenced: 'bool' } },
    'hearing.decide-deferral': { decision: { granted: 'bool' } },
    'hearing.open': { attending: { student: 'bool', companion: 'string' } },
    'hearing.admit-late-evidence': {},
    'hearing.suspend': {},
    'hearing.decide-finding': { breach: { found: 'bool', standard: 'string', category: 'string' } },
    'hearing.release-history': {},
    'hearing.decide-penalty': { penalty: { reasonsGiven: 'bool' } },
    'hearing.confirm': {},
    'hearing.communicate': { letter: { at: 'string' } },
  },
  tables: {},
  tariffs: {},
  choices: {},
} as const satisfies ActCatalogue;
