import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { misconduct, practice } from './investigation-facts.js';
import { allows, isFor } from './rulings.js';

const plagiarism: Facts = {
  category: { classification: practice, known: true, described: true, offences: ['plagiarism'] },
  assessment: { kind: 'coursework' },
};

const categorised = (category: Facts, more: Facts = {}): Facts => ({ category, ...more });

const offence =
  (code: string, category: string, synonym: string) =>
  (policy: Policy): void => {
    const found = policy.offence(code);
    assert.equal(found?.category, category);
    assert.ok(
      [found.title, ...found.synonyms].some((words) => words.includes(synonym)),
      `${code}: ${synonym}`,
    );
    assert.equal(found.needsDescription, false);
  };

/** Found by the Panel of a student at Level 5, who was heard. */
const finding: Facts = {
  body: { name: 'airp', complete: true },
  student: { registeredLevel: 5 },
  assessment: { moduleLevel: 5 },
  defence: { offered: true },
  step: { closeFirstPart: { done: true } },
  breach: { found: true, category: practice, grounds: [], reasonsGiven: true, evidenced: true },
};

const byLevel = (registeredLevel: number, moduleLevel: number, name: string, category: string): Facts => ({
  body: { name },
  student: { registeredLevel },
  assessment: { moduleLevel },
  breach: { category },
});

export const policyTests: readonly ClauseTest[] = [
  clause('UC-2.1', 'an allegation says which statement, or the general definition, was broken', (policy) => {
    allows(policy, 'investigation.put-accusation', {
      start: { done: true },
      case: { category: practice },
      accusation: { provisions: ['1.1.2'], channels: ['post', 'email'], reportEnclosed: true, evidenceEnclosed: true },
    })
      .refused({ accusation: { provisions: [] } }, 'says-what-was-broken', 'UC-2.1')
      .refused({ accusation: { provisions: ['1.1.2', '1.1.6'] } }, 'says-what-was-broken', 'UC-2.1')
      .allowed({ accusation: { provisions: ['general', '1.1.1', '1.1.3', '1.1.4', '1.1.5'] } });
  }),
  clause('UC-2.2', 'inexperience, intention, lack of it and unfamiliarity are no defence', (policy) => {
    const found = allows(policy, 'hearing.decide-finding', finding);
    for (const ground of ['inexperience', 'intention', 'lack-of-intention', 'unfamiliarity'])
      found.refused({ breach: { found: false, category: '', grounds: [ground] } }, 'no-such-defence', 'UC-2.2');
    found.allowed({ breach: { found: false, category: '', grounds: ['own-work'] } });
  }),
  clause('UC-2.3', 'a breach is one of two categories', (policy) => {
    allows(policy, 'report.categorise', plagiarism).refused(
      categorised({ classification: 'poor-practice', offences: [] }),
      'one-of-two-categories',
      'UC-2.3',
    );
    allows(policy, 'investigation.recategorise', { recategorised: { category: misconduct } })
      .allowed({ recategorised: { category: practice } })
      .refused({ recategorised: { category: 'malpractice' } }, 'one-of-two-categories', 'UC-2.3');
    assert.deepEqual(
      [policy.word('misconduct'), policy.word('lesser-misconduct')],
      ['academic misconduct', 'unacceptable academic practice'],
    );
  }),
  clause('UC-2.4.1', 'plagiarism', offence('plagiarism', practice, 'without acknowledgement')),
  clause('UC-2.4.2', 'reuse of previously submitted material', offence('reuse', practice, 'previously submitted')),
  clause('UC-2.4.2', 'a resubmission for the same component is no reuse, unless prohibited', (policy) => {
    allows(policy, 'report.categorise', plagiarism, categorised({ offences: ['reuse'] }))
      .refused({ assessment: { resubmission: true } }, 'resubmission-is-no-reuse', 'UC-2.4.2')
      .allowed({ assessment: { resubmission: true, reuseProhibited: true } });
  }),
  clause('UC-2.4.3', 'collusion', offence('collusion', practice, 'two or more students')),
  clause('UC-2.4.3', 'collusion is between two or more students', (policy) => {
    const collusion = categorised({ offences: ['collusion'] }, { report: { students: 2 } });
    allows(policy, 'report.categorise', plagiarism, collusion)
      .refused({ report: { students: 1 } }, 'collusion-takes-two', 'UC-2.4.3')
      .allowed({ report: { students: 3 } });
  }),
  clause('UC-2.5.1', 'commissioning, paid or not', offence('commissioning', misconduct, 'whether paid or not')),
  clause(
    'UC-2.5.2',
    'falsification, of evidence to a board too',
    offence('falsification', misconduct, 'Mitigating Circumstances Board'),
  ),
  clause('UC-2.5.3', 'research misconduct', offence('research-misconduct', misconduct, 'ethical approval')),
  clause('UC-2.5.4', 'cheating before, during or after', offence('cheating', misconduct, 'before, during or after')),
  clause(
    'UC-2.5.4',
    'failure to adhere to the examination regulations',
    offence('examination-regulations', misconduct, 'examination regulations'),
  ),
  clause('UC-2.6', 'the lists are not exhaustive: another act is described', (policy) => {
    assert.equal(policy.offence('other')?.needsDescription, true);
    const other = categorised({ offences: ['other'], known: true });
    allows(policy, 'report.categorise', plagiarism, other)
      .refused({ category: { described: false } }, 'known-or-described', 'UC-2.6')
      .refused({ category: { known: false } }, 'known-or-described', 'UC-2.6')
      .allowed({ category: { classification: misconduct } });
  }),
  clause('UC-2.7', 'the Chair may authorise a viva once marks have been de-anonymised', (policy) => {
    isFor(policy, 'investigation.authorise-viva', ['manager'], ['examiner', 'aqss', 'monitor']);
    allows(policy, 'investigation.authorise-viva', {
      field: { ground: 'to-confirm-authenticity' },
      anonymity: { lifted: true },
    }).refused({ anonymity: { lifted: false } }, 'after-marking', 'UC-2.7');
  }),
  clause('UC-2.8', 'a suspected breach is investigated by the relevant Chair', (policy) => {
    isFor(policy, 'report.open-case', ['chair-mab'], ['examiner', 'aqss', 'airp-chair']);
    isFor(policy, 'investigation.assign-manager', ['chair-mab'], ['examiner', 'aqss', 'airp-chair']);
    allows(policy, 'report.open-case', {
      report: { categorised: true, students: 1 },
      subject: { kind: 'student', inRegister: true, named: true },
    })
      .refused({ subject: { inRegister: false } }, 'student-of-the-register', 'UC-2.8')
      .refused({ subject: { kind: 'centre' } }, 'on-a-student', 'UC-2.8')
      .refused({ subject: { alreadyOpen: true } }, 'one-case-a-student', 'UC-2.8')
      .refused({ actor: { elsewhere: ['chair-mab'] } }, 'relevant-chair', 'UC-2.8')
      .needsReason({ subject: { named: false } }, 'named-in-the-report', 'UC-2.8')
      .allowed({ subject: { named: false }, report: { students: 0 } });
    for (const [act, facts] of Object.entries({
      'report.categorise': { category: { classification: practice, known: true, described: true } },
      'report.determine-part': {},
      'report.appoint-examinations-officer': { field: { officer: 'a' }, actor: { offices: ['chair-mab'] } },
      'investigation.assign-manager': { proposed: { offices: ['chair-mab'] } },
      'sanctions.record-ai-0': { work: { markable: true }, field: { mark: 48, moderated: true, bySection5: true } },
    } satisfies Record<string, Facts>))
      allows(policy, act, facts).refused({ actor: { elsewhere: ['chair-mab'] } }, 'relevant-chair', 'UC-2.8');
    allows(policy, 'investigation.start', {
      manager: { assigned: true },
      case: { category: misconduct },
    }).refused({ manager: { assigned: false } }, 'chair-first', 'UC-2.8');
  }),
  clause('UC-2.9', 'only the Panel or its subgroup confirms a breach, but for practice at Level 3 or 4', (policy) => {
    const found = allows(policy, 'hearing.decide-finding', finding);
    for (const [registered, module] of [
      [5, 5],
      [5, 4],
      [4, 5],
    ] as const)
      found.refused(byLevel(registered, module, 'department', practice), 'confirmed-by-the-panel', 'UC-2.9');
    found.allowed(byLevel(4, 3, 'department', practice));
    const satisfied: Facts = { satisfySubgroup: { done: true, evidenceSufficient: true, recommendationCorrect: true } };
    const manager: Facts = { actor: { offices: [], roles: ['manager'] } };
    for (const body of ['airp', 'subgroup'])
      found.refused({ ...byLevel(5, 5, body, practice), step: satisfied, ...manager }, 'for-its-chair', 'UC-2.9');
    found.allowed({ ...byLevel(4, 3, 'department', practice), ...manager });
    found.allowed(byLevel(5, 5, 'airp', misconduct));
    found.allowed({
      ...byLevel(5, 5, 'subgroup', practice),
      step: satisfied,
    });
  }),
  clause('UC-4.3', 'the Chair sits alone on a case at Level 3 or 4 only', (policy) => {
    const base = { convened: { body: 'department' }, student: { registeredLevel: 4 }, assessment: { moduleLevel: 4 } };
    allows(policy, 'hearing.convene', base)
      .refused({ student: { registeredLevel: 5 } }, 'chair-alone-at-level-3-or-4', 'UC-4.3')
      .refused({ assessment: { moduleLevel: 5 } }, 'chair-alone-at-level-3-or-4', 'UC-4.3')
      .allowed({
        convened: { body: 'airp' },
        student: { registeredLevel: 5 },
        case: { provisionalCategory: misconduct },
      });
    assert.equal(policy.body('department').form, 'desk');
  }),
  clause('UC-4.4', 'at Level 5 the student has the right to present a defence first', (policy) => {
    allows(policy, 'hearing.decide-finding', finding)
      .refused({ defence: { offered: false } }, 'defence-first', 'UC-4.4')
      .allowed({ ...byLevel(4, 4, 'department', practice), defence: { offered: false } });
  }),
  clause('UC-4.6', 'whether the student acted deliberately is not taken into consideration', (policy) => {
    allows(policy, 'hearing.decide-finding', finding)
      .refused({ breach: { grounds: ['deliberate'] } }, 'deliberate-or-not', 'UC-4.6')
      .refused({ breach: { found: false, category: '', grounds: ['not-deliberate'] } }, 'deliberate-or-not', 'UC-4.6')
      .allowed({ breach: { grounds: ['sources-match'] } });
  }),
  clause('UC-5.1', 'each allegation is provisionally categorised', (policy) => {
    isFor(policy, 'report.categorise', ['chair-mab'], ['examiner', 'aqss']);
    isFor(policy, 'investigation.recategorise', ['manager'], ['examiner', 'aqss']);
    allows(policy, 'report.open-case', {
      report: { categorised: true },
      subject: { kind: 'student', inRegister: true },
    }).refused({ report: { categorised: false } }, 'provisionally-categorised', 'UC-5.1');
    allows(policy, 'investigation.put-accusation', {
      start: { done: true },
      case: { category: misconduct },
      accusation: {
        provisions: ['general'],
        channels: ['post', 'email'],
        reportEnclosed: true,
        evidenceEnclosed: true,
      },
    }).refused({ case: { category: '' } }, 'provisionally-categorised', 'UC-5.1');
  }),
  clause('UC-5.2', 'plagiarism, reuse and collusion are normally unacceptable academic practice', (policy) => {
    const ruled = allows(policy, 'report.categorise', plagiarism, { report: { students: 2 } });
    for (const code of ['plagiarism', 'reuse', 'collusion'])
      ruled
        .allowed(categorised({ offences: [code] }))
        .needsReason(
          categorised({ offences: [code], classification: misconduct }),
          'normally-unacceptable-practice',
          'UC-5.2',
        );
  }),
  clause('UC-5.3', 'commissioning and what else is listed is normally academic misconduct', (policy) => {
    const ruled = allows(policy, 'report.categorise', plagiarism);
    for (const code of ['commissioning', 'falsification', 'research-misconduct', 'cheating', 'examination-regulations'])
      ruled
        .allowed(categorised({ offences: [code], classification: misconduct }))
        .needsReason(categorised({ offences: [code] }), 'normally-misconduct', 'UC-5.3');
  }),
  clause('UC-5.4', 'the Chair may take advice on another act before categorising it', (policy) => {
    isFor(policy, 'report.take-advice', ['chair-mab'], ['examiner', 'invigilator']);
    allows(policy, 'report.take-advice', {}).refused(
      { report: { categorised: true } },
      'before-categorising',
      'UC-5.4',
    );
  }),
  clause('UC-5.5', 'the Chair decides on unacceptable practice only; the Panel may find another category', (policy) => {
    allows(policy, 'hearing.decide-finding', finding)
      .allowed(byLevel(3, 3, 'department', practice))
      .refused(byLevel(3, 3, 'department', misconduct), 'chair-decides-practice-only', 'UC-5.5')
      .allowed({ ...byLevel(3, 3, 'airp', misconduct), case: { provisionalCategory: practice } });
    const onAiX = { field: { outcome: 'breach-with-warning', signed: true }, step: { submitAiX: { done: true } } };
    allows(policy, 'investigation.decide-on-ai-x', onAiX, {
      case: { category: practice },
      student: { registeredLevel: 4 },
      assessment: { moduleLevel: 4 },
    })
      .refused({ case: { category: misconduct } }, 'unacceptable-practice-only', 'UC-5.5')
      .refused({ student: { registeredLevel: 5 } }, 'unacceptable-practice-only', 'UC-5.5')
      .allowed({ case: { category: misconduct }, field: { outcome: 'misconduct-suspected' } });
  }),
  clause('UC-5.8', 'withdrawal does not end the matter', (policy) => {
    allows(policy, 'investigation.find-no-case', { noCase: { reasonGiven: true, instruction: 'mark' } })
      .refused({ student: { withdrawn: true } }, 'withdrawal-ends-nothing', 'UC-5.8')
      .allowed({ student: { withdrawn: true }, noCase: { onEvidence: true } });
    isFor(policy, 'investigation.record-withdrawal', ['manager', 'registry'], ['examiner']);
    assert.equal(policy.step('investigation.record-withdrawal')?.means, 'withdrawal');
  }),
];
