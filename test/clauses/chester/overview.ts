import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { done, misconduct, noon, person, practice } from './investigation-facts.js';
import { allows, codesOf, hits, isFor, isRefusedBy, itemsOn } from './rulings.js';

/** In summer time, on the Friday before the bank holiday of 28 May 2018. */
const friday = (time: string) => `2018-05-25T${time}+01:00`;
const weekend = ['2018-05-26T10:00:00+01:00', '2018-05-27T15:59:00+01:00'];

const level4: Facts = { assessment: { moduleLevel: 4 }, student: { registeredLevel: 4 }, case: { category: practice } };

const daysOf = (policy: Policy, name: string, anchor: string) => policy.deadline(name, anchor).date;

const lettersToStudents = [
  'allegation-letter',
  'ai-2-copy',
  'ai-x-warning',
  'review-decision-letter',
  'subgroup-decision-letter',
  'course-required',
  'course-outcome-letter',
];

const panel = (policy: Policy, member: Facts) =>
  policy.checkBody(
    'airp',
    [
      { person: 'chair', seat: 'chair' },
      { person: 'one', seat: 'member' },
      { person: 'two', seat: 'member' },
      { person: 'advisor', seat: 'advisor' },
    ],
    {
      chair: person({ offices: ['airp-chair', 'head-of-department'] }),
      one: person({ offices: ['airp-member', 'academic-staff'], ...member }),
      two: person({ offices: ['airp-member', 'academic-staff'] }),
      advisor: person({ offices: ['procedural-advisor'] }),
    },
  );

const offenceFacts = (offence: Facts, startedLevel5 = true): Facts => ({
  offence: {
    category: practice,
    moduleLevel: 5,
    firstAtLevel5Plus: true,
    standardPenaltyOpen: true,
    coursePassed: false,
    ...offence,
  },
  student: { startedLevel5 },
});

const standing = (policy: Policy, offence: Facts, startedLevel5 = true) =>
  policy.table('offence-standing', offenceFacts(offence, startedLevel5));

export const overviewTests: readonly ClauseTest[] = [
  clause('UC-3.2', 'a tutor who marks has the obligation to report, as the one who marks', (policy) => {
    allows(policy, 'report.submit', {
      actor: { offices: ['examiner'] },
      report: { about: 'assessment', reporterKind: 'examiner', evidence: ['work'], documents: 1, moduleSaid: true },
      said: { whatHappened: true },
    }).refused({ actor: { offices: ['invigilator'] } }, 'by-who-marks', 'UC-3.2');
  }),
  clause('UC-3.3', "a post-holder's line manager may nominate another person to act instead", (policy) => {
    const step = 'investigation.nominate-substitute';
    isFor(policy, step, ['line-manager'], ['manager', 'chair-mab', 'examiner']);
    allows(policy, step, {
      field: { post: 'chair-mab', holder: 'a', nominee: 'b' },
      nomination: { lineManagerOfHolder: true, holderHasPost: true },
    })
      .refused({ field: { nominee: 'a' } }, 'another-person', 'UC-3.3')
      .refused({ nomination: { lineManagerOfHolder: false } }, 'line-manager-of-the-holder', 'UC-3.3')
      .refused({ nomination: { holderHasPost: false } }, 'holder-of-the-post', 'UC-3.3');
    const designates = { field: 'nominee', asIn: 'post', insteadOf: 'holder', from: 'from', until: 'until' };
    assert.deepEqual(policy.step(step)?.designates, designates);
    const required = policy
      .step(step)
      ?.fields.filter((field) => field.required)
      .map(({ name }) => name);
    assert.deepEqual(required, ['post', 'holder', 'nominee', 'from']);
  }),
  clause('UC-3.4.1', 'timescales are calendar days, over weekends and holidays', (policy) => {
    // Christmas Day, Boxing Day and New Year's Day among them.
    assert.equal(daysOf(policy, 'meeting-not-later', '2017-12-22T10:00:00Z'), '2018-01-12');
    assert.equal(daysOf(policy, 'meeting-not-sooner', '2017-12-22T10:00:00Z'), '2017-12-29');
    for (const { number, skipped } of policy.deadline('meeting-not-later', '2017-12-22T10:00:00Z').counted.slice(1))
      assert.ok(number !== null && skipped === null);
  }),
  clause('UC-3.4.2', 'by 4pm from Monday to Friday it is received the same day, to the second', (policy) => {
    for (const time of ['15:59:00', '15:59:59', '16:00:00'])
      assert.equal(Date.parse(policy.received('email', friday(time)).at), Date.parse(friday(time)));
    const late = policy.received('email', friday('16:00:01'));
    assert.equal(Date.parse(late.at), Date.parse('2018-05-28T00:00:00+01:00'));
    assert.deepEqual(late.clauses, ['UC-3.4.2']);
  }),
  clause('UC-3.4.2', 'on a Saturday or Sunday it is received on Monday, which may be a bank holiday', (policy) => {
    for (const sent of weekend)
      assert.equal(Date.parse(policy.received('email', sent).at), Date.parse('2018-05-28T00:00:00+01:00'));
    const holiday = '2018-05-28T15:00:00+01:00';
    assert.equal(Date.parse(policy.received('email', holiday).at), Date.parse(holiday));
    assert.equal(
      Date.parse(policy.received('email', '2018-05-28T16:00:01+01:00').at),
      Date.parse('2018-05-29T00:00:00+01:00'),
    );
  }),
  clause('UC-3.4.2', 'it is 4pm in London, in summer and in winter', (policy) => {
    assert.equal(policy.received('email', '2018-07-06T15:00:00Z').at, '2018-07-06T15:00:00Z');
    assert.equal(policy.received('email', '2018-07-06T15:00:01Z').at, '2018-07-08T23:00:00Z');
    assert.equal(policy.received('email', '2018-01-05T16:00:00Z').at, '2018-01-05T16:00:00Z');
    assert.equal(policy.received('email', '2018-01-05T16:00:01Z').at, '2018-01-08T00:00:00Z');
  }),
  clause(
    'UC-4.1.1',
    'the matter is dealt with as quickly as possible; a delay is on record and stops nothing',
    (policy) => {
      const setting = policy.setting('deal-with-case').value;
      assert.equal(setting, 60);
      allows(
        policy,
        'investigation.refer',
        { referral: { to: 'aqss', enclosed: ['ai-1', 'ai-2', 'evidence'] }, asked: { at: '2018-01-05T23:59:59Z' } },
        done({ sendAi2: {} }),
      )
        .allowed({})
        .recorded({ asked: { at: '2018-01-06T00:00:00Z' } }, 'as-quickly-as-possible', 'UC-4.1.1');
    },
  ),
  clause('UC-4.1.2', 'each letter tells how the procedure goes on and what the student is to do', (policy) => {
    for (const letter of lettersToStudents)
      assert.deepEqual(itemsOn(policy.notice(letter), 'UC-4.1.2'), ['procedure'], letter);
  }),
  clause('UC-4.2', 'different people are involved at each stage', (policy) => {
    allows(policy, 'investigation.assign-manager', { proposed: { offices: ['chair-mab'] } })
      .refused({ proposed: { previouslyInvolved: true } }, 'somebody-else', 'UC-4.2')
      .needsReason({ proposed: { roles: ['examiner'] } }, 'not-the-examiner', 'UC-4.2')
      .needsReason({ proposed: { accuser: true } }, 'not-the-examiner', 'UC-4.2')
      .needsReason({ proposed: { examinesWork: true } }, 'not-the-examiner', 'UC-4.2');
    allows(policy, 'investigation.declare-involvement', { declaration: { own: true } }).refused(
      { declaration: { own: false } },
      'each-for-themselves',
      'UC-4.2',
    );
    const seats = [
      { person: 'chair', seat: 'chair' },
      { person: 'dean', seat: 'dean' },
      { person: 'advisor', seat: 'advisor' },
    ];
    const people = (accuser: boolean) => ({
      chair: person({ offices: ['airp-chair'], accuser }),
      dean: person({ offices: ['dean-aqe'] }),
      advisor: person({ offices: ['senior-assistant-registrar'] }),
    });
    assert.deepEqual(policy.checkBody('subgroup', seats, people(false)).refusals, []);
    isRefusedBy(policy.checkBody('subgroup', seats, people(true)), 'somebody-else', 'UC-4.2');
    assert.deepEqual(codesOf(panel(policy, { involved: false })), []);
    isRefusedBy(panel(policy, { involved: true }), 'different-people', 'UC-4.2');
  }),
  clause('UC-4.2.1', 'the examiner is who reports, and marks', (policy) => {
    assert.equal(policy.word('reporter'), 'examiner');
    assert.deepEqual([policy.partsOfReporter('examiner'), policy.partsOfReporter('invigilator')], [['examiner'], []]);
    for (const step of ['mark-remainder', 'complete-ai-x'])
      assert.equal(policy.step(`investigation.${step}`)?.gives, 'examiner');
    isFor(policy, 'report.submit', ['examiner'], ['student', 'registry']);
    // By the register others examine the module; whoever reported the work as its examiner is that all the same.
    for (const [act, facts] of Object.entries({
      'investigation.ask-for-viva': [],
      'investigation.send-viva-report': [done({ authoriseViva: {} }), { field: { onlyAuthorship: true } }],
      'investigation.mark-remainder': [level4],
      'investigation.mark-up': [level4],
      'investigation.complete-ai-x': [done({ markRemainder: {}, markUp: {} }), { field: { affected: true } }],
      'investigation.submit-ai-x': [done({ completeAiX: {} }), { field: { workEnclosed: true } }],
    } satisfies Record<string, readonly Facts[]>))
      allows(policy, act, ...facts)
        .refused({ actor: { otherExaminer: true } }, 'examiner-of-the-work', 'UC-4.2.1')
        .allowed({ actor: { otherExaminer: true, roles: ['examiner'] } });
  }),
  clause('UC-4.2.2', 'the monitor is another tutor than the examiner', (policy) => {
    isFor(policy, 'investigation.agree-mark', ['monitor', 'manager'], ['student', 'aqss']);
    allows(
      policy,
      'investigation.agree-mark',
      done({ markRemainder: {}, decideOnAiX: { outcome: 'breach-with-warning' } }),
      {
        actor: { offices: [], roles: ['monitor'] },
      },
    ).refused({ actor: { roles: ['monitor', 'examiner'] } }, 'not-the-examiner', 'UC-4.2.2');
    assert.equal(policy.word('second-marker'), 'monitor');
    allows(policy, 'investigation.decide-on-ai-x', done({ submitAiX: {} }), {
      field: { signed: true, outcome: 'no-breach' },
      actor: { offices: [], roles: ['manager'] },
    }).refused({ actor: { roles: ['manager', 'examiner'] } }, 'not-the-examiner', 'UC-4.2.2');
    const seat = [{ person: 'chair', seat: 'chair' }];
    const chair = (examinedWork: boolean) => ({ chair: person({ offices: ['chair-mab'], examinedWork }) });
    assert.deepEqual(policy.checkBody('department', seat, chair(false)).refusals, []);
    isRefusedBy(policy.checkBody('department', seat, chair(true)), 'not-the-examiner', 'UC-4.2.2');
  }),
  clause('UC-4.2.3', 'the Chair can nominate other members of academic staff', (policy) => {
    isFor(policy, 'investigation.assign-manager', ['chair-mab'], ['academic-staff', 'line-manager']);
    allows(policy, 'investigation.assign-manager', { proposed: { offices: ['chair-mab'] } })
      .allowed({ proposed: { offices: ['academic-staff'] } })
      .refused({ proposed: { offices: ['registry'] } }, 'academic-staff', 'UC-4.2.3');
  }),
  clause('UC-4.2.4', 'Academic Quality Support Services administers what departments have sent', (policy) => {
    isFor(policy, 'hearing.receive-case-file', ['aqss'], ['chair-mab', 'registry']);
    allows(policy, 'hearing.decide-eligibility', done({ receiveCaseFile: {} }), {
      field: { eligible: false },
      case: { provisionalCategory: misconduct },
    })
      .refused(done({ receiveCaseFile: { done: false } }), 'case-file-received', 'UC-4.2.4')
      .refused({ body: { name: 'department' } }, 'not-of-the-department', 'UC-4.2.4');
    allows(policy, 'hearing.receive-case-file', { case: { provisionalCategory: misconduct } })
      .refused({ body: { name: 'department' } }, 'left-the-department', 'UC-4.2.4')
      .refused({ case: { provisionalCategory: '' } }, 'left-the-department', 'UC-4.2.4');
  }),
  clause('UC-4.5', 'after the allegation, letters normally go to the University e-mail only', (policy) => {
    allows(policy, 'investigation.send-ai-2', done({ completeAi2: {} }), {
      lastMeeting: { kind: 'meeting', attended: true },
      field: { channel: 'university-email' },
    })
      .needsReason({ field: { channel: 'post' } }, 'university-email-only', 'UC-4.5')
      .needsReason({ field: { channel: 'by-hand' } }, 'university-email-only', 'UC-4.5');
  }),
  clause('UC-4.7', 'work that may still be marked is marked under Handbook F, Section 5', (policy) => {
    isFor(policy, 'sanctions.record-ai-0', ['chair-mab'], ['examiner', 'aqss']);
    allows(policy, 'sanctions.record-ai-0', {
      work: { markable: true },
      field: { mark: 48, moderated: true, bySection5: true },
    }).refused({ field: { bySection5: false } }, 'by-section-5', 'UC-4.7');
  }),
  clause('UC-4.7', 'work that may not be marked has no form AI-0', (policy) => {
    const facts = { work: { markable: true }, field: { mark: 48, moderated: true, bySection5: true } };
    const { ruling } = allows(policy, 'sanctions.record-ai-0', facts).refused(
      { work: { markable: false } },
      'may-be-marked',
      'UC-4.7',
    );
    assert.ok(ruling.authority.includes('UC-4.7'));
  }),
  clause('UC-4.8', 'where a breach is proven the component is not normally deferred', (policy) => {
    isFor(policy, 'sanctions.defer-component', ['registry'], ['student', 'examiner']);
    allows(policy, 'sanctions.defer-component', {}).needsReason(
      { finding: { proven: true } },
      'no-deferral-after-breach',
      'UC-4.8',
    );
  }),
  clause('UC-4.9', 'a proven breach normally overrides approved mitigation, and applicants are told so', (policy) => {
    assert.deepEqual(itemsOn(policy.notice('mitigation-advice'), 'UC-4.9'), ['breach-overrides']);
    const reasons = { 'no-deferral-after-breach': 'As it was.' };
    allows(policy, 'sanctions.defer-component', { field: { forMitigation: true } });
    const facts = { finding: { proven: true }, field: { forMitigation: true } };
    const ruling = policy.rule('sanctions.defer-component', { ...allowedFacts, ...facts }, { reasons });
    isRefusedBy(ruling, 'breach-overrides-mitigation', 'UC-4.9');
  }),
  clause('UC-5.6.1', 'allegations that are proven are recorded as academic offences', (policy) => {
    isFor(policy, 'sanctions.record-offence', ['aqss'], ['chair-mab', 'examiner']);
    allows(policy, 'sanctions.record-offence', { finding: { proven: true } }).refused(
      { finding: { proven: false } },
      'proven',
      'UC-5.6.1',
    );
  }),
  clause('UC-4.2', 'the file of a case is read by those with a duty in every case, or a part in this one', (policy) => {
    const isKeptFrom = (...who: readonly string[]) =>
      policy.hidden(who, {}, 'file').some(({ what }) => what === 'malpractice-file');
    for (const office of ['aqss', 'senior-assistant-registrar', 'deputy-registrar', 'dean-aqe', 'dean-aqe-nominee'])
      assert.ok(!isKeptFrom(office), office);
    for (const office of ['academic-staff', 'chair-mab', 'examiner', 'monitor', 'head-of-department', 'registry']) {
      assert.ok(isKeptFrom(office), office);
      for (const part of ['manager', 'presenter', 'acted', 'stands-in', 'awaited'])
        assert.ok(!isKeptFrom(office, part), `${office}, ${part}`);
    }
    for (const office of ['assessment-board-chair', 'chief-external-examiner', 'appeals-officer', 'faculty-dean'])
      assert.ok(isKeptFrom(office), office);
    assert.ok(!isKeptFrom('student'));
    // The pool of the Panel more narrowly: who acted in an earlier case reads it no more for that.
    assert.ok(isKeptFrom('airp-member', 'acted') && !isKeptFrom('airp-member', 'panel-member'));
  }),
  clause('UC-5.6.2', 'Academic Quality Support Services holds allegations and offences', (policy) => {
    for (const record of ['allegation', 'offence'])
      assert.ok(
        policy.table('custodians', { record }).rows.some(({ then }) => then['holder'] === 'aqss'),
        record,
      );
    assert.ok(policy.table('custodians', { record: 'penalty' }).rows.every(({ then }) => then['holder'] !== 'aqss'));
  }),
  clause('UC-5.6.3', 'Registry holds offences and penalties, and no allegations', (policy) => {
    for (const record of ['offence', 'penalty'])
      assert.ok(
        policy.table('custodians', { record }).rows.some(({ then }) => then['holder'] === 'registry'),
        record,
      );
    assert.ok(
      policy.table('custodians', { record: 'allegation' }).rows.every(({ then }) => then['holder'] !== 'registry'),
    );
  }),
  clause('UC-5.7', 'a spent offence is no factor in a penalty for unacceptable practice', (policy) => {
    const counts = (spent: boolean) =>
      policy.table('offence-counts', { finding: { category: practice }, offence: { spent } });
    hits(counts(true), { counts: false }, 'UC-5.7');
    hits(counts(false), { counts: true }, 'UC-5.7');
  }),
  clause('UC-5.7.1', 'practice at Level 3 or 4 is spent when the student starts Level 5', (policy) => {
    for (const moduleLevel of [3, 4]) {
      hits(standing(policy, { moduleLevel }, true), { spent: true }, 'UC-5.7.1');
      hits(standing(policy, { moduleLevel }, false), { spent: false }, 'UC-5.7.3');
    }
    hits(standing(policy, { moduleLevel: 4, category: misconduct }, true), { spent: false }, 'UC-5.7.3');
    hits(standing(policy, { moduleLevel: 5 }, true), { spent: false }, 'UC-5.7.3');
  }),
  clause('UC-5.7.2', 'one initial offence at Level 5 or higher is spent by the course', (policy) => {
    const passed = { coursePassed: true };
    hits(standing(policy, passed), { spent: true }, 'UC-5.7.2');
    hits(standing(policy, { ...passed, moduleLevel: 7 }), { spent: true }, 'UC-5.7.2');
    hits(standing(policy, {}), { spent: false }, 'UC-5.7.3');
    hits(standing(policy, { ...passed, firstAtLevel5Plus: false }), { spent: false }, 'UC-5.7.3');
  }),
  clause('UC-5.7.3', 'every other offence is unspent', (policy) => {
    for (const category of [practice, misconduct])
      hits(standing(policy, { category, coursePassed: true, firstAtLevel5Plus: false }), { spent: false }, 'UC-5.7.3');
    hits(standing(policy, { category: misconduct, coursePassed: true }), { spent: false }, 'UC-5.7.3');
  }),
];

/** Registry asks on an ordinary day. */
const allowedFacts: Facts = {
  actor: { offices: ['registry'], roles: [] },
  steps: { done: [] },
  asked: { at: noon },
};
