import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, misconduct, practice } from './investigation-facts.js';
import { allows, hits, isDue, isFor, itemsOn } from './rulings.js';

const part = (policy: Policy, kind: string, determined = '', about = 'assessment') =>
  policy.table('procedure', {
    about,
    category: misconduct,
    determined,
    assessment: { kind, moduleLevel: 5 },
    student: { registeredLevel: 5 },
  });

/** Asked for on Monday 15 January 2018. */
const asked = '2018-01-15T17:00:00Z';

const exam: Facts = { assessment: { kind: 'examination' } };

const opened: Facts = {
  report: { categorised: true, reporterKind: 'invigilator', about: 'assessment' },
  subject: { kind: 'student', inRegister: true },
};

const aiEx = (at: string): readonly Facts[] => [
  { asked: { at }, field: { reportEnclosed: true, materialsEnclosed: true } },
  done({ invigilatorReport: { at: asked }, recordCircumstances: { materialsRetained: true } }),
];

const caseFile = ['brief-report', 'examinations-officer-submission', 'correspondence'];

const endorsed: Facts = { field: { practical: false, atPoint: true, onCover: true } };

const withdrawn: Facts = { field: { othersDisturbed: true, scriptEndorsed: true, terminationNoted: true } };

export const examinationTests: readonly ClauseTest[] = [
  clause('UC-11.1', 'an examination, class tests too, is dealt with by Part D', (policy) => {
    for (const kind of ['examination', 'class-test']) hits(part(policy, kind), { part: 'D' }, 'UC-11.1');
    hits(part(policy, 'coursework'), { part: 'C' });
    // What Part C has is not open there.
    for (const [act, facts] of Object.entries({
      'investigation.start': { manager: { assigned: true }, case: { category: misconduct } },
      'investigation.ask-for-viva': {},
      'investigation.authorise-viva': { field: { ground: 'to-confirm-authenticity' }, anonymity: { lifted: true } },
    } satisfies Record<string, Facts>))
      allows(policy, act, facts).refused(exam, 'in-coursework', 'UC-11.1');
  }),
  clause('UC-11.2', 'where it is not clear the Chair determines which part applies', (policy) => {
    hits(part(policy, 'unclear'), { part: 'undetermined' }, 'UC-11.2');
    hits(part(policy, 'unclear', 'D'), { part: 'D' }, 'UC-11.2');
    hits(part(policy, 'unclear', 'C'), { part: 'C', begins: '6' });
    isFor(policy, 'report.determine-part', ['chair-mab'], ['examiner', 'senior-assistant-registrar']);
    allows(
      policy,
      'report.open-case',
      opened,
      { assessment: { kind: 'unclear' } },
      done({ determinePart: {} }),
    ).refused(done({ determinePart: { done: false } }), 'part-determined', 'UC-11.2');
    const advice = policy.step('report.determine-part')?.fields.find(({ name }) => name === 'advice');
    assert.equal(advice?.required, false);
  }),
  clause('UC-12.1.1a', 'who disturbs nobody continues, before another invigilator as witness', (policy) => {
    isFor(policy, 'report.let-candidate-continue', ['invigilator'], ['examiner', 'examinations-officer']);
    allows(policy, 'report.let-candidate-continue', {
      ...{ field: { witness: 'b' }, actor: { id: 'a' }, report: { reporter: 'a' } },
    })
      .refused({ field: { othersDisturbed: true } }, 'nobody-disturbed', 'UC-12.1.1a')
      .refused({ field: { witness: 'a' } }, 'another-invigilator', 'UC-12.1.1a')
      .refused({ actor: { id: 'b' } }, 'another-invigilator', 'UC-12.1.1a')
      .refused({ actor: { id: 'c' }, field: { witness: 'a' } }, 'another-invigilator', 'UC-12.1.1a');
    const fields = policy.step('report.let-candidate-continue')?.fields ?? [];
    assert.equal(fields.find(({ name }) => name === 'witness')?.required, true);
    assert.deepEqual(fields.find(({ name }) => name === 'materials')?.choices, [
      'none',
      'removed',
      'could-not-be-removed',
    ]);
  }),
  clause('UC-12.1.1b', 'the script is endorsed twice; in a practical examination the point is noted', (policy) => {
    isFor(policy, 'report.endorse-script', ['invigilator'], ['examiner', 'student']);
    allows(policy, 'report.endorse-script', endorsed)
      .refused({ field: { atPoint: false } }, 'endorsed-twice', 'UC-12.1.1b')
      .refused({ field: { onCover: false } }, 'endorsed-twice', 'UC-12.1.1b')
      .allowed({ field: { practical: true, atPoint: false, onCover: false, point: 'At the second station.' } })
      .refused({ field: { practical: true, point: '' } }, 'point-noted', 'UC-12.1.1b');
  }),
  clause('UC-12.1.2a', 'who disturbs others withdraws; the script is endorsed, the termination noted', (policy) => {
    isFor(policy, 'report.withdraw-candidate', ['invigilator'], ['examiner']);
    allows(policy, 'report.withdraw-candidate', withdrawn)
      .refused({ field: { othersDisturbed: false } }, 'others-disturbed', 'UC-12.1.2a')
      .refused({ field: { scriptEndorsed: false } }, 'endorsed-and-noted', 'UC-12.1.2a')
      .refused({ field: { terminationNoted: false } }, 'endorsed-and-noted', 'UC-12.1.2a');
  }),
  clause('UC-12.1.2b', 'the chief invigilator should extend the examination by the time lost', (policy) => {
    isFor(policy, 'report.extend-examination', ['chief-invigilator'], ['invigilator']);
    allows(policy, 'report.extend-examination', { field: { disturbance: 7, extension: 7 } })
      .needsReason({ field: { extension: 6 } }, 'as-long-as-the-disturbance', 'UC-12.1.2b')
      .needsReason({ field: { extension: 10 } }, 'as-long-as-the-disturbance', 'UC-12.1.2b');
  }),
  clause('UC-12.1.2c', 'a withdrawal should be reported to the Deputy Registrar', (policy) => {
    isFor(policy, 'report.tell-deputy-registrar', ['invigilator', 'chief-invigilator'], ['examiner']);
    allows(policy, 'report.submit-ai-ex', ...aiEx(asked))
      .needsReason(done({ withdrawCandidate: {} }), 'deputy-registrar-told', 'UC-12.1.2c')
      .allowed(done({ withdrawCandidate: {}, tellDeputyRegistrar: {} }));
  }),
  clause('UC-12.2', 'an appointed Examinations Officer meets the candidate', (policy) => {
    isFor(policy, 'report.appoint-examinations-officer', ['deputy-registrar', 'chair-mab'], ['invigilator', 'aqss']);
    isFor(policy, 'report.meet-candidate', ['examinations-officer'], ['invigilator', 'chair-mab']);
    allows(policy, 'report.meet-candidate', {
      ...done({ appointExaminationsOfficer: {} }),
      actor: { namedIn: ['appointExaminationsOfficer.officer'] },
    })
      .refused(done({ appointExaminationsOfficer: { done: false } }), 'officer-appointed', 'UC-12.2')
      .refused({ actor: { namedIn: [] } }, 'the-one-appointed', 'UC-12.2');
    for (const [act, facts] of Object.entries({
      'report.record-circumstances': [{ field: { materialsRetained: true } }],
      'report.submit-ai-ex': aiEx(asked),
    } satisfies Record<string, readonly Facts[]>))
      allows(policy, act, ...facts, done({ appointExaminationsOfficer: {} }), {
        actor: { namedIn: ['appointExaminationsOfficer.officer'] },
      }).refused({ actor: { namedIn: [] } }, 'the-one-appointed', 'UC-12.2');
    allows(policy, 'report.appoint-examinations-officer', { field: { officer: 'a' } }).refused(
      { report: { reporter: 'a' } },
      'not-the-accuser',
      'UC-12.2',
    );
  }),
  clause('UC-12.3.1', 'the Examinations Officer records the circumstances and asks for the report', (policy) => {
    isFor(policy, 'report.record-circumstances', ['examinations-officer'], ['invigilator']);
    allows(policy, 'report.invigilator-report', done({ recordCircumstances: {} })).refused(
      done({ recordCircumstances: { done: false } }),
      'asked-for',
      'UC-12.3.1',
    );
    assert.deepEqual(itemsOn(policy.document('ai-ex'), 'UC-12.3.1'), ['circumstances']);
  }),
  clause('UC-12.3.2', 'the invigilator reports normally within three days', (policy) => {
    isFor(policy, 'report.invigilator-report', ['invigilator'], ['examinations-officer']);
    const at = (when: string): Facts => ({ asked: { at: when }, ...done({ recordCircumstances: { at: asked } }) });
    allows(policy, 'report.invigilator-report', at('2018-01-18T23:59:59Z'))
      .needsReason(at('2018-01-19T00:00:00Z'), 'within-three-days', 'UC-12.3.2')
      .refused(
        { report: { reporterKind: 'invigilator' }, actor: { otherReporter: true } },
        'who-suspected',
        'UC-12.3.2',
      );
  }),
  clause('UC-12.4', 'of materials that cannot be retained there are notes, and why', (policy) => {
    allows(policy, 'report.record-circumstances', { field: { materialsRetained: true } })
      .refused({ field: { materialsRetained: false } }, 'notes-of-what-is-not-retained', 'UC-12.4')
      .refused(
        { field: { materialsRetained: false, materials: 'Writing on the hand.' } },
        'notes-of-what-is-not-retained',
        'UC-12.4',
      )
      .allowed({
        field: { materialsRetained: false, materials: 'Writing on the hand.', whyNotRetained: 'It is a hand.' },
      });
    const photographs = policy.step('report.record-circumstances')?.fields.find(({ name }) => name === 'photographs');
    assert.equal(photographs?.required, false);
  }),
  clause('UC-12.5.1', 'form AI-EX goes to the Chair with the report and the materials', (policy) => {
    isFor(policy, 'report.submit-ai-ex', ['examinations-officer'], ['invigilator']);
    allows(policy, 'report.submit-ai-ex', ...aiEx(asked))
      .refused({ field: { reportEnclosed: false } }, 'with-report-and-materials', 'UC-12.5.1')
      .refused({ field: { materialsEnclosed: false } }, 'with-report-and-materials', 'UC-12.5.1')
      .allowed({ field: { materialsEnclosed: false }, ...done({ recordCircumstances: { materialsRetained: false } }) })
      .refused(done({ invigilatorReport: { done: false } }), 'report-received-first', 'UC-12.5.1');
    allows(policy, 'report.open-case', opened, exam, done({ submitAiEx: {} })).refused(
      done({ submitAiEx: { done: false } }),
      'examination-submission-complete',
      'UC-12.5.1',
    );
    assert.deepEqual(itemsOn(policy.document('ai-ex'), 'UC-12.5.1'), ['invigilator-report', 'materials']);
  }),
  clause('UC-12.5.2', 'normally within four days of receiving the report', (policy) => {
    const [late] = aiEx('2018-01-20T00:00:00Z');
    allows(policy, 'report.submit-ai-ex', ...aiEx('2018-01-19T23:59:59Z')).needsReason(
      late ?? {},
      'within-four-days',
      'UC-12.5.2',
    );
  }),
  clause(
    'UC-12.6.1',
    'the Chair determines normally within ten days whether there is prima facie evidence',
    (policy) => {
      const at = (when: string): Facts => ({ asked: { at: when }, report: { completedAt: asked }, ...exam });
      isFor(policy, 'investigation.determine-prima-facie', ['manager'], ['examiner', 'aqss']);
      allows(policy, 'investigation.determine-prima-facie', at('2018-01-25T23:59:59Z'))
        .needsReason(at('2018-01-26T00:00:00Z'), 'within-ten-days', 'UC-12.6.1')
        .refused({ assessment: { kind: 'coursework' } }, 'in-an-examination', 'UC-12.6.1');
    },
  ),
  clause('UC-12.6.2', 'the Chair may interview the candidate or the invigilator first', (policy) => {
    isFor(policy, 'investigation.interview-first', ['manager'], ['examiner', 'aqss']);
    allows(policy, 'investigation.interview-first', exam)
      .refused(done({ determinePrimaFacie: {} }), 'before-determining', 'UC-12.6.2')
      .refused({ assessment: { kind: 'coursework' } }, 'in-an-examination', 'UC-12.6.2');
    const whom = policy.step('investigation.interview-first')?.fields.find(({ name }) => name === 'whom')?.choices;
    assert.deepEqual(whom, ['candidate', 'invigilator']);
  }),
  clause('UC-12.7', 'on insufficient evidence the script is marked, or the assessment deferred', (policy) => {
    const insufficient = done({ determinePrimaFacie: { found: false } });
    allows(policy, 'investigation.find-no-case', exam, insufficient, { noCase: { instruction: 'mark' } })
      .refused(done({ determinePrimaFacie: { found: true } }), 'determined-insufficient', 'UC-12.7')
      .refused(done({ determinePrimaFacie: { done: false } }), 'determined-insufficient', 'UC-12.7')
      .allowed({ noCase: { instruction: 'defer' } })
      .refused({ noCase: { instruction: '' } }, 'insufficient-evidence', 'UC-12.7')
      .refused({ noCase: { instruction: 'mark-and-defer' } }, 'insufficient-evidence', 'UC-12.7');
    for (const kind of ['examination', 'class-test']) {
      const facts: Facts = { assessment: { kind }, lastMeeting: { kind: '' }, desk: { foundNone: false } };
      hits(policy.table('no-case-stage', facts), { stage: 'examination' }, 'UC-12.7');
    }
  }),
  clause('UC-12.8', 'on prima facie evidence the case is referred with a file of three parts', (policy) => {
    const referred = allows(policy, 'investigation.refer', exam, done({ determinePrimaFacie: { found: true } }), {
      referral: { to: 'aqss', enclosed: caseFile },
    });
    for (const left of caseFile)
      referred.refused(
        { referral: { enclosed: caseFile.filter((one) => one !== left) } },
        'case-file-in-three-parts',
        'UC-12.8',
      );
    assert.deepEqual(itemsOn(policy.document('case-file'), 'UC-12.8'), caseFile);
    referred.refused(done({ determinePrimaFacie: { found: false } }), 'prima-facie', 'UC-12.8');
    referred.refused(done({ determinePrimaFacie: { done: false } }), 'prima-facie', 'UC-12.8');
  }),
  clause('UC-12.9', 'every suspected breach from an examination is provisionally academic misconduct', (policy) => {
    allows(policy, 'report.categorise', exam, {
      category: { classification: misconduct, known: true, described: true, offences: ['plagiarism'] },
    })
      .refused({ category: { classification: practice } }, 'examination-is-misconduct', 'UC-12.9')
      .refused(
        { category: { classification: practice }, assessment: { kind: 'class-test' } },
        'examination-is-misconduct',
        'UC-12.9',
      )
      .refused(
        {
          category: { classification: practice },
          assessment: { kind: 'unclear' },
          ...done({ determinePart: { part: 'D' } }),
        },
        'examination-is-misconduct',
        'UC-12.9',
      )
      .allowed({
        category: { classification: practice },
        assessment: { kind: 'unclear' },
        ...done({ determinePart: { part: 'C' } }),
      });
    allows(policy, 'investigation.recategorise', exam, { recategorised: { category: misconduct } }).refused(
      { recategorised: { category: practice } },
      'examination-is-misconduct',
      'UC-12.9',
    );
    assert.ok(isDue(policy, 'report.categorise', { report: { submitted: true } }));
  }),
  clause('UC-12.10', 'documents in support that are about an examination are checked by 6.4', (policy) => {
    for (const about of ['circumstances', 'appeal'])
      hits(part(policy, 'examination', '', about), { part: 'C', begins: '6.4' }, 'UC-12.10');
    assert.ok(policy.readings.some(({ id }) => id === 'UC-a1'));
  }),
];
