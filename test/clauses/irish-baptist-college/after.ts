import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, factsFor } from './facts.js';
import { allows, isDue, isFor, itemsOn } from './rulings.js';
import { contentsOf, letter, letterItems, proven, punished, wantsEach } from './hearing-states.js';

const decisionLetter = contentsOf(...letterItems);
const minutes: Facts = {
  field: { onTemplate: true, factors: 'All five.', intendedImpact: 'None.', otherMatters: 'None.' },
};
/** Heard without the student. */
const absent: Facts = { presence: { studentPresent: false } };

const granted: Facts = { penalty: { noted: true, code: 'e', resit: true } };
const keptCredit: Facts = { penalty: { noted: true, code: 'e-without-loss-of-credit', resit: false } };
const zeros = ['e', 'f', 'g', 'h'].map((code) => `${code}-without-loss-of-credit`);

const anonymityLifted: Facts = {
  anonymity: { lifted: true },
  step: { feedbackForm: { done: true }, uploadMark: { done: true } },
};

const hides = (policy: Policy, what: string, from: string): boolean =>
  policy.hidden([from], anonymityLifted).some((one) => one.what === what);

/** The Registrar's minutes, letter, record and files, after a hearing with or without the student. */
function fourDuties(policy: Policy, id: string, given: readonly Facts[]): void {
  allows(policy, 'hearing.write-minutes', [...given, minutes]).refused(
    { field: { onTemplate: false } },
    'agreed-template',
    id,
  );
  assert.ok(isDue(policy, 'hearing.confirm-meeting', ...given));
  assert.deepEqual(itemsOn(policy, 'meeting-confirmation', id), ['meeting-held', 'penalty', 'deadlines']);
  allows(policy, 'sanctions.record-decision', [granted, { field: { resubmitBy: '2026-09-01' } }]).refused(
    { field: { resubmitBy: '' } },
    'resubmission-deadline',
    id,
  );
  assert.ok(hides(policy, 'malpractice-file', 'lecturer'));
}

export const afterTests: readonly ClauseTest[] = [
  clause('IBC-96', 'the student does not wait for the Board to grant the re-sit', (policy) => {
    const unconsented: Facts = { penalty: { consented: false } };
    assert.ok(isDue(policy, 'sanctions.open-resubmission', granted, unconsented));
    allows(policy, 'sanctions.open-resubmission', [granted, unconsented])
      .refused({ penalty: { resit: false } }, 'permitted-by-the-committee', 'IBC-96')
      .refused({ penalty: { noted: false } }, 'permitted-by-the-committee', 'IBC-96');
    assert.ok(!isDue(policy, 'sanctions.open-resubmission', granted, done({ openResubmission: {} })));
  }),
  clause('IBC-97.1', 'the Registrar writes the minutes, on the agreed template', (policy) => {
    allows(policy, 'hearing.write-minutes', [...proven, minutes])
      .refused({ field: { onTemplate: false } }, 'agreed-template', 'IBC-97.1')
      .refused(
        { actor: { offices: ['teaching-staff'], roles: ['committee-member'] } },
        'registrars-minutes',
        'IBC-97.1',
      );
  }),
  clause(
    'IBC-97.2',
    'the Registrar confirms the meeting, the penalty and any deadlines as soon as there is a decision',
    (policy) => {
      assert.ok(isDue(policy, 'hearing.confirm-meeting', ...punished));
      assert.ok(!isDue(policy, 'hearing.confirm-meeting', ...proven));
      assert.ok(!isDue(policy, 'hearing.confirm-meeting', ...punished, done({ confirmMeeting: {} })));
      allows(policy, 'hearing.confirm-meeting', punished).refused(
        { penalty: { decided: false } },
        'decided',
        'IBC-97.2',
      );
      isFor(policy, 'hearing.confirm-meeting', ['registrar'], ['lecturer', 'director-of-training']);
      assert.deepEqual(itemsOn(policy, 'meeting-confirmation', 'IBC-97.2'), ['meeting-held', 'penalty', 'deadlines']);
    },
  ),
  clause('IBC-97.3', 'the decision is recorded, with a deadline where a resubmission is granted', (policy) => {
    allows(policy, 'sanctions.record-decision', [granted, { field: { resubmitBy: '2026-09-01' } }])
      .refused({ field: { resubmitBy: '' } }, 'resubmission-deadline', 'IBC-97.3')
      .refused({ penalty: { resit: false } }, 'resubmission-granted', 'IBC-97.3')
      .allowed({ penalty: { resit: false }, field: { resubmitBy: '' } });
    isFor(policy, 'sanctions.record-decision', ['registrar'], ['lecturer', 'director-of-training']);
    assert.ok(isDue(policy, 'sanctions.record-decision', granted));
  }),
  clause('IBC-97.4', 'the documentation is on files of restricted access', (policy) => {
    for (const one of ['lecturer', 'examiner', 'invigilator', 'student-representative'])
      assert.ok(hides(policy, 'malpractice-file', one), one);
    for (const one of ['registrar', 'committee-member']) assert.ok(!hides(policy, 'malpractice-file', one), one);
  }),
  clause(
    ['IBC-97.4', 'IBC-113.1'],
    'it is for those who have a duty in every case or a part in this one, and for no other office',
    (policy) => {
      const inEveryCase = ['registrar', 'director-of-training', 'principal', 'progression-and-awards-chair', 'student'];
      for (const office of Object.keys(policy.describe().offices.offices))
        assert.equal(hides(policy, 'malpractice-file', office), !inEveryCase.includes(office), office);
      for (const part of ['interviewer', 'committee-member', 'committee-chair', 'appeal-member', 'appeal-chair'])
        assert.ok(!hides(policy, 'malpractice-file', part), part);
      for (const part of ['marker-of-another-module', 'companion', 'transcript-reader'])
        assert.ok(hides(policy, 'malpractice-file', part), part);
    },
  ),
  clause(['IBC-89.6', 'IBC-72'], 'the student sees the paperwork that the Committee sees, and the record', (policy) => {
    assert.ok(!hides(policy, 'malpractice-file', 'student'));
  }),
  clause('IBC-102.2', 'after a finding in absentia the Registrar has the same four duties', (policy) => {
    fourDuties(policy, 'IBC-102.2', [...punished, absent]);
  }),
  clause(
    'IBC-105',
    'the Committee may direct the Board that a zero is without loss of credit, and says why',
    (policy) => {
      const why = (disproportion: string): Facts => ({ field: { disproportion } });
      const directing = allows(policy, 'sanctions.direct-board', [keptCredit, why('The final semester.')]);
      for (const code of zeros) directing.allowed({ penalty: { code } });
      for (const code of ['a', 'e', 'g', 'i']) directing.refused({ penalty: { code } }, 'zero-without-loss', 'IBC-105');
      directing.refused(why(' '), 'disproportion-stated', 'IBC-105');
      assert.deepEqual(directing.ruling.follows, ['board-direction']);
      isFor(policy, 'sanctions.direct-board', [], ['registrar', 'lecturer', 'principal']);
    },
  ),
  clause('IBC-111.1', 'the Committee refers work for resubmission by its own authority', (policy) => {
    const member: Facts = { actor: { offices: ['teaching-staff'], roles: ['committee-member'] } };
    const { authority } = allows(policy, 'sanctions.open-resubmission', [granted, member]).ruling;
    assert.ok(authority.includes('IBC-111.1'));
  }),
  clause(
    'IBC-111.2',
    "it may recommend to the Chair of the Board what is in the student's academic interest",
    (policy) => {
      const recommending: Facts = { penalty: { noted: true }, field: { interest: 'Two further occasions.' } };
      allows(policy, 'sanctions.recommend-to-board', recommending)
        .refused({ field: { interest: '' } }, 'academic-interest', 'IBC-111.2')
        .refused({ penalty: { noted: false } }, 'decided', 'IBC-111.2');
      assert.deepEqual(policy.notice('board-recommendation').to, ['progression-and-awards-chair']);
    },
  ),
  clause('IBC-107.1', 'the decision goes out within 5 working days; late, it goes out and is on record', (policy) => {
    assert.equal(policy.deadline('decision-letter', '2026-07-08T12:00:00+01:00').date, '2026-07-16');
    const sent = (at: string): Facts => ({ letter: { at } });
    const communicating = allows(policy, 'hearing.communicate', [...punished, letter], decisionLetter);
    communicating.recorded(sent('2026-07-17T00:00:00+01:00'), 'letter-in-time', 'IBC-107.1');
    const inTime = policy.rule(
      'hearing.communicate',
      factsFor(policy, 'hearing.communicate', ...punished, letter, sent('2026-07-16T23:59:59+01:00')),
      decisionLetter,
    );
    assert.deepEqual(inTime.breaches, []);
    communicating.refused({ penalty: { decided: false } }, 'decision-reached', 'IBC-107.1');
    assert.ok(isDue(policy, 'hearing.communicate', ...punished));
    assert.ok(isDue(policy, 'hearing.communicate', ...proven, { finding: { proven: false } }));
  }),
  clause(
    'IBC-107.2',
    'the letter has decision, factors, consequences, the procedure and the right of appeal',
    (policy) => {
      wantsEach(policy, 'hearing.communicate', [...punished, letter], decisionLetter, 'IBC-107.2', letterItems);
      assert.deepEqual(itemsOn(policy, 'decision-letter', 'IBC-107.2'), letterItems);
    },
  ),
  clause(
    'IBC-108',
    'the letter should suggest study skills advice, and warn of the consequences of a repeat',
    (policy) => {
      allows(policy, 'hearing.communicate', [...punished, letter], decisionLetter).allowed({
        finding: { proven: false },
        letter: { suggestsAdvice: false, warnsOfRepeat: false },
      });
      for (const [name, code] of [
        ['suggestsAdvice', 'study-advice'],
        ['warnsOfRepeat', 'repeat-warning'],
      ] as const) {
        const lacking = factsFor(policy, 'hearing.communicate', ...punished, letter, { letter: { [name]: false } });
        const without = policy.rule('hearing.communicate', lacking, decisionLetter);
        assert.deepEqual(
          without.refusals.map((refusal) => refusal.field),
          [`/reasons/${code}`],
        );
        const reasons = { [code]: 'The student has left.' };
        const departed = policy.rule('hearing.communicate', lacking, { ...decisionLetter, reasons });
        assert.deepEqual([departed.refusals, departed.departures.map((one) => one.code)], [[], [code]]);
      }
    },
  ),
  clause('IBC-109.1', "a copy of the letter is placed on the student's file", (policy) => {
    assert.ok(isDue(policy, 'file.keep-letter', { file: { communicated: true } }));
    assert.ok(!isDue(policy, 'file.keep-letter', { file: { communicated: false } }));
    allows(policy, 'file.keep-letter', { file: { communicated: true } }).refused(
      { file: { communicated: false } },
      'letter-sent',
      'IBC-109.1',
    );
    const closing: readonly Facts[] = [{ file: { proven: true } }, done({ keepLetter: {}, enterInRecord: {} })];
    allows(policy, 'file.close', closing).refused(
      { step: { keepLetter: { done: false } } },
      'letter-kept',
      'IBC-109.1',
    );
  }),
  clause('IBC-109.2', 'the official transcript shows marks only, not that malpractice has taken place', (policy) => {
    assert.ok(hides(policy, 'malpractice', 'transcript-reader'));
    assert.ok(!hides(policy, 'malpractice', 'registrar'));
  }),
  clause('IBC-114', 'transcripts make no reference to marks affected by penalties', (policy) => {
    assert.ok(hides(policy, 'penalties', 'transcript-reader'));
    assert.ok(!hides(policy, 'penalties', 'registrar'));
  }),
  clause('IBC-110.1', 'the Registrar enters each case with its nature and the level of penalty', (policy) => {
    const dealtWith: Facts = { file: { findingReached: true, proven: true } };
    allows(policy, 'file.enter-in-record', [dealtWith, { field: { nature: 'plagiarism', level: 'e' } }])
      .refused({ field: { level: '' } }, 'level-of-penalty', 'IBC-110.1')
      .refused({ file: { findingReached: false } }, 'case-dealt-with', 'IBC-110.1')
      .allowed({ file: { proven: false }, field: { level: '' } });
    assert.ok(isDue(policy, 'file.enter-in-record', dealtWith));
    isFor(policy, 'file.enter-in-record', ['registrar'], ['lecturer', 'director-of-training']);
    const closing: readonly Facts[] = [{ file: { proven: true } }, done({ keepLetter: {}, enterInRecord: {} })];
    allows(policy, 'file.close', closing).refused(
      { step: { enterInRecord: { done: false } } },
      'case-counted',
      'IBC-110.1',
    );
  }),
  clause('IBC-110.2', 'a report on the cases is presented as required, again and again', (policy) => {
    allows(policy, 'file.report-cases');
    assert.equal(policy.step('file.report-cases')?.repeatable, true);
    isFor(policy, 'file.report-cases', ['registrar'], ['lecturer']);
  }),
  clause('IBC-112', 'markers are not told who is suspected in another module', (policy) => {
    assert.ok(hides(policy, 'suspected-identity', 'marker-of-another-module'));
    assert.ok(!hides(policy, 'suspected-identity', 'director-of-training'));
  }),
  clause('IBC-113.1', 'details are shared only with those involved in the process', (policy) => {
    const sharing = allows(policy, 'file.share', { field: { person: 'A', part: 'committee' } });
    sharing.allowed({ field: { part: 'student' } });
    sharing.refused({ field: { part: 'none' } }, 'involved-in-the-process', 'IBC-113.1');
  }),
  clause(
    ['IBC-113.2', 'IBC-123.2'],
    'how long it is kept is stated nowhere: nothing is destroyed until it is configured',
    (policy) => {
      const closed: readonly Facts[] = [
        { file: { closed: true, mayBeDestroyed: true } },
        { retention: { configured: true }, disposal: { reasonGiven: true } },
      ];
      allows(policy, 'file.dispose', closed).refused(
        { disposal: { reasonGiven: false } },
        'disposal-reasoned',
        'IBC-113.2',
      );
      const { refusals } = policy.rule(
        'file.dispose',
        factsFor(policy, 'file.dispose', ...closed, { retention: { configured: false } }),
      );
      assert.deepEqual(
        refusals.map(({ code, clauses }) => [code, clauses]),
        [
          ['retention-configured', ['IBC-113.2']],
          ['appeal-retention-configured', ['IBC-123.2']],
        ],
      );
      assert.ok(refusals.every(({ says }) => says.includes('irish-baptist-college/retention-schedule')));
      assert.equal(policy.setting('retention-schedule').value, null);
      const retention = { centreSanctioned: false, certificatesInvalidated: false, prosecution: false };
      assert.deepEqual(
        policy.table('retention', retention).rows.map(({ then, settings }) => [then['keep'], settings]),
        [[null, ['retention-schedule']]],
      );
    },
  ),
  clause('IBC-113.2', 'the record of an open case, or one on hold, is kept', (policy) => {
    const ended = [
      { file: { closed: true, mayBeDestroyed: true } },
      { retention: { configured: true }, disposal: { reasonGiven: true } },
    ];
    allows(policy, 'file.dispose', ended)
      .refused({ file: { mayBeDestroyed: false } }, 'kept-long-enough', 'IBC-113.2')
      .refused({ file: { closed: false } }, 'case-closed', 'IBC-113.2')
      .refused({ file: { held: true } }, 'not-held', 'IBC-113.2');
  }),
];
