import type { ActCatalogue } from '../policy.js';
import { caseFacts } from './case-facts.js';

/** A review or an appeal: what was decided is looked at again, by others. */
export const appeal = {
  service: 'appeal',
  facts: {
    student: caseFacts.student,
    original: { decidedAt: 'string', notifiedAt: 'string', participated: 'bool', penaltyImposed: 'bool' },
    appeal: {
      lodged: 'bool',
      at: 'string',
      admitted: 'bool',
      referred: 'bool',
      decided: 'bool',
      decidedAt: 'string',
      completed: 'bool',
    },
    body: { name: 'string', complete: 'bool' },
  },
  acts: {
    'appeal.lodge': { lodged: { byStudent: 'bool', inWriting: 'bool', groundsGiven: 'bool' } },
    'appeal.admit': {},
    'appeal.refer': {},
    'appeal.convene': {},
    'appeal.invite': { invitation: { at: 'string' } },
    'appeal.decide': { decision: { outcome: 'string', reasonsGiven: 'bool' } },
    'appeal.complete': { letter: { at: 'string' } },
  },
  tables: {},
  tariffs: {},
  choices: {},
} as const satisfies ActCatalogue;
