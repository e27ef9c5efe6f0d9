import type { ActCatalogue } from '../policy.js';
import { caseFacts } from './case-facts.js';

/** From an open case to a referral, or to no case. */
export const investigation = {
  service: 'investigation',
  facts: {
    student: caseFacts.student,
    assessment: caseFacts.assessment,
    case: { offence: 'string', category: 'string' },
    evidence: { direct: 'bool' },
    allegation: { put: 'bool', sentAt: 'string', answered: 'bool', accepted: 'bool' },
    meeting: { invited: 'bool', at: 'string', held: 'bool', attended: 'bool' },
    anonymity: { lifted: 'bool' },
    referred: { done: 'bool' },
  },
  acts: {
    /** To a meeting, an interview or a viva, which the pack tells apart by `kind`. */
    'investigation.invite': { invitation: { kind: 'string', at: 'string', purposeGiven: 'bool' } },
    'investigation.record-meeting': { meeting: { kind: 'string', attended: 'bool', outcome: 'string' } },
    'investigation.put-accusation': { accusation: { evidenceEnclosed: 'bool' } },
    'investigation.record-answer': { answer: { accepts: 'bool', at: 'string' } },
    'investigation.recategorise': { recategorised: { category: 'string' } },
    'investigation.lift-anonymity': {},
    'investigation.refer': { referral: { to: 'string' } },
    'investigation.find-no-case': {},
  },
  tables: {},
  tariffs: {},
} as const satisfies ActCatalogue;
