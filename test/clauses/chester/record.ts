import { clause, type ClauseTest } from '../clause-test.js';
import { allows, isFor } from './rulings.js';

/** Of every part of a case. */
export const recordTests: readonly ClauseTest[] = [
  clause('UC-5.6.2', 'what is held is corrected where it is wrong, and the correction says why', (policy) => {
    for (const part of ['report', 'investigation', 'hearing', 'sanctions']) {
      allows(policy, `${part}.correct`, { correction: { found: true, reasonGiven: true } })
        .refused({ correction: { found: false } }, 'fact-exists', 'UC-5.6.2')
        .refused({ correction: { reasonGiven: false } }, 'correction-reasoned', 'UC-5.6.2');
      isFor(policy, `${part}.correct`, ['aqss', 'senior-assistant-registrar'], ['examiner', 'registry']);
    }
    isFor(policy, 'investigation.correct', ['manager'], []);
  }),
];
