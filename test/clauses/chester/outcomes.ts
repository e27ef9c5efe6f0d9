import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { laidOver } from '../blank-facts.js';
import { accepts, hearingAt, itemOf, onlyBy, refuses } from './hearing-facts.js';
import { imposed, imposedForMisconduct, rests, twoUnspent } from './penalty-facts.js';

const letter = (at: string) => ({
  act: 'hearing.communicate',
  by: 'aqss',
  facts: { letter: { at }, finding: { reached: true, proven: true, confirmed: true } },
});

const report = (facts: Facts) => ({ act: 'sanctions.report-to-deputy-registrar', by: 'aqss', facts });

const confirmed: Facts = { noted: true, confirmed: true };

const enter = (by: string, ratified: boolean, ofMarks = true, penalty = confirmed) => ({
  act: 'sanctions.enter-penalty',
  by,
  facts: { board: { ratified }, penalty: { ...penalty, ofMarks } },
});

const whoEnters = (policy: Policy, scope: string, met: boolean, actSooner = false) => {
  const { rows } = policy.table('who-enters-penalty', { penalty: { scope }, board: { met, actSooner } });
  return [rows[0]?.then['who'], rows[0]?.then['how'], rows[0]?.clauses[0]];
};

/** As it is put into effect: what was decided, and is not in effect. */
const taking = (effect: Facts): Facts => ({ decided: true, left: true, whatGiven: true, dateFits: true, ...effect });

const recommend = (met: boolean, scope = 'programme') => ({
  act: 'sanctions.report-recommendation',
  by: 'deputy-registrar',
  facts: { board: { met }, penalty: { scope } },
});

const consenting = (board: Facts, by = 'assessment-board-chair') => ({
  act: 'sanctions.record-consent',
  by: 'deputy-registrar',
  facts: {
    board,
    penalty: { recommended: true },
    consent: {
      ...{ given: true, by, needed: ['assessment-board-chair', 'chief-external-examiner'] },
      ...{ personGiven: true, dateFits: true, soonerReasoned: true, othersReasoned: true },
    },
  },
});

const appeal = (grounds: readonly string[], changes: Facts = {}) => ({
  act: 'appeal.lodge',
  by: 'student',
  facts: laidOver(
    {
      lodged: { kind: 'appeal', byStudent: true, inWriting: true, groundsGiven: true, grounds },
      appealsPolicy: { configured: true },
      original: { told: true },
    },
    changes,
  ),
});

const convene = (apply: boolean, transitionKnown: boolean) => ({
  act: 'hearing.convene',
  by: 'senior-assistant-registrar',
  facts: {
    convened: { body: 'airp' },
    earlierRules: { apply, transitionKnown },
    step: { decideEligibility: { done: true, eligible: false } },
  },
});

export const outcomes: readonly ClauseTest[] = [
  clause(
    'UC-24.1',
    'to the student and the Chair, no later than 14 days after the hearing; late, it goes out and the breach is on record',
    (policy) => {
      assert.deepEqual(accepts(policy, letter('2018-03-29T22:59:59Z')).breaches, []);
      const early = letter('2018-03-16T10:00:00Z');
      refuses(
        policy,
        { ...early, facts: laidOver(early.facts, { finding: { confirmed: false } }) },
        'decision-confirmed',
        'UC-24.1',
      );
      const late = accepts(policy, letter('2018-03-29T23:00:00Z'));
      assert.deepEqual(
        late.breaches.map(({ code, force, clauses }) => [code, force, clauses]),
        [['fourteen-days', 'must', ['UC-24.1']]],
      );
      assert.equal(policy.deadline('decision-letter', hearingAt).date, '2018-03-29');
      assert.equal(policy.deadline('decision-in-absence', hearingAt).date, '2018-03-19');
      const { to, channels, on, by } = policy.notice('panel-decision');
      assert.deepEqual(
        [to, channels, on, by],
        [['student', 'chair-mab'], ['university-email'], ['hearing.communicate'], 'decision-letter'],
      );
    },
  ),
  clause('UC-24.1', 'a case does not close before the decision is communicated', (policy) => {
    const close = (communicated: boolean, changes: Facts = {}) => ({
      act: 'file.close',
      by: 'aqss',
      facts: laidOver({ file: { communicated, findingReached: true } }, { file: changes }),
    });
    refuses(policy, close(false), 'decision-communicated', 'UC-24.1');
    accepts(policy, close(true));
    refuses(policy, close(true, { proven: true }), 'effects-complete', 'UC-24.3');
    accepts(policy, close(true, { proven: true, effectsComplete: true }));
  }),
  clause(
    'UC-24.2.1',
    'of a standard penalty the Deputy Registrar is notified after the course has expired',
    (policy) => {
      const standard = (at: string, passed = false) =>
        report({
          asked: { at },
          penalty: { noted: true, isStandard: true },
          course: { notifiedAt: '2018-03-16T15:59:00Z', passed },
          step: { sendCourseLetter: { done: true } },
        });
      refuses(policy, standard('2018-04-06T22:59:59Z'), 'after-the-course', 'UC-24.2.1');
      accepts(policy, standard('2018-04-06T23:00:00Z'));
      refuses(policy, standard('2018-04-06T22:59:59Z', true), 'after-the-course', 'UC-24.2.1');
      const untold = standard('2018-04-06T23:00:00Z');
      refuses(
        policy,
        { ...untold, facts: laidOver(untold.facts, { step: { sendCourseLetter: { done: false } } }) },
        'after-the-course',
        'UC-24.2.1',
      );
      const isDue = (expired: boolean, settled: boolean) =>
        policy.isDue('sanctions.report-to-deputy-registrar', {
          penalty: { noted: true, isStandard: true, clauses: [] },
          course: { expired, settled },
          step: {},
        });
      assert.deepEqual([isDue(true, true), isDue(false, true), isDue(true, false)], [true, false, false]);
      const entering = enter('chair-mab', false);
      const standardly = (settled: boolean) => ({
        ...entering,
        facts: laidOver(entering.facts, { penalty: { isStandard: true }, course: { settled } }),
      });
      refuses(policy, standardly(false), 'after-the-course', 'UC-24.2.1');
      accepts(policy, standardly(true));
      itemOf(policy, 'report-to-deputy-registrar', 'penalty', 'UC-24.2.1');
    },
  ),
  clause('UC-24.2.2', 'of any other penalty as soon as possible after the hearing', (policy) => {
    const other = report({
      asked: { at: '2018-03-15T17:00:00Z' },
      penalty: { noted: true, isStandard: false },
      course: { notifiedAt: '2018-03-15T17:00:00Z' },
    });
    onlyBy(policy, other, ['student', 'chair-mab']);
    assert.deepEqual(policy.notice('report-to-deputy-registrar').to, ['deputy-registrar']);
    const isDue = (noted: boolean, isStandard: boolean) =>
      policy.isDue('sanctions.report-to-deputy-registrar', {
        penalty: { noted, isStandard, clauses: [] },
        course: { expired: false, settled: false },
        step: {},
      });
    refuses(
      policy,
      { ...other, facts: laidOver(other.facts, { penalty: { noted: false } }) },
      'penalty-decided',
      'UC-24.2.2',
    );
    assert.deepEqual([isDue(true, false), isDue(false, false), isDue(true, true)], [true, false, false]);
    const course = { noted: true, isStandard: true };
    const byPanel = { ...other, facts: laidOver(other.facts, { penalty: { ...course, clauses: ['UC-21.8.1'] } }) };
    accepts(policy, byPanel);
    refuses(policy, { ...other, facts: laidOver(other.facts, { penalty: course }) }, 'after-the-course', 'UC-24.2.1');
  }),
  clause('UC-24.3', 'what touches components and modules binds at once', (policy) => {
    rests(imposed(policy, [{ code: 'component-zero' }], { of: {} }), 'component-zero', 'UC-24.3');
    rests(imposedForMisconduct(policy, []), 'module-zero', 'UC-24.3');
    const asked = (binding: boolean, penalty = confirmed) => ({
      act: 'sanctions.put-into-effect',
      by: 'chair-mab',
      facts: { effect: taking({ binding }), penalty },
    });
    accepts(policy, asked(true));
    const provisionally: readonly Facts[] = [
      { noted: true, confirmed: false },
      { noted: false, confirmed: false },
    ];
    for (const provisional of provisionally) {
      refuses(policy, asked(true, provisional), 'penalty-confirmed', 'UC-24.3');
      refuses(policy, enter('chair-mab', false, true, provisional), 'penalty-confirmed', 'UC-24.3');
    }
    refuses(policy, asked(false), 'consented', 'UC-24.4');
    const wrong: readonly (readonly [Facts, string])[] = [
      [{ decided: false }, 'decided'],
      [{ left: false }, 'not-yet-in-effect'],
      [{ whatGiven: false }, 'what-was-done'],
      [{ dateFits: false }, 'since-the-decision'],
    ];
    for (const [effect, code] of wrong)
      refuses(policy, { ...asked(true), facts: laidOver(asked(true).facts, { effect }) }, code, 'UC-24.3');
  }),
  clause('UC-24.4', 'what touches the programme or the award is recommended until its board consents', (policy) => {
    const imposition = imposed(policy, [{ code: 'terminated-without-award' }], { of: twoUnspent });
    const recommended = imposition.effects.filter(({ binds }) => !binds);
    assert.ok(recommended.length > 0 && recommended.every((one) => one.consent === 'sanctions.record-consent'));
    for (const one of recommended) rests(imposition, one.effect, 'UC-24.4');
    const waits = (given: readonly string[], needed = ['assessment-board-chair', 'chief-external-examiner']) => ({
      act: 'sanctions.put-into-effect',
      by: 'deputy-registrar',
      facts: { effect: taking({ binding: false }), penalty: confirmed, consents: { needed, given } },
    });
    refuses(policy, waits([]), 'consented', 'UC-24.4');
    refuses(policy, waits(['assessment-board-chair']), 'consented', 'UC-24.4');
    accepts(policy, waits(['assessment-board-chair', 'chief-external-examiner']));
    refuses(policy, waits([], []), 'consented', 'UC-24.4');
    const none = consenting({ met: true });
    refuses(policy, { ...none, facts: { ...none.facts, penalty: { recommended: false } } }, 'recommended', 'UC-24.4');
  }),
  clause('UC-24.3.1', 'the Board has not met: its Chair enters the penalty', (policy) => {
    assert.deepEqual(whoEnters(policy, 'module', false), ['chair-mab', 'enter', 'UC-24.3.1']);
    accepts(policy, enter('chair-mab', false));
    refuses(policy, enter('registry', false), 'for-the-chair', 'UC-24.3.1');
  }),
  clause('UC-24.3.2', 'the Board has met: Registry enters the penalty', (policy) => {
    assert.deepEqual(whoEnters(policy, 'module', true), ['registry', 'enter', 'UC-24.3.2']);
    accepts(policy, enter('registry', true));
    refuses(policy, enter('chair-mab', true), 'for-registry', 'UC-24.3.2');
  }),
  clause('UC-24.3', 'what is entered is a penalty on components or modules', (policy) => {
    refuses(policy, enter('registry', true, false), 'of-modules-only', 'UC-24.3');
    accepts(policy, enter('registry', true, true));
  }),
  clause('UC-24.4.1', 'the Board has not met: the Deputy Registrar reports the recommendation', (policy) => {
    assert.deepEqual(whoEnters(policy, 'programme', false), ['deputy-registrar', 'report', 'UC-24.4.1']);
    onlyBy(policy, recommend(false), ['aqss', 'registry']);
    refuses(policy, recommend(true), 'board-not-met', 'UC-24.4.1');
    refuses(policy, recommend(false, 'module'), 'of-programme-or-award', 'UC-24.4.1');
    const since = (done: boolean) => {
      const asked = consenting({ met: false, metSince: true });
      return { ...asked, facts: laidOver(asked.facts, { step: { reportRecommendation: { done } } }) };
    };
    refuses(policy, since(false), 'reported-to-the-board', 'UC-24.4.1');
    accepts(policy, since(true));
  }),
  clause(
    'UC-24.4.2',
    'the Board has met, or it is right to act sooner: the consent of its Chair, and of the Chief External Examiner',
    (policy) => {
      assert.deepEqual(whoEnters(policy, 'programme', true), ['deputy-registrar', 'seek-consent', 'UC-24.4.2']);
      assert.deepEqual(whoEnters(policy, 'programme', false, true), ['deputy-registrar', 'seek-consent', 'UC-24.4.2']);
      onlyBy(policy, consenting({ met: true }), ['aqss', 'assessment-board-chair']);
      accepts(policy, consenting({ met: false, actSooner: true }, 'chief-external-examiner'));
      refuses(policy, consenting({ met: false, actSooner: false }), 'board-met-or-sooner', 'UC-24.4.2');
      refuses(policy, consenting({ met: true }, 'chair-mab'), 'of-whom', 'UC-24.4.2');
      const needing = (needed: readonly string[]) => {
        const asked = consenting({ met: true });
        return { ...asked, facts: laidOver(asked.facts, { consent: { needed } }) };
      };
      accepts(policy, needing(['assessment-board-chair']));
      const unsaid = (consent: Facts, needed = ['assessment-board-chair'], board: Facts = { met: true }) => {
        const asked = consenting(board);
        return { ...asked, facts: laidOver(asked.facts, { consent: { needed, ...consent } }) };
      };
      refuses(policy, unsaid({ personGiven: false }), 'who-consented', 'UC-24.4.2');
      refuses(policy, unsaid({ dateFits: false }), 'consent-dated', 'UC-24.4.2');
      refuses(policy, unsaid({ othersReasoned: false }), 'examiner-not-required', 'UC-24.4.2');
      const both = ['assessment-board-chair', 'chief-external-examiner'];
      accepts(policy, unsaid({ othersReasoned: false }, both));
      const sooner = { met: false, actSooner: true };
      refuses(policy, unsaid({ soonerReasoned: false }, both, sooner), 'sooner-reasoned', 'UC-24.4.2');
      refuses(policy, needing(['chief-external-examiner']), 'of-the-chair', 'UC-24.4.2');
      refuses(policy, needing(['assessment-board-chair', 'registry']), 'of-the-chair', 'UC-24.4.2');
    },
  ),
  clause('UC-25.1', 'the decision on the breach is labelled an academic judgment, beside its reasons', (policy) => {
    itemOf(policy, 'panel-decision', 'academic-judgment', 'UC-25.1');
    const items = policy.notice('panel-decision').items.map(({ code }) => code);
    assert.ok(items.includes('reasons') && items.includes('appeal'));
  }),
  clause('UC-25.2', 'no appeal solely because the student disagrees', (policy) => {
    refuses(policy, appeal(['disagreement']), 'not-solely-disagreement', 'UC-25.2');
    accepts(policy, appeal(['disagreement', 'irregularity']));
  }),
  clause('UC-25.3', 'the mark may not be the subject of an appeal', (policy) => {
    refuses(policy, appeal(['mark', 'irregularity']), 'no-appeal-against-mark', 'UC-25.3');
    accepts(policy, appeal(['irregularity']));
  }),
  clause(
    'UC-25.4',
    'an appeal is on a procedural or administrative irregularity, under Handbook F section 10',
    (policy) => {
      accepts(policy, appeal(['irregularity']));
      refuses(policy, appeal(['hardship']), 'irregularity', 'UC-25.4');
      refuses(
        policy,
        appeal(['irregularity'], { appealsPolicy: { configured: false } }),
        'appeals-policy-configured',
        'UC-25.4',
      );
      assert.deepEqual(
        policy.choices('appeal-grounds', {}).map(({ code }) => code),
        ['irregularity'],
      );
      assert.equal(policy.setting('appeals-policy').value, null);
      itemOf(policy, 'panel-decision', 'appeal', 'UC-25.4');
    },
  ),
  clause('UC-App/forms', 'the appendices that the policy names: eight, and no 6G', (policy) => {
    const { items, clauses } = policy.document('form-set');
    assert.deepEqual(clauses, ['UC-App/forms']);
    assert.deepEqual(
      items.map(({ says }) => says.split(',')[0]),
      ['6A(i)', '6A(ii)', '6B(i)', '6B(ii)', '6C', '6D', '6E', '6F'],
    );
    for (const form of ['ai-1', 'ai-2', 'ai-x', 'ai-0', 'ai-ex']) assert.equal(policy.document(form).name, form);
  }),
  clause('UC-App/6H', 'a case under earlier rules waits for the transitional arrangements', (policy) => {
    refuses(policy, convene(true, false), 'transition-known', 'UC-App/6H');
    accepts(policy, convene(true, true));
    accepts(policy, convene(false, false));
    assert.equal(policy.setting('transitional-arrangements').value, null);
    assert.equal(policy.version, '2017-18');
  }),
];
