import assert from 'node:assert/strict';
import type { Facts } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done } from './facts.js';
import { allows, isDue, isFor } from './rulings.js';
import {
  allFactors,
  attending,
  factors,
  finding,
  heard,
  invited,
  judgement,
  opened,
  penalty,
  proven,
  punished,
  wantsEach,
} from './hearing-states.js';

const opening: readonly Facts[] = [...invited, attending];
const deciding: readonly Facts[] = [...heard, finding];
const resuming: readonly Facts[] = [...opened, attending, { sitting: { suspended: true } }];
const member: Facts = { actor: { offices: ['teaching-staff'], roles: ['committee-member'] } };

/** In absentia: what came of the offer of an online meeting. */
const answered = (answer: string): Facts => done({ offerOnline: {}, recordOnlineAnswer: { answer } });
const inAbsentia: Facts = { attending: { student: false, companion: 'none' } };

const notDone = (step: string): Facts => ({ step: { [step]: { done: false } } });

export const meetingTests: readonly ClauseTest[] = [
  clause('IBC-80.1', 'minutes of the proceedings and decisions, on the College template', (policy) => {
    const minutes = { onTemplate: true, factors: 'All five.', intendedImpact: 'None.', otherMatters: 'None.' };
    allows(policy, 'hearing.write-minutes', [...proven, { field: minutes }])
      .refused({ field: { onTemplate: false } }, 'agreed-template', 'IBC-80.1')
      .refused({ finding: { reached: false } }, 'decided', 'IBC-80.1');
    assert.ok(isDue(policy, 'hearing.write-minutes', ...proven));
  }),
  clause('IBC-80.2', 'a member makes the record only if nobody of the professional staff is available', (policy) => {
    const minutes = { onTemplate: true, factors: 'All five.', intendedImpact: 'None.', otherMatters: 'None.' };
    allows(policy, 'hearing.write-minutes', [...proven, { field: minutes }])
      .refused(member, 'registrars-minutes', 'IBC-80.2')
      .allowed({ ...member, steps: { done: ['hearing.appoint-record-keeper'] } });
    allows(policy, 'hearing.appoint-record-keeper', { field: { nobodyAvailable: true } }).refused(
      { field: { nobodyAvailable: false } },
      'nobody-available',
      'IBC-80.2',
    );
  }),
  clause('IBC-81.1', 'the meeting opens with a complete Committee, which is made up before', (policy) => {
    allows(policy, 'hearing.open', opening).refused({ body: { complete: false } }, 'committee-complete', 'IBC-81.1');
    for (const act of ['hearing.appoint-member', 'hearing.replace-member'])
      allows(policy, act)
        .refused({ sitting: { opened: true } }, 'before-the-meeting', 'IBC-81.1')
        .allowed({ sitting: { opened: true, suspended: true } });
  }),
  clause(
    ['IBC-81.1', 'IBC-8.5'],
    'it decides, and goes on, as it is complete: without whom an interest bars',
    (policy) => {
      const incomplete: Facts = { body: { complete: false } };
      allows(policy, 'hearing.decide-finding', deciding).refused(incomplete, 'committee-still-complete', 'IBC-8.5');
      allows(policy, 'hearing.decide-penalty', [...proven, penalty], allFactors).refused(
        incomplete,
        'committee-still-complete',
        'IBC-81.1',
      );
      allows(policy, 'hearing.resume', resuming).refused(incomplete, 'committee-complete', 'IBC-81.1');
      const sitting: Facts = { body: { name: 'special-cases-committee', complete: false }, sitting: { opened: true } };
      assert.ok(!isDue(policy, 'hearing.appoint-member', sitting));
      assert.ok(isDue(policy, 'hearing.appoint-member', sitting, { sitting: { suspended: true } }));
    },
  ),
  clause(['IBC-89.2', 'IBC-90'], 'the meeting is held, and goes on, at the hour that was told', (policy) => {
    const early: Facts = { sitting: { timeCome: false } };
    allows(policy, 'hearing.open', opening)
      .refused(early, 'time-come', 'IBC-89.2')
      .refused(early, 'time-come', 'IBC-90');
    allows(policy, 'hearing.resume', resuming).refused(early, 'time-come', 'IBC-89.2');
  }),
  clause(
    ['IBC-89.1', 'IBC-90', 'IBC-100'],
    'it goes on with a student who was invited to it, or as in absentia',
    (policy) => {
      allows(policy, 'hearing.resume', resuming)
        .refused({ sitting: { invited: false } }, 'student-invited', 'IBC-89.1')
        .refused({ sitting: { served: false } }, 'documents-sent', 'IBC-90')
        .refused({ attending: { student: false } }, 'in-absentia', 'IBC-100')
        .refused({ attending: { companion: 'legal' } }, 'no-lawyer', 'IBC-89.5');
    },
  ),
  clause(
    ['IBC-92', 'IBC-107.1'],
    'whether malpractice has occurred is decided once, and of that category',
    (policy) => {
      allows(policy, 'hearing.decide-finding', deciding)
        .refused({ finding: { reached: true } }, 'not-yet-decided', 'IBC-107.1')
        .refused({ breach: { category: 'poor-practice' } }, 'malpractice-or-nothing', 'IBC-92')
        .refused({ breach: { category: '' } }, 'malpractice-or-nothing', 'IBC-92')
        .refused({ breach: { outcomes: ['malpractice', 'poor-practice'] } }, 'malpractice-or-nothing', 'IBC-92')
        .refused({ breach: { found: false, outcomes: [] } }, 'malpractice-or-nothing', 'IBC-92')
        .allowed({ breach: { found: false, outcomes: [], category: '' } });
    },
  ),
  clause('IBC-37.1', 'what is proven is proven by evidence', (policy) => {
    allows(policy, 'hearing.decide-finding', deciding).refused(
      { breach: { evidenced: false } },
      'rests-on-evidence',
      'IBC-37.1',
    );
  }),
  clause(
    ['IBC-101.1', 'IBC-102.1'],
    'a student who does not attend was asked to respond, and had ten working days',
    (policy) => {
      const wrote: Facts = done({ receiveStatement: { statement: 'I did not.' } });
      const invitedAt = (at: string): Facts => ({ sitting: { invitedAt: at } });
      const short = invitedAt('2026-07-02T10:00:00+01:00');
      const away = [...opening, inAbsentia, answered('declined'), invitedAt('2026-07-01T10:00:00+01:00')];
      allows(policy, 'hearing.open', away)
        .refused({ sitting: { statementTold: false } }, 'response-asked-for', 'IBC-101.1')
        .allowed({ sitting: { statementTold: false }, attending: { student: true } })
        .needsReason(short, 'response-awaited', 'IBC-102.1')
        .allowed({ ...short, ...wrote })
        .allowed({ ...short, attending: { student: true } });
    },
  ),
  clause('IBC-81.3', 'the meeting opens with the Registrar in attendance', (policy) => {
    const without: Facts = { attending: { offices: ['director-of-training', 'teaching-staff'] } };
    allows(policy, 'hearing.open', opening)
      .refused(without, 'registrar-attends', 'IBC-81.3')
      .allowed({ ...without, steps: { done: ['hearing.appoint-record-keeper'] } });
  }),
  clause(['IBC-89.1', 'IBC-90'], 'the meeting opens when student and members have had their documents', (policy) => {
    const ready: Facts = { body: { complete: true }, sitting: { invited: true, served: true, opened: false } };
    assert.ok(isDue(policy, 'hearing.open', ready));
    for (const missing of [
      { body: { complete: false } },
      { sitting: { invited: false } },
      { sitting: { served: false } },
    ])
      assert.ok(!isDue(policy, 'hearing.open', ready, missing));
    assert.ok(!isDue(policy, 'hearing.open', ready, { sitting: { opened: true } }));
    allows(policy, 'hearing.open', opening)
      .refused({ sitting: { invited: false } }, 'student-invited', 'IBC-89.1')
      .refused({ sitting: { served: false } }, 'documents-sent', 'IBC-90');
  }),
  clause('IBC-89.4', 'normally a fellow student or a member of staff comes with the student', (policy) => {
    const cameWith = (companion: string): Facts => ({ attending: { companion } });
    allows(policy, 'hearing.open', opening)
      .allowed(cameWith('staff'))
      .allowed(cameWith('none'))
      .needsReason(cameWith('other'), 'usual-companion', 'IBC-89.4');
  }),
  clause('IBC-89.5', 'a lawyer is not admitted', (policy) => {
    allows(policy, 'hearing.open', opening)
      .refused({ attending: { companion: 'legal' } }, 'no-lawyer', 'IBC-89.5')
      .refused({ attending: { companion: 'solicitor' } }, 'companion-named', 'IBC-89.5');
  }),
  clause(
    'IBC-99',
    'a case is not heard in absentia of whoever was to be offered an online meeting and was not',
    (policy) => {
      const answerOnly = done({ recordOnlineAnswer: { answer: 'no-response' } });
      allows(policy, 'hearing.open', [...opening, inAbsentia, answerOnly])
        .refused({ absence: { abroad: true } }, 'online-offered', 'IBC-99')
        .refused({ absence: { legitimate: true } }, 'online-offered', 'IBC-99')
        .allowed({ absence: { abroad: true }, ...done({ offerOnline: {} }) });
    },
  ),
  clause(
    'IBC-100',
    'in absentia where online is impossible, is declined, or nobody answers in reasonable time',
    (policy) => {
      const hearing = allows(policy, 'hearing.open', [...opening, inAbsentia, answered('declined')])
        .allowed(answered('impossible'))
        .allowed(answered('no-response'));
      hearing.refused(answered('accepted'), 'in-absentia', 'IBC-100');
      hearing.refused(notDone('recordOnlineAnswer'), 'in-absentia', 'IBC-100');
    },
  ),
  clause('IBC-100', "what time is reasonable depends on the student's location", (policy) => {
    const offered = done({ offerOnline: {} });
    allows(policy, 'hearing.record-online-answer', [
      offered,
      { field: { answer: 'no-response', location: 'Kenya: 8 days' } },
    ])
      .refused({ field: { location: ' ' } }, 'time-for-the-place', 'IBC-100')
      .refused(notDone('offerOnline'), 'offered-before', 'IBC-100')
      .allowed({ ...notDone('offerOnline'), field: { answer: 'impossible', location: '' } })
      .allowed({ field: { answer: 'declined', location: '' } });
  }),
  clause('IBC-82.1', 'nothing is decided, or presented, before the meeting is open', (policy) => {
    allows(policy, 'hearing.decide-finding', deciding).refused(
      { sitting: { opened: false } },
      'not-before-the-student',
      'IBC-82.1',
    );
    allows(policy, 'hearing.present-case', opened).refused({ sitting: { opened: false } }, 'meeting-open', 'IBC-82.1');
  }),
  clause('IBC-82.2', 'the student hears all the evidence and explains, before anything is decided', (policy) => {
    allows(policy, 'hearing.decide-finding', deciding)
      .refused(notDone('hearResponse'), 'student-heard', 'IBC-82.2')
      .allowed({ ...notDone('hearResponse'), presence: { studentPresent: false } });
    allows(policy, 'hearing.hear-response', [...heard, { field: { heardAll: true, by: 'student' } }]).refused(
      { field: { heardAll: false } },
      'heard-all-the-evidence',
      'IBC-82.2',
    );
  }),
  clause(
    ['IBC-82.3', 'IBC-92'],
    'the student and the companion leave when all is heard, and then it is decided',
    (policy) => {
      allows(policy, 'hearing.decide-finding', deciding)
        .refused(notDone('partiesLeave'), 'parties-left', 'IBC-82.3')
        .allowed({ ...notDone('partiesLeave'), presence: { studentPresent: false } });
    },
  ),
  clause('IBC-92', 'they are asked to leave once all the evidence from both parties has been heard', (policy) => {
    allows(policy, 'hearing.parties-leave', [...opened, done({ presentCase: {}, hearResponse: {} })])
      .refused(notDone('hearResponse'), 'all-heard', 'IBC-92')
      .refused(notDone('presentCase'), 'all-heard', 'IBC-92');
  }),
  clause('IBC-91', 'the case is presented, then student or companion is invited to respond', (policy) => {
    allows(policy, 'hearing.decide-finding', deciding).refused(notDone('presentCase'), 'case-presented', 'IBC-91');
    allows(policy, 'hearing.hear-response', [...heard, { field: { heardAll: true, by: 'companion' } }])
      .refused(notDone('presentCase'), 'after-the-case', 'IBC-91')
      .refused({ field: { by: 'nobody', response: ' ' } }, 'invited-to-respond', 'IBC-91')
      .allowed({ field: { by: 'nobody', response: 'Asked twice.' } })
      .allowed({ field: { by: 'nobody' }, presence: { studentPresent: false } });
    assert.deepEqual(policy.step('hearing.hear-response')?.fields.find(({ name }) => name === 'by')?.choices, [
      'student',
      'companion',
      'both',
      'nobody',
    ]);
  }),
  clause('IBC-83.1', 'a penalty follows an offence that is admitted or proven, and nothing else', (policy) => {
    allows(policy, 'hearing.decide-penalty', [...proven, penalty], allFactors)
      .refused({ finding: { proven: false } }, 'malpractice-proven', 'IBC-83.1')
      .refused({ finding: { reached: false } }, 'malpractice-proven', 'IBC-83.1');
    assert.ok(isDue(policy, 'hearing.decide-penalty', ...proven));
    assert.ok(!isDue(policy, 'hearing.decide-penalty', ...punished));
    assert.ok(!isDue(policy, 'hearing.decide-penalty', ...proven, { finding: { proven: false } }));
  }),
  clause('IBC-92', 'what is decided is whether malpractice has occurred', (policy) => {
    const outcomes = policy.choices('finding-outcomes', {});
    assert.deepEqual(
      outcomes.map(({ code, breach }) => [code, breach]),
      [
        ['malpractice', true],
        ['not-shown', false],
      ],
    );
    assert.ok(outcomes[0]?.clauses.includes('IBC-92'));
  }),
  clause('IBC-83.2', 'the hearing is suspended for further enquiries before a decision, and resumed', (policy) => {
    assert.ok(isDue(policy, 'hearing.resume', ...opened, { sitting: { suspended: true } }));
    assert.ok(!isDue(policy, 'hearing.resume', ...opened, { sitting: { suspended: false } }));
    const undecided: Facts = { sitting: { opened: true, suspended: false }, finding: { reached: false } };
    assert.ok(isDue(policy, 'hearing.decide-finding', undecided));
    assert.ok(!isDue(policy, 'hearing.decide-finding', undecided, { sitting: { suspended: true } }));
    assert.ok(!isDue(policy, 'hearing.decide-finding', undecided, { sitting: { opened: false } }));
    assert.ok(!isDue(policy, 'hearing.decide-finding', undecided, { finding: { reached: true } }));
    allows(policy, 'hearing.suspend', opened)
      .refused({ sitting: { suspended: true } }, 'under-way', 'IBC-83.2')
      .refused({ sitting: { opened: false } }, 'under-way', 'IBC-83.2')
      .refused({ finding: { reached: true } }, 'before-the-decision', 'IBC-83.2');
    allows(policy, 'hearing.decide-finding', deciding).refused(
      { sitting: { suspended: true } },
      'not-suspended',
      'IBC-83.2',
    );
    allows(policy, 'hearing.resume', resuming).refused({ sitting: { suspended: false } }, 'suspended', 'IBC-83.2');
  }),
  clause('IBC-77', 'seriousness, aggravation, consistency between cases and proportionality', (policy) => {
    const given = [...proven, penalty];
    wantsEach(policy, 'hearing.decide-penalty', given, allFactors, 'IBC-77', judgement);
    allows(policy, 'hearing.decide-penalty', given, allFactors)
      .refused({ comparable: { considered: false } }, 'comparable-cases', 'IBC-77')
      .refused({ comparable: { outlier: true } }, 'consistent', 'IBC-77');
    allows(policy, 'hearing.decide-penalty', [...given, { comparable: { outlier: true } }], {
      ...allFactors,
      reasons: { consistent: 'It was planned for a year.' },
    });
  }),
  clause('IBC-78', 'level of study, proportion, weighting, history and intention: five factors', (policy) => {
    wantsEach(policy, 'hearing.decide-penalty', [...proven, penalty], allFactors, 'IBC-78', factors);
    allows(policy, 'hearing.decide-penalty', [...proven, penalty], allFactors).refused(
      { penalty: { reasonsGiven: false } },
      'reasons-given',
      'IBC-78',
    );
  }),
  clause(
    'IBC-79',
    'the minutes say how far each factor contributed, the impact intended, and what else counted',
    (policy) => {
      const minutes = { onTemplate: true, factors: 'History most.', intendedImpact: 'None.', otherMatters: 'None.' };
      allows(policy, 'hearing.write-minutes', [...proven, { field: minutes }])
        .refused({ field: { factors: ' ' } }, 'factors-recorded', 'IBC-79')
        .refused({ field: { intendedImpact: '' } }, 'impact-recorded', 'IBC-79')
        .refused({ field: { otherMatters: '' } }, 'other-matters-recorded', 'IBC-79')
        .allowed({ finding: { proven: false }, field: { factors: '', intendedImpact: '', otherMatters: '' } });
    },
  ),
  clause('IBC-86', 'the impact on progression, result and career stands there before the penalty', (policy) => {
    wantsEach(policy, 'hearing.decide-penalty', [...proven, penalty], allFactors, 'IBC-86', ['impact']);
  }),
  clause('IBC-73.4', 'a penalty is applied by the Special Cases Committee and by nobody else', (policy) => {
    allows(policy, 'hearing.decide-penalty', [...proven, penalty], allFactors).refused(
      { body: { name: 'interviewers' } },
      'by-the-committee',
      'IBC-73.4',
    );
    isFor(policy, 'hearing.decide-penalty', [], ['director-of-training', 'principal', 'lecturer', 'registrar']);
  }),
  clause('IBC-106', 'all assessed work is reviewed on a finding, for very good reasons', (policy) => {
    allows(policy, 'hearing.order-review', [...proven, { field: { reasons: 'The same essay mill.' } }])
      .refused({ field: { reasons: ' ' } }, 'very-good-reasons', 'IBC-106')
      .refused({ finding: { proven: false } }, 'malpractice-found', 'IBC-106');
  }),
];
