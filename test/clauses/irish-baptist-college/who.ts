import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, toCommittee } from './facts.js';
import { allows, isDue, isFor } from './rulings.js';
import { onForm, poor, suspected } from './investigation-states.js';

const poorCategory = {
  category: {
    ...{ known: true, described: true, classification: 'poor-practice', offences: ['close-paraphrase'] },
    extentLimited: true,
  },
};

/** Clauses 31 to 34: who deals with what. */
export const whoTests: readonly ClauseTest[] = [
  clause('IBC-31', 'poor academic practice is dealt with by individual lecturers', (policy) => {
    allows(policy, 'report.handle-locally', [poor, done({ feedbackForm: {} })]);
    isFor(
      policy,
      'report.handle-locally',
      ['lecturer'],
      ['director-of-training', 'principal', 'registrar', 'invigilator'],
    );
    allows(policy, 'report.open-case', onForm).refused(
      { report: { classification: 'poor-practice' }, step: { reiterateSeriousness: { done: true } } },
      'not-poor-practice-alone',
      'IBC-31',
    );
    allows(policy, 'report.open-case', onForm).refused(
      { report: { handledLocally: true } },
      'not-dealt-with',
      'IBC-31',
    );
    allows(policy, 'report.categorise', [poor, poorCategory])
      .refused({ report: { handledLocally: true } }, 'not-dealt-with', 'IBC-31')
      .refused({ report: { cases: 1 } }, 'not-dealt-with', 'IBC-32');
  }),
  clause('IBC-32', 'all suspected malpractice is referred to the Director of Training', (policy) => {
    isFor(policy, 'report.submit', ['lecturer', 'examiner', 'invigilator'], ['student-representative']);
    isFor(policy, 'report.open-case', ['director-of-training'], ['lecturer', 'principal', 'registrar']);
    allows(policy, 'report.submit', { said: { whatHappened: true } })
      .refused({ said: { whatHappened: false } }, 'says-what-happened', 'IBC-32')
      .refused({ report: { submitted: true } }, 'new-report', 'IBC-32');
    allows(policy, 'report.open-case', onForm).refused(
      { step: { lecturerReportForm: { done: false } } },
      'referred-on-a-form',
      'IBC-32',
    );
    allows(policy, 'report.open-case', [...onForm, { report: { students: 1 }, subject: { named: true } }]).refused(
      { subject: { named: false } },
      'named-in-the-referral',
      'IBC-32',
    );
    const recipients = policy.table('referral-recipients', { student: { career: 'undergraduate' } }).rows;
    assert.deepEqual(
      recipients.map(({ then }) => then['to']),
      ['director-of-training'],
    );
  }),
  clause('IBC-32', 'the Principal designates the officer, on record', (policy) => {
    isFor(policy, 'investigation.designate-substitute', ['principal'], ['director-of-training', 'registrar']);
    allows(policy, 'investigation.designate-substitute', { field: { officer: 'A colleague' } }).refused(
      { field: { officer: '' } },
      'somebody-named',
      'IBC-32',
    );
    const designates = { field: 'officer', as: 'director-of-training' };
    assert.deepEqual(policy.step('investigation.designate-substitute')?.designates, designates);
  }),
  clause('IBC-32', 'whoever is away has somebody stand in for their own office', (policy) => {
    const offices = ['director-of-training', 'principal', 'registrar'];
    isFor(policy, 'investigation.delegate', offices, ['lecturer', 'director-substitute']);
    const own: Facts = { delegation: { office: 'registrar', own: true } };
    const director = { delegation: { office: 'director-of-training', own: false } };
    allows(policy, 'investigation.delegate', own)
      .allowed({ actor: { offices: ['principal'] }, ...director })
      .refused({ delegation: { own: false } }, 'own-office', 'IBC-32')
      .refused({ actor: { offices: ['registrar'] }, ...director }, 'own-office', 'IBC-32')
      .refused(
        { actor: { offices: ['principal'] }, delegation: { office: 'registrar', own: false } },
        'own-office',
        'IBC-32',
      );
  }),
  clause('IBC-8.5', 'nobody with a conflict of interest is designated, or stands in', (policy) => {
    allows(policy, 'investigation.designate-substitute', { field: { officer: 'A colleague' } })
      .allowed({ declarations: { conflicted: ['Somebody else'] } })
      .refused({ declarations: { conflicted: ['A colleague'] } }, 'unbiased-officer', 'IBC-8.5');
    allows(policy, 'investigation.delegate', { delegation: { own: true } }).refused(
      { delegation: { conflicted: true } },
      'unbiased',
      'IBC-8.5',
    );
  }),
  clause('IBC-31', 'what the lecturer has dealt with, or is a case, is not categorised anew', (policy) => {
    const plagiarised = {
      category: { known: true, described: true, classification: 'malpractice', offences: ['plagiarism'] },
    };
    allows(policy, 'report.categorise', plagiarised)
      .refused({ report: { handledLocally: true } }, 'not-dealt-with', 'IBC-31')
      .refused({ report: { cases: 1 } }, 'not-dealt-with', 'IBC-31');
    allows(policy, 'report.open-case', onForm).refused(
      { report: { handledLocally: true } },
      'not-dealt-with',
      'IBC-31',
    );
  }),
  clause('IBC-33.1', 'the malpractice procedure is conducted through the Special Cases Committee', (policy) => {
    allows(policy, 'investigation.refer', toCommittee).refused(
      { referral: { to: 'principal' } },
      'to-the-committee',
      'IBC-33.1',
    );
  }),
  clause(
    'IBC-33.2',
    'the Director of Training or the Principal reiterates the seriousness of poor practice',
    (policy) => {
      const form = done({ feedbackForm: {} });
      isFor(policy, 'report.reiterate-seriousness', ['director-of-training', 'principal'], ['lecturer', 'registrar']);
      assert.deepEqual(allows(policy, 'report.handle-locally', [poor, form]).ruling.follows, [
        'report.reiterate-seriousness',
      ]);
      assert.equal(isDue(policy, 'report.reiterate-seriousness', poor, form), true);
      assert.equal(isDue(policy, 'report.reiterate-seriousness', suspected), false);
      allows(policy, 'report.open-case', [
        poor,
        { student: { earlierPoorPractice: true } },
        done({ reiterateSeriousness: {} }),
      ]).refused({ step: { reiterateSeriousness: { done: false } } }, 'seriousness-reiterated', 'IBC-33.2');
    },
  ),
  clause('IBC-33.3', 'repeated poor practice goes on to the Committee', (policy) => {
    allows(policy, 'report.handle-locally', [poor, done({ feedbackForm: {} })]).refused(
      { student: { earlierPoorPractice: true } },
      'not-repeated',
      'IBC-33.3',
    );
    allows(policy, 'report.open-case', [
      poor,
      { student: { earlierPoorPractice: true } },
      done({ reiterateSeriousness: {} }),
    ]);
  }),
  clause('IBC-34', 'a serious first offence may be referred directly, in exceptional circumstances', (policy) => {
    const recommendation = {
      field: { serious: true, firstOffence: true, circumstances: 'The student leaves the country.' },
    };
    allows(policy, 'investigation.recommend-direct-referral', recommendation)
      .refused({ field: { serious: false } }, 'serious-first-offence', 'IBC-34')
      .refused({ field: { firstOffence: false } }, 'serious-first-offence', 'IBC-34')
      .refused({ field: { circumstances: ' ' } }, 'exceptional', 'IBC-34');
    isFor(policy, 'investigation.recommend-direct-referral', ['director-of-training'], ['principal', 'lecturer']);
    const steps = { done: ['investigation.recommend-direct-referral'] };
    allows(policy, 'investigation.refer', [toCommittee, { assessment: { kind: 'examination' }, steps }]).refused(
      { referral: { to: 'principal' } },
      'to-the-committee',
      'IBC-33.1',
    );
  }),
  clause('IBC-36.2', 'malpractice is always referred: no lecturer closes it', (policy) => {
    allows(policy, 'report.handle-locally', [poor, done({ feedbackForm: {} })]).refused(
      { report: { classification: 'malpractice' } },
      'poor-practice-only',
      'IBC-36.2',
    );
    assert.equal(isDue(policy, 'report.open-case', suspected), true);
  }),
];
