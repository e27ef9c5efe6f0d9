import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, misconduct, practice } from './investigation-facts.js';
import { allows, codesOf, hits, isDue, isFor, isRefusedBy, itemsOn } from './rulings.js';

/** By an examiner, on form AI-1. */
const ai1: Facts = {
  report: { about: 'assessment', reporterKind: 'examiner', evidence: ['work'], documents: 1, moduleSaid: true },
  said: { whatHappened: true },
};

const opened: Facts = {
  report: { categorised: true, reporterKind: 'examiner', directEvidence: true, about: 'assessment' },
  assessment: { kind: 'coursework' },
  subject: { kind: 'student', inRegister: true },
};

/** The letter to the student, which may go. */
const letter: Facts = {
  start: { done: true },
  case: { category: practice },
  accusation: { provisions: ['general'], channels: ['post', 'email'], reportEnclosed: true, evidenceEnclosed: true },
};

/** Sent on 6 November 2017. */
const meeting = (at: string): Facts => ({
  allegation: { put: true, sentAt: '2017-11-06T09:00:00Z' },
  invitation: { kind: 'meeting', at },
});

const viva: Facts = {
  invitation: { kind: 'viva', purposeGiven: true },
  conduct: { configured: true },
  ...done({ authoriseViva: {} }),
};

const part = (policy: Policy, facts: Facts) =>
  policy.table('procedure', {
    about: 'assessment',
    category: practice,
    determined: '',
    assessment: { kind: 'coursework', moduleLevel: 5 },
    student: { registeredLevel: 5 },
    ...facts,
  });

const level = (moduleLevel: number, registeredLevel: number): Facts => ({
  assessment: { kind: 'coursework', moduleLevel },
  student: { registeredLevel },
});

export const courseworkTests: readonly ClauseTest[] = [
  clause('UC-6.1', 'practice at Level 3 or 4 goes by clauses 8 and 9, all else by clause 6', (policy) => {
    hits(part(policy, level(4, 4)), { part: 'C', begins: '8' }, 'UC-6.1');
    hits(part(policy, level(3, 4)), { part: 'C', begins: '8' }, 'UC-6.1');
    for (const facts of [level(5, 4), level(4, 5), level(5, 5), { ...level(4, 4), category: misconduct }])
      hits(part(policy, facts), { part: 'C', begins: '6' });
    allows(policy, 'investigation.start', {
      manager: { assigned: true },
      case: { category: practice },
      assessment: { moduleLevel: 5 },
    })
      .refused({ assessment: { moduleLevel: 4 }, student: { registeredLevel: 4 } }, 'not-at-level-3-or-4', 'UC-6.1')
      .allowed({ assessment: { moduleLevel: 4 }, student: { registeredLevel: 5 } })
      .allowed({ assessment: { moduleLevel: 4 }, case: { category: misconduct } });
  }),
  clause('UC-6.2', 'the examiner reports on form AI-1, with the breach and evidence', (policy) => {
    isFor(policy, 'report.add-information', ['examiner', 'invigilator'], ['student']);
    allows(policy, 'report.submit', ai1)
      .refused({ said: { whatHappened: false } }, 'suspected-breach-detailed', 'UC-6.2')
      .refused({ report: { evidence: [] } }, 'evidence-with-it', 'UC-6.2')
      .refused({ report: { documents: 0 } }, 'evidence-enclosed', 'UC-6.2')
      .refused({ report: { moduleSaid: false } }, 'work-named', 'UC-6.2')
      .refused({ report: { submitted: true } }, 'new-report', 'UC-6.2');
    const kinds = policy.choices('evidence', {}).map(({ code }) => code);
    assert.ok(kinds.includes('work') && kinds.includes('similarity-report') && !kinds.includes('rumour'));
    allows(policy, 'report.add-information', { report: { submitted: true } }).refused(
      { report: { submitted: false } },
      'report-received',
      'UC-6.2',
    );
    assert.deepEqual(itemsOn(policy.document('ai-1'), 'UC-6.2'), ['suspected-breach', 'evidence']);
  }),
  clause('UC-6.3', 'without documents the examiner consults the Chair on who wrote the work', (policy) => {
    allows(policy, 'report.open-case', opened)
      .refused({ report: { directEvidence: false } }, 'evidence-or-consulted', 'UC-6.3')
      .allowed({ report: { directEvidence: false }, ...done({ consultChair: {} }) });
    isFor(policy, 'report.consult-chair', ['examiner'], ['chair-mab', 'invigilator']);
    allows(policy, 'report.consult-chair', {}).refused(
      { report: { directEvidence: true } },
      'no-documentary-evidence',
      'UC-6.3',
    );
  }),
  clause('UC-6.4', 'three offices may check documents in support, and then report on form AI-1', (policy) => {
    const may = ['chair-mcb', 'deputy-registrar', 'senior-assistant-registrar'];
    isFor(policy, 'report.verify-documents', may, ['examiner', 'chair-mab', 'aqss']);
    allows(policy, 'report.verify-documents', { report: { about: 'appeal' } })
      .allowed({ report: { about: 'circumstances' } })
      .refused({ report: { about: 'assessment' } }, 'documents-in-support', 'UC-6.4');
    const doubted: Facts = {
      report: { about: 'circumstances', reporterKind: 'chair-mcb', evidence: ['document'], documents: 1 },
      said: { whatHappened: true },
    };
    const as = (office: string): Facts => ({ actor: { offices: [office] }, report: { reporterKind: office } });
    const submitted = allows(policy, 'report.submit', doubted, as('chair-mcb'));
    for (const office of may) submitted.allowed(as(office));
    submitted.refused(as('examiner'), 'who-doubts-documents', 'UC-6.4');
    submitted.refused({ report: { evidence: [] } }, 'evidence-with-it', 'UC-6.2');
    for (const about of ['circumstances', 'appeal'])
      hits(part(policy, { about }), { part: 'C', begins: '6.4' }, 'UC-6.4');
  }),
  clause('UC-6.5.1', 'no mark is disclosed to the student', (policy) => {
    const hidden = (who: string, closed: boolean) =>
      policy.hidden([who], { case: { closed } }).filter(({ what }) => what === 'mark');
    assert.deepEqual(
      hidden('student', false).map(({ clauses }) => clauses),
      [['UC-6.5.1']],
    );
    assert.deepEqual(hidden('student', true), []);
    assert.deepEqual(hidden('examiner', false), []);
  }),
  clause('UC-6.5.2', 'a suspicion after the mark was disclosed is no procedural irregularity', (policy) => {
    const appeal: Facts = {
      actor: { roles: ['student'] },
      lodged: { kind: 'appeal', byStudent: true, grounds: ['irregularity'] },
      appealsPolicy: { configured: true },
      original: { told: true },
    };
    allows(policy, 'appeal.lodge', appeal).refused(
      { lodged: { grounds: ['irregularity', 'mark-disclosed-first'] } },
      'mark-disclosed-first',
      'UC-6.5.2',
    );
  }),
  clause('UC-6.5.3', 'a provisional mark is normally removed while the matter is investigated', (policy) => {
    allows(policy, 'investigation.put-accusation', letter)
      .needsReason({ mark: { shown: true } }, 'mark-removed', 'UC-6.5.3')
      .allowed({ mark: { shown: true }, steps: { done: ['investigation.remove-mark'] } });
    isFor(policy, 'investigation.remove-mark', ['registry', 'manager'], ['student']);
  }),
  clause('UC-6.6', 'the Chair decides whether to investigate before the student is written to', (policy) => {
    isFor(policy, 'investigation.start', ['manager'], ['examiner', 'aqss', 'chair-mab']);
    const level5: Facts = { manager: { assigned: true }, assessment: { kind: 'coursework', moduleLevel: 5 } };
    assert.ok(isDue(policy, 'investigation.start', level5));
    assert.ok(!isDue(policy, 'investigation.start', level5, { assessment: { kind: 'examination' } }));
    assert.ok(!isDue(policy, 'investigation.start', level5, { assessment: { moduleLevel: 4 } }));
    allows(policy, 'investigation.put-accusation', letter).refused(
      { start: { done: false } },
      'decided-to-investigate',
      'UC-6.6',
    );
  }),
  clause('UC-6.7', 'where there is no case the examiner is given reasons and completes the assessment', (policy) => {
    isFor(policy, 'investigation.find-no-case', ['manager'], ['examiner', 'aqss']);
    allows(policy, 'investigation.find-no-case', { noCase: { reasonGiven: true, instruction: 'mark' } })
      .refused({ noCase: { reasonGiven: false } }, 'no-case-to-answer', 'UC-6.7')
      .refused({ noCase: { instruction: 'defer' } }, 'completed-as-normal', 'UC-6.7');
    assert.deepEqual(itemsOn(policy.notice('no-case-to-examiner'), 'UC-6.7'), ['reasons', 'instruction']);
    const afterViva: Facts = {
      assessment: { kind: 'coursework' },
      lastMeeting: { kind: 'viva' },
      desk: { foundNone: false },
    };
    hits(policy.table('no-case-stage', afterViva), { stage: 'review' }, 'UC-6.7');
  }),
  clause('UC-6.8.1', 'the student is written to by post and e-mail, and invited to a meeting', (policy) => {
    isFor(policy, 'investigation.put-accusation', ['manager'], ['examiner', 'aqss']);
    isFor(policy, 'investigation.invite', ['manager'], ['examiner', 'student']);
    const { ruling } = allows(policy, 'investigation.put-accusation', letter)
      .refused({ accusation: { channels: ['email'] } }, 'by-post-and-email', 'UC-6.8.1')
      .refused({ accusation: { channels: ['post'] } }, 'by-post-and-email', 'UC-6.8.1');
    assert.deepEqual(ruling.follows, ['allegation-letter', 'investigation.invite']);
    const { channels, to } = policy.notice('allegation-letter');
    assert.deepEqual([to, channels], [['student'], ['post', 'email']]);
    assert.deepEqual(itemsOn(policy.notice('allegation-letter'), 'UC-6.8.1'), ['allegation', 'meeting']);
    allows(policy, 'investigation.record-meeting', { meeting: { invited: true } }).refused(
      { meeting: { invited: false } },
      'invited',
      'UC-6.8.1',
    );
    const invited = allows(policy, 'investigation.invite', meeting('2017-11-15T10:00:00Z'))
      .refused({ allegation: { put: false } }, 'after-the-allegation', 'UC-6.8.1')
      .refused({ invitation: { kind: 'party' } }, 'meeting-or-viva', 'UC-6.8.1');
    assert.deepEqual(invited.ruling.follows, ['meeting-invitation']);
    assert.deepEqual(itemsOn(policy.notice('meeting-invitation'), 'UC-6.8.1'), ['date', 'time']);
    allows(policy, 'investigation.record-meeting', {
      meeting: { invited: true, at: '2017-11-15T10:00:00Z', startedAt: '2017-11-15T09:00:00Z' },
    }).refused({ meeting: { startedAt: '2017-11-14T23:59:59Z' } }, 'not-before-invited', 'UC-6.8.1');
  }),
  clause('UC-6.8.1.1', 'the meeting is normally 7 to 21 days after the allegation was sent', (policy) => {
    allows(policy, 'investigation.invite', meeting('2017-11-15T10:00:00Z'))
      .needsReason(meeting('2017-11-12T23:59:59Z'), 'not-sooner-than-seven-days', 'UC-6.8.1.1')
      .allowed(meeting('2017-11-13T00:00:00Z'))
      .allowed(meeting('2017-11-27T23:59:59Z'))
      .needsReason(meeting('2017-11-28T00:00:00Z'), 'not-later-than-21-days', 'UC-6.8.1.1')
      // Told two days later, of a day that is seven days after the allegation.
      .needsReason(
        { ...meeting('2017-11-14T23:59:59Z'), asked: { at: '2017-11-08T10:00:00Z' } },
        'seven-days-from-being-told',
        'UC-6.8.1.1',
      )
      .allowed({ ...meeting('2017-11-15T00:00:00Z'), asked: { at: '2017-11-08T10:00:00Z' } });
  }),
  clause('UC-6.8.1.2', 'the letter is accompanied by form AI-1 and the evidence', (policy) => {
    allows(policy, 'investigation.put-accusation', letter)
      .refused({ accusation: { reportEnclosed: false } }, 'form-and-evidence-enclosed', 'UC-6.8.1.2')
      .refused({ accusation: { evidenceEnclosed: false } }, 'form-and-evidence-enclosed', 'UC-6.8.1.2');
    assert.deepEqual(itemsOn(policy.notice('allegation-letter'), 'UC-6.8.1.2'), ['ai-1', 'evidence']);
  }),
  clause('UC-6.8.1.3', 'another registered student or an officer of the Students’ Union may attend', (policy) => {
    const facts: Facts = { companion: { legal: false, speaks: false } };
    const choose = (...codes: readonly string[]) =>
      policy.choose(
        'meeting-companion',
        codes.map((code) => ({ code })),
        facts,
      );
    assert.deepEqual(codesOf(choose()), []);
    assert.deepEqual(codesOf(choose('registered-student')), []);
    assert.deepEqual(codesOf(choose('students-union-officer')), []);
    for (const code of ['solicitor', 'parent-or-guardian', 'staff'])
      assert.deepEqual(codesOf(choose(code)), ['unknown-option']);
    isRefusedBy(choose('registered-student', 'students-union-officer'), 'not-so-many', 'UC-6.8.1.3');
  }),
  clause('UC-6.10', 'a student who does not attend does not delay the meeting', (policy) => {
    allows(policy, 'investigation.invite', meeting('2017-11-20T10:00:00Z'))
      .refused({ lastMeeting: { kind: 'meeting', attended: false } }, 'not-delayed', 'UC-6.10')
      .allowed({ lastMeeting: { kind: 'meeting', attended: true } });
    allows(policy, 'investigation.complete-ai-2', { lastMeeting: { kind: 'meeting', attended: false } });
  }),
  clause('UC-7.1', 'the examiner may ask for a viva where no document shows who wrote the work', (policy) => {
    isFor(policy, 'investigation.ask-for-viva', ['examiner'], ['manager', 'student']);
    allows(policy, 'investigation.ask-for-viva', {}).refused(
      { evidence: { direct: true } },
      'no-documentary-evidence',
      'UC-7.1',
    );
    allows(policy, 'investigation.authorise-viva', done({ askForViva: {} }), {
      field: { ground: 'authorship-suspected' },
    }).refused(done({ askForViva: { done: false } }), 'asked-by-examiner', 'UC-7.1');
    allows(policy, 'investigation.invite', viva).refused(
      done({ authoriseViva: { done: false } }),
      'viva-authorised',
      'UC-7.1',
    );
  }),
  clause('UC-7.2', 'a viva is for nothing but whether the student is the author', (policy) => {
    allows(policy, 'investigation.invite', viva).refused(
      { invitation: { purposeGiven: false } },
      'viva-purpose-given',
      'UC-7.2',
    );
    allows(policy, 'investigation.send-viva-report', done({ authoriseViva: {} }), {
      field: { onlyAuthorship: true },
    }).refused({ field: { onlyAuthorship: false } }, 'only-authorship', 'UC-7.2');
    const author = policy.step('investigation.send-viva-report')?.fields.find(({ name }) => name === 'author');
    assert.match(author?.title ?? '', /balance of probabilities/);
  }),
  clause('UC-7.3', 'a viva is conducted by appendix 6D, which must be configured', (policy) => {
    assert.equal(policy.setting('viva-procedure').value, null);
    allows(policy, 'investigation.invite', viva).refused(
      { conduct: { configured: false } },
      'viva-procedure-configured',
      'UC-7.3',
    );
  }),
  clause('UC-7.4.1', 'no allegation is put during a viva or immediately after it', (policy) => {
    allows(policy, 'investigation.put-accusation', letter)
      .refused(done({ authoriseViva: {} }), 'not-at-a-viva', 'UC-7.4.1')
      .allowed(done({ authoriseViva: {}, sendVivaReport: {} }));
  }),
  clause('UC-7.4.2', 'the report of the viva goes to the Chair, who decides on it', (policy) => {
    isFor(policy, 'investigation.send-viva-report', ['examiner'], ['manager', 'student']);
    allows(policy, 'investigation.start', { manager: { assigned: true }, case: { category: misconduct } })
      .refused(done({ authoriseViva: {} }), 'viva-reported', 'UC-7.4.2')
      .allowed(done({ authoriseViva: {}, sendVivaReport: {} }));
    allows(policy, 'investigation.send-viva-report', done({ authoriseViva: {} }), {
      field: { onlyAuthorship: true },
    }).refused(done({ authoriseViva: { done: false } }), 'viva-authorised', 'UC-7.4.2');
  }),
  clause('UC-7.5', 'the Chair may draw any conclusion from not attending a viva, for that decision', (policy) => {
    isFor(policy, 'investigation.draw-conclusion', ['manager'], ['examiner', 'airp-chair']);
    allows(policy, 'investigation.draw-conclusion', done({ sendVivaReport: { attended: false } }))
      .refused(done({ sendVivaReport: { attended: true } }), 'viva-not-attended', 'UC-7.5')
      .refused({ start: { done: true } }, 'only-for-the-decision', 'UC-7.5');
  }),
];
