import { clause, type ClauseTest } from '../clause-test.js';
import { done } from './facts.js';
import { allows, isFor } from './rulings.js';

const staff = ['director-of-training', 'director-substitute', 'principal', 'registrar', 'lecturer', 'examiner'];

/** Of every part of a case: what is on record is right, and whoever decides has said what stands in the way. */
export const recordTests: readonly ClauseTest[] = [
  clause('IBC-113.2', 'what was recorded wrongly is corrected, and the correction says why', (policy) => {
    for (const part of ['report', 'investigation', 'hearing', 'sanctions']) {
      allows(policy, `${part}.correct`, { correction: { found: true, reasonGiven: true } })
        .refused({ correction: { found: false } }, 'fact-exists', 'IBC-113.2')
        .refused({ correction: { reasonGiven: false } }, 'correction-reasoned', 'IBC-113.2');
      isFor(policy, `${part}.correct`, ['registrar', 'director-of-training', 'principal'], ['lecturer', 'student']);
    }
  }),
  clause('IBC-124.1', 'a case is not closed while an appeal has not come to its end', (policy) => {
    const ready = { file: { caseOpened: true, communicated: true } };
    allows(policy, 'file.close', [ready, done({ enterInRecord: {} })]).refused(
      { file: { appealOpen: true } },
      'procedures-completed',
      'IBC-124.1',
    );
  }),
  clause('IBC-8.5', 'each says for themselves whether there is a conflict of interest', (policy) => {
    allows(policy, 'investigation.declare-involvement', { declaration: { own: true } }).refused(
      { declaration: { own: false } },
      'own-declaration',
      'IBC-8.5',
    );
    const all = [...staff, 'teaching-staff', 'professional-staff'];
    isFor(policy, 'investigation.declare-involvement', all, ['student-representative']);
  }),
];
