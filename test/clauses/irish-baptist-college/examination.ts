import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, noon, toCommittee } from './facts.js';
import { allows, codesOf, containsEach, isDue, isFor, isRefusedBy, itemsOn } from './rulings.js';
import { people, withItems } from './investigation-states.js';

const found: Facts = {
  field: {
    detected: 'unauthorised material',
    time: '10:40',
    nature: 'Notes under the desk.',
    materialFound: true,
    materialType: 'handwritten notes',
    materialContent: 'Greek verbs',
    foundAt: '10:42',
    examinationTitle: 'New Testament Greek 1',
    startTime: '10:00',
  },
};

/** Clauses 57 to 63. */
export const examinationTests: readonly ClauseTest[] = [
  clause('IBC-57', 'candidates are told before the start; the material need not be pertinent', (policy) => {
    allows(policy, 'report.brief-candidates', { field: { pertinenceExplained: true } }).refused(
      { field: { pertinenceExplained: false } },
      'need-not-be-pertinent',
      'IBC-57',
    );
    const recorded = done({ examinationDetails: {}, briefCandidates: {} });
    allows(policy, 'report.examination-report-form', recorded, withItems(['suspicion', 'details'])).recorded(
      { step: { briefCandidates: { done: false } } },
      'candidates-told',
      'IBC-57',
    );
  }),
  clause('IBC-58', 'permitted material is confirmed to the student in advance', (policy) => {
    const start = { examination: { startsAt: '2026-05-18T09:30:00+01:00' } };
    allows(policy, 'report.confirm-permitted-material', [
      start,
      { happened: { at: '2026-05-18T09:30:00+01:00' } },
    ]).refused({ happened: { at: '2026-05-18T09:30:01+01:00' } }, 'in-advance', 'IBC-58');
    allows(policy, 'report.examination-details', [
      found,
      { field: { materialPermitted: true } },
      done({ confirmPermittedMaterial: {} }),
    ]).refused({ step: { confirmPermittedMaterial: { done: false } } }, 'permitted-in-advance', 'IBC-58');
  }),
  clause('IBC-59', 'invigilators monitor an examination, and record what they detect', (policy) => {
    allows(policy, 'report.examination-details', found);
    isFor(policy, 'report.examination-details', ['invigilator'], ['lecturer', 'registrar']);
    const detected = policy.step('report.examination-details')?.fields.find(({ name }) => name === 'detected');
    for (const kind of ['unauthorised material', 'unauthorised device', 'impersonation', 'copying'])
      assert.ok(detected?.choices.includes(kind));
  }),
  clause('IBC-60.1', 'time and nature are recorded, and all five details of material that was found', (policy) => {
    const allowed = allows(policy, 'report.examination-details', found)
      .refused({ field: { time: '' } }, 'time-and-nature', 'IBC-60.1')
      .refused({ field: { nature: ' ' } }, 'time-and-nature', 'IBC-60.1');
    for (const field of ['materialType', 'materialContent', 'foundAt', 'examinationTitle', 'startTime']) {
      allowed
        .refused({ field: { [field]: '' } }, 'material-described', 'IBC-60.1')
        .allowed({ field: { [field]: '', materialFound: false } });
    }
    const recorded = done({ examinationDetails: {}, briefCandidates: {} });
    allows(policy, 'report.examination-report-form', recorded, withItems(['suspicion', 'details'])).refused(
      { step: { examinationDetails: { done: false } } },
      'details-recorded',
      'IBC-60.1',
    );
  }),
  clause('IBC-60.2', 'a student who was asked to leave may return in the time remaining', (policy) => {
    allows(policy, 'report.ask-to-leave');
    const left = [{ examination: { endsAt: '2026-05-18T11:30:00+01:00' } }, done({ askToLeave: {} })];
    allows(policy, 'report.allow-return', [...left, { happened: { at: '2026-05-18T11:30:00+01:00' } }])
      .refused({ happened: { at: '2026-05-18T11:30:01+01:00' } }, 'time-remains', 'IBC-60.2')
      .refused({ step: { askToLeave: { done: false } } }, 'had-left', 'IBC-60.2');
  }),
  clause('IBC-61', 'the invigilator refers the form to the Director of Training as soon as possible', (policy) => {
    const recorded = done({ examinationDetails: { at: '2026-05-18T11:30:00+01:00' }, briefCandidates: {} });
    const inTime = { asked: { at: '2026-05-19T11:30:00+01:00' } };
    containsEach(policy, 'report.examination-report-form', [recorded, inTime], ['suspicion', 'details'], 'IBC-61');
    const { ruling } = allows(
      policy,
      'report.examination-report-form',
      [recorded, inTime],
      withItems(['suspicion', 'details']),
    ).recorded({ asked: { at: '2026-05-19T11:30:01+01:00' } }, 'as-soon-as-possible', 'IBC-61');
    assert.deepEqual([ruling.breaches, ruling.follows], [[], ['malpractice-referral', 'report.open-case']]);
    assert.equal(policy.deadline('examination-report', noon).setting, 'examination-report-window');
    isFor(policy, 'report.examination-report-form', ['invigilator'], ['lecturer', 'examiner']);
  }),
  clause('IBC-62', 'the student attends a post-examination interview with the Director or the Principal', (policy) => {
    const likely = done({ agreeOffenceLikely: { likely: true } });
    const interviewed = { assessment: { kind: 'examination' }, lastMeeting: { kind: 'post-examination-interview' } };
    allows(policy, 'investigation.refer', [toCommittee, likely, interviewed]).refused(
      { lastMeeting: { kind: '' } },
      'examination-interviewed',
      'IBC-62',
    );
    allows(policy, 'investigation.invite', {
      invitation: { kind: 'post-examination-interview' },
      assessment: { kind: 'examination' },
    })
      .refused({ assessment: { kind: 'coursework' } }, 'after-an-examination', 'IBC-62')
      .refused({ actor: { offices: ['lecturer'] } }, 'asked-by-the-director', 'IBC-62');
    const sat = { assessment: { kind: 'examination' } };
    assert.equal(isDue(policy, 'investigation.invite', sat), true);
    assert.equal(isDue(policy, 'investigation.invite', sat, { meeting: { invited: true } }), false);
    assert.equal(isDue(policy, 'investigation.record-meeting', sat, { meeting: { invited: true } }), true);
    const check = (name: string) =>
      policy.checkBody('post-examination-interviewers', [{ person: name, seat: 'interviewer' }], people);
    for (const name of ['director', 'principal']) assert.deepEqual(codesOf(check(name)), []);
    isRefusedBy(check('examiner'), 'not-from-interviewer', 'IBC-62');
    assert.deepEqual(itemsOn(policy, 'post-examination-interview-invitation', 'IBC-62'), [
      'interviewers',
      'information-sought',
    ]);
  }),
  clause('IBC-63', 'to the Committee if it is agreed that an offence is likely', (policy) => {
    const likely = done({ agreeOffenceLikely: { likely: true } });
    const interviewed = { assessment: { kind: 'examination' }, lastMeeting: { kind: 'post-examination-interview' } };
    allows(policy, 'investigation.refer', [toCommittee, likely, interviewed])
      .refused({ step: { agreeOffenceLikely: { likely: false } } }, 'offence-likely', 'IBC-63')
      .refused({ step: { agreeOffenceLikely: { done: false } } }, 'offence-likely', 'IBC-63');
    allows(policy, 'investigation.agree-offence-likely', interviewed).refused(
      { lastMeeting: { kind: '' } },
      'interviewed',
      'IBC-63',
    );
  }),
];
