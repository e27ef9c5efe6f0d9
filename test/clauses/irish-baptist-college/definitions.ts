import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done } from './facts.js';
import { allows, codesOf } from './rulings.js';

const category = (classification: string, ...offences: readonly string[]): Facts => ({
  report: { submitted: true, inScope: true },
  category: { known: true, described: true, classification, offences, extentLimited: true },
});

/** By its code, with words that it goes by. */
const isOffence = (policy: Policy, code: string, of: string, on: string, ...words: readonly string[]): void => {
  const offence = policy.offence(code);
  assert.ok(offence);
  assert.ok(offence.clauses.includes(on), `${code} rests on ${on}`);
  assert.ok(offence.category.startsWith(of));
  for (const word of words) assert.match([offence.title, ...offence.synonyms].join(), new RegExp(word, 'i'));
};

const listedOn = (policy: Policy, on: string): readonly string[] =>
  policy.offences.filter(({ clauses }) => clauses.includes(on)).map(({ code }) => code);

const scope: readonly Facts[] = [
  { report: { submitted: true, about: 'assessment' } },
  { assessment: { kind: 'coursework', requiredForAward: true, formative: false }, scope: { inScope: true } },
];

/** Clauses 10 to 11. */
export const scopeTests: readonly ClauseTest[] = [
  clause('IBC-10.1', 'applies to assessments that must be completed for a Higher Education award', (policy) => {
    allows(policy, 'report.decide-scope', scope)
      .refused({ assessment: { requiredForAward: false } }, 'for-an-award', 'IBC-10.1')
      .allowed({ assessment: { requiredForAward: false }, scope: { inScope: false } });
    const taken = { report: { submitted: true, inScope: true, classification: 'malpractice' } };
    allows(policy, 'report.open-case', [taken, done({ lecturerReportForm: {} })]).refused(
      { report: { inScope: false } },
      'in-scope',
      'IBC-10.1',
    );
  }),
  clause('IBC-10.2', 'formative work is expressly excluded', (policy) => {
    allows(policy, 'report.decide-scope', scope)
      .refused({ assessment: { formative: true } }, 'not-formative', 'IBC-10.2')
      .allowed({ assessment: { formative: true }, scope: { inScope: false } });
  }),
  clause('IBC-11', 'applies whatever form the assessment takes', (policy) => {
    for (const kind of ['coursework', 'examination', 'thesis', 'group', 'portfolio', 'wiki']) {
      allows(policy, 'report.decide-scope', [...scope, { assessment: { kind } }]).refused(
        { scope: { inScope: false } },
        'whatever-form',
        'IBC-11',
      );
    }
  }),
];

/** Clauses 12 to 24. */
export const definitionTests: readonly ClauseTest[] = [
  clause(
    'IBC-12',
    'malpractice is any activity likely to undermine integrity: what is not listed is described',
    (policy) => {
      isOffence(policy, 'other-malpractice', 'malpractice', 'IBC-12', 'unearned credit');
      assert.equal(policy.offence('other-malpractice')?.needsDescription, true);
      allows(policy, 'report.categorise', category('malpractice', 'other-malpractice'))
        .refused({ category: { described: false } }, 'other-described', 'IBC-12')
        .refused({ category: { known: false } }, 'known-offence', 'IBC-12');
      assert.equal(policy.word('misconduct'), 'academic malpractice');
    },
  ),
  clause('IBC-13', 'plagiarism, intentional or unwitting', (policy) => {
    isOffence(policy, 'plagiarism', 'malpractice', 'IBC-13', 'unwittingly', 'without acknowledgement');
    allows(policy, 'report.categorise', category('malpractice', 'plagiarism'));
  }),
  clause('IBC-14', 'self-plagiarism, but for a resubmission of the same component in the same module', (policy) => {
    isOffence(policy, 'self-plagiarism', 'malpractice', 'IBC-14', 'different assessment');
    const compared = (sameComponent: boolean, sameModule: boolean, prohibited: boolean) => ({
      step: { compareEarlierWork: { done: true, sameComponent, sameModule, prohibited } },
    });
    allows(policy, 'report.categorise', [category('malpractice', 'self-plagiarism'), compared(false, false, false)])
      .refused(compared(true, true, false), 'resubmission-exempt', 'IBC-14')
      .allowed(compared(true, true, true))
      .allowed(compared(true, false, false))
      .allowed(compared(false, true, false))
      .refused({ step: { compareEarlierWork: { done: false } } }, 'earlier-work-compared', 'IBC-14');
  }),
  clause('IBC-15', 'collusion: copier and provider are both liable, each with a case', (policy) => {
    isOffence(policy, 'collusion', 'malpractice', 'IBC-15', 'copying', 'providing');
    const colluded = {
      report: { submitted: true, inScope: true, classification: 'malpractice', offences: ['collusion'] },
    };
    allows(policy, 'report.open-case', [colluded, done({ lecturerReportForm: {}, nameParticipants: {} })])
      .allowed({ report: { cases: 1 } })
      .allowed({ report: { students: 1 }, subject: { named: false } })
      .refused({ subject: { alreadyOpen: true } }, 'one-case-a-student', 'IBC-15')
      .allowed({ report: { students: 1 } })
      .refused({ step: { nameParticipants: { done: false } } }, 'both-named', 'IBC-15');
    const faked = { report: { submitted: true, inScope: true, classification: 'malpractice', students: 1 } };
    allows(policy, 'report.open-case', [faked, done({ lecturerReportForm: {} }), { subject: { named: true } }]).refused(
      { subject: { named: false } },
      'named-in-the-referral',
      'IBC-15',
    );
    allows(policy, 'report.name-participants', { field: { copier: 'A', provider: 'B' } })
      .refused({ field: { provider: '' } }, 'both', 'IBC-15')
      .refused({ field: { copier: ' ' } }, 'both', 'IBC-15');
  }),
  clause(
    'IBC-16',
    'collaboration is allowed where it is part of the programme and contributions can be told',
    (policy) => {
      allows(policy, 'report.categorise', [
        category('malpractice', 'collusion'),
        { assessment: { collaborative: true } },
        done({ noteContributions: { identified: false } }),
      ])
        .refused({ step: { noteContributions: { identified: true } } }, 'collaboration-allowed', 'IBC-16')
        .allowed({ assessment: { collaborative: false }, step: { noteContributions: { identified: true } } });
    },
  ),
  clause('IBC-17', 'contract cheating, paid or not', (policy) => {
    isOffence(policy, 'contract-cheating', 'malpractice', 'IBC-17', 'commissioning', 'paid or not');
    assert.equal(policy.word('contract-cheating'), 'contract cheating');
  }),
  clause('IBC-18.1', 'also of what is no essay, and ghost writing, fully or partially', (policy) => {
    isOffence(
      policy,
      'ghost-writing',
      'malpractice/contract-cheating',
      'IBC-18.1',
      'portfolio',
      'wiki',
      'blog',
      'partially',
    );
  }),
  clause('IBC-18.2', 'receipt, purchase or intention to purchase is always malpractice', (policy) => {
    isOffence(policy, 'third-party-material', 'malpractice', 'IBC-18.2', 'receipt', 'purchase', 'intention');
    for (const code of ['contract-cheating', 'ghost-writing', 'third-party-material']) {
      allows(policy, 'report.categorise', category('malpractice', code)).refusedAlso(
        { category: { classification: 'poor-practice' } },
        'third-party-always-malpractice',
        'IBC-18.2',
      );
    }
  }),
  clause('IBC-19', 'falsification, of three kinds, and of evidence for circumstances or an appeal', (policy) => {
    const kinds = ['falsified-data', 'work-not-undertaken', 'fabricated-references', 'false-evidence'];
    assert.deepEqual(listedOn(policy, 'IBC-19'), kinds);
    for (const about of ['circumstances', 'appeal']) {
      const elsewhere = { report: { about }, assessment: { requiredForAward: false } };
      allows(policy, 'report.decide-scope', [...scope, elsewhere]).refused(
        { scope: { inScope: false } },
        'false-evidence-too',
        'IBC-19',
      );
    }
  }),
  clause('IBC-20', 'impersonation, in an examination or another assessment', (policy) => {
    isOffence(
      policy,
      'impersonation',
      'malpractice',
      'IBC-20',
      'identity of another',
      'examination or another assessment',
    );
  }),
  clause('IBC-21', 'ten specific offences in examinations', (policy) => {
    const codes = listedOn(policy, 'IBC-21');
    assert.equal(codes.length, 10);
    for (const code of codes) {
      isOffence(policy, code, 'malpractice/examination', 'IBC-21');
      allows(policy, 'report.categorise', category('malpractice', code));
    }
  }),
  clause('IBC-22', 'major changes by a third party are not legitimate, and are evidenced', (policy) => {
    isOffence(policy, 'third-party-editing', 'malpractice', 'IBC-22', 'substantially different', 'copyediting');
    const [chosen] = policy.choices('evidence', {}).filter(({ code }) => code === 'third-party-editing');
    assert.ok(chosen?.clauses.includes('IBC-22'));
  }),
  clause('IBC-24', 'poor academic practice is too limited in extent to be malpractice', (policy) => {
    allows(policy, 'report.categorise', category('poor-practice', 'inadequate-referencing'))
      .refused({ category: { extentLimited: false } }, 'extent-limited', 'IBC-24')
      .refused({ category: { classification: 'maladministration' } }, 'one-or-the-other', 'IBC-24')
      .allowed({ category: { extentLimited: false, classification: 'malpractice' } });
    assert.equal(policy.word('lesser-misconduct'), 'poor academic practice');
  }),
];

/** Clauses 35 and 36. */
export const exampleTests: readonly ClauseTest[] = [
  clause('IBC-35', 'six kinds of poor academic practice, and no other', (policy) => {
    const codes = listedOn(policy, 'IBC-35');
    assert.equal(codes.length, 6);
    for (const code of codes) {
      isOffence(policy, code, 'poor-practice', 'IBC-35');
      allows(policy, 'report.categorise', category('poor-practice', code)).refused(
        { category: { offences: [code, 'exam-device'] } },
        'poor-practice-listed',
        'IBC-35',
      );
    }
  }),
  clause('IBC-36.1', 'seven kinds of malpractice are never poor practice', (policy) => {
    const codes = listedOn(policy, 'IBC-36.1');
    assert.equal(codes.length, 7);
    for (const code of codes) {
      isOffence(policy, code, 'malpractice', 'IBC-36.1');
      const { ruling } = allows(policy, 'report.categorise', category('malpractice', code));
      assert.deepEqual(codesOf(ruling), []);
    }
    allows(policy, 'report.categorise', category('poor-practice', 'isolated-quotation-marks')).refusedAlso(
      { category: { offences: ['quotation-marks-omitted'] } },
      'malpractice-listed',
      'IBC-36.1',
    );
  }),
];
