import assert from 'node:assert/strict';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { laidOver, nobody } from '../blank-facts.js';
import { accepts, asksReason, factsFor, onlyBy, opening, refuses } from './hearing-facts.js';

const practice = 'unacceptable-academic-practice';
const misconduct = 'academic-misconduct';

const finding = (changes: Facts) => ({
  act: 'hearing.decide-finding',
  by: 'panel-chair',
  facts: laidOver(
    { breach: { found: true, category: practice, reasonsGiven: true }, considered: { sources: ['case-file'] } },
    changes,
  ),
});

const found = (category: string, more: Facts = {}): Facts => ({
  finding: { reached: true, proven: true, category, ...more },
});

const telling = (facts: Facts, told: Facts = { allCategories: true, standing: true, provenBefore: true }) => ({
  act: 'hearing.release-history',
  by: 'panel-advisor',
  facts: { ...facts, told },
});

/** What can be confirmed. */
const allDecided: Facts = { finding: { reached: true, proven: true }, penalty: { decided: true } };

const penalty = (facts: Facts) => ({
  act: 'hearing.decide-penalty',
  by: 'panel-chair',
  facts: laidOver({ step: { weighMisconduct: { done: true } } }, facts),
});

const hiddenFrom = (policy: Policy, who: string | readonly string[], facts: Facts): readonly string[] =>
  policy.hidden([who].flat(), factsFor(policy, 'hearing.decide-penalty', facts)).map(({ what }) => what);

/** Who sits; and the Dean, who may be appointed to the subgroup. The pool of the Panel sees no file of a case. */
const whoMayDecide = [
  ['panel-chair'],
  ['panel-member'],
  ['panel-member', 'dean-aqe'],
  ['panel-member', 'dean-aqe-nominee'],
];

/** Nor do the others read them meanwhile: among them whoever presents the case, and a procedural advisor who does not advise in it. */
const whoDoesNotDecide = [
  ...['presenter', 'chair-mab', 'examiner', 'monitor', 'head-of-department', 'dean-aqe', 'procedural-advisor'],
];

const isSealedFrom = (policy: Policy, who: string | readonly string[], facts: Facts): boolean =>
  hiddenFrom(policy, who, facts).includes('earlier-offences');

const isSealed = (policy: Policy, facts: Facts): boolean => {
  const sealed = whoMayDecide.map((who) => isSealedFrom(policy, who, facts));
  assert.equal(new Set(sealed).size, 1);
  return sealed[0] ?? false;
};

const opens = (policy: Policy, category: string, by: string, penaltyRule: string): void => {
  const released = { history: { released: true } };
  assert.equal(isSealed(policy, {}), true);
  assert.equal(isSealed(policy, { finding: { reached: true, proven: false } }), true);
  assert.equal(isSealed(policy, found(category)), true);
  assert.equal(isSealed(policy, { ...found(category), ...released }), false);
  const toOthers = (facts: Facts) => whoDoesNotDecide.map((who) => isSealedFrom(policy, who, facts));
  assert.ok(toOthers({ ...found(category), ...released }).every((sealed) => sealed));
  assert.ok(!toOthers({ ...found(category, { confirmed: true }), ...released }).some((sealed) => sealed));
  // Reading UC-a19: who chooses the route, and who tells the Panel in this case.
  for (const who of ['senior-assistant-registrar', 'aqss', 'panel-advisor'])
    assert.equal(isSealedFrom(policy, who, {}), false, who);
  refuses(policy, telling({}), 'breach-decided', by);
  refuses(policy, telling({ finding: { reached: true, proven: false } }), 'breach-decided', by);
  onlyBy(policy, telling(found(category)), ['panel-chair', 'aqss']);
  refuses(
    policy,
    telling(found(category), { allCategories: false, standing: true, provenBefore: true }),
    'in-either-category',
    by,
  );
  refuses(
    policy,
    telling(found(category), { allCategories: true, standing: true, provenBefore: false }),
    'proven-before',
    by,
  );
  refuses(policy, penalty(found(category)), penaltyRule, by);
  accepts(policy, penalty({ ...found(category), ...released }));
};

const step = (act: string, by: string, field: Facts, facts: Facts = {}) => ({ act, by, facts: { ...facts, field } });

/** By clause, what is not for everybody to do. */
const reserved: readonly (readonly [string, string])[] = [
  ['UC-16.2.0', 'hearing.approve-nomination'],
  ['UC-16.6.1', 'hearing.convene'],
  ['UC-16.6.1', 'hearing.replace-member'],
  ['UC-17.1', 'hearing.fix-date'],
  ['UC-17.2.2', 'hearing.invite'],
  ['UC-17.5.2', 'hearing.serve-evidence'],
  ['UC-17.6', 'hearing.admit-late-evidence'],
  ['UC-17.6', 'hearing.suspend'],
  ['UC-18.1.0', 'hearing.request-deferral'],
  ['UC-19.4.1', 'hearing.open'],
  ['UC-19.4.1', 'hearing.close-first-part'],
  ['UC-19.4.2', 'hearing.close-second-part'],
  ['UC-19.4.2', 'hearing.confirm'],
  ['UC-20.1', 'hearing.decide-finding'],
  ['UC-20.1', 'hearing.decide-penalty'],
  ['UC-20.2', 'hearing.refer-back'],
  ['UC-21.7', 'hearing.check-final-attempt'],
  ['UC-22.2', 'hearing.weigh-misconduct'],
  ['UC-24.1', 'hearing.communicate'],
  ['UC-24.3', 'sanctions.enter-penalty'],
  ['UC-24.3', 'sanctions.put-into-effect'],
  ['UC-25.4', 'appeal.lodge'],
];

export const hearing: readonly ClauseTest[] = [
  ...reserved.map(([id, act]) =>
    clause(id, `not for everybody: ${act}`, (policy) =>
      refuses(policy, { act, by: 'invigilator', facts: {} }, 'not-yours-to-do', id),
    ),
  ),
  clause(
    ['UC-18.3', 'UC-19.1', 'UC-24.1'],
    'nobody but the Panel is told of a decision before it is confirmed',
    (policy) => {
      const isToldTo = (who: string, facts: Facts) => !hiddenFrom(policy, who, facts).includes('provisional-decision');
      const provisional = found(practice, { confirmed: false });
      for (const who of ['panel-chair', 'panel-member', 'panel-advisor', 'senior-assistant-registrar'])
        assert.ok(isToldTo(who, provisional), who);
      for (const who of [...whoDoesNotDecide, 'manager', 'aqss', 'registry', 'airp-member', 'student']) {
        assert.ok(!isToldTo(who, provisional), who);
        assert.ok(isToldTo(who, found(practice, { confirmed: true })), who);
      }
    },
  ),
  clause('UC-19.1', 'what was decided in absence does not stand where the hearing was deferred', (policy) => {
    const confirm = (granted: boolean) => ({
      act: 'hearing.confirm',
      by: 'panel-chair',
      facts: {
        ...allDecided,
        presence: { studentPresent: false },
        deferral: { requested: true, decided: true, granted },
      },
    });
    refuses(policy, confirm(true), 'not-deferred', 'UC-19.1');
    accepts(policy, confirm(false));
  }),
  clause('UC-20.1', 'what is confirmed is the breach and its penalty, and no penalty comes after', (policy) => {
    const confirm = (reached: boolean, proven: boolean, decided: boolean, name = 'airp') => ({
      act: 'hearing.confirm',
      by: 'panel-chair',
      facts: { body: { name }, finding: { reached, proven }, penalty: { decided } },
    });
    refuses(policy, confirm(false, false, false), 'all-decided', 'UC-20.1');
    for (const body of ['airp', 'subgroup']) {
      refuses(policy, confirm(true, true, false, body), 'all-decided', 'UC-20.1');
      accepts(policy, confirm(true, true, true, body));
      accepts(policy, confirm(true, false, false, body));
    }
    accepts(policy, confirm(true, true, false, 'department'));
    refuses(policy, confirm(false, false, false, 'department'), 'all-decided', 'UC-20.1');
    const after = (confirmed: boolean) => penalty({ ...found(practice, { confirmed }), history: { released: true } });
    refuses(policy, after(true), 'not-yet-confirmed', 'UC-20.1');
    accepts(policy, after(false));
  }),
  clause('UC-20.1', 'no body is convened to decide again what was decided', (policy) => {
    const convene = (reached: boolean) => ({
      act: 'hearing.convene',
      by: 'senior-assistant-registrar',
      facts: {
        convened: { body: 'airp' },
        step: { decideEligibility: { done: true, eligible: false } },
        finding: { reached },
      },
    });
    refuses(policy, convene(true), 'before-the-decision', 'UC-20.1');
    accepts(policy, convene(false));
  }),
  clause('UC-20.1', 'a penalty is decided once', (policy) => {
    const decided = (done: boolean) =>
      penalty({ ...found(practice), history: { released: true }, penalty: { decided: done } });
    refuses(policy, decided(true), 'not-yet-decided', 'UC-20.1');
    accepts(policy, decided(false));
  }),
  clause(
    'UC-22.2',
    'what a penalty for academic misconduct takes into account is weighed once it is found',
    (policy) => {
      const weigh = (facts: Facts) => ({ act: 'hearing.weigh-misconduct', by: 'panel-chair', facts });
      accepts(policy, weigh(found(misconduct)));
      refuses(policy, weigh(found(practice)), 'misconduct-found', 'UC-22.2');
      refuses(policy, weigh({}), 'misconduct-found', 'UC-22.2');
    },
  ),
  clause(
    'UC-19.1',
    'the hearing goes ahead in absence, by the time given and where no deferral was approved',
    (policy) => {
      const absent = (more: Facts) => opening({ attending: { student: false }, ...more });
      accepts(policy, absent({}));
      refuses(policy, absent({ sitting: { timeCome: false } }), 'at-the-time-given', 'UC-19.1');
      refuses(policy, absent({ deferral: { granted: true } }), 'in-absence', 'UC-19.1');
      accepts(policy, absent({ deferral: { requested: true, granted: false } }));
      accepts(policy, opening({ sitting: { timeCome: false } }));
    },
  ),
  clause('UC-19.2', 'the members have the case file before, and consider a closed list beside it', (policy) => {
    refuses(policy, opening({ evidence: { withMembers: false } }), 'members-have-file', 'UC-19.2');
    accepts(policy, opening({}));
    const sources = ['case-file', 'student-statement', 'student-oral', 'companion-oral', 'other-oral'];
    accepts(policy, finding({ considered: { sources } }));
    refuses(policy, finding({ considered: { sources: [...sources, 'newspaper'] } }), 'sources', 'UC-19.2');
  }),
  clause('UC-19.3.1', "nobody else attends on the student's behalf", (policy) => {
    refuses(policy, opening({ attending: { inPlaceOfStudent: true } }), 'nobody-in-place-of-student', 'UC-19.3.1');
    accepts(policy, opening({ attending: { inPlaceOfStudent: false } }));
  }),
  clause('UC-19.3.2', 'the Chair may invite a statement of general support; no questions are answered', (policy) => {
    const hear = (generalSupport: boolean, answeredQuestions: boolean) =>
      step('hearing.hear-companion', 'panel-chair', { generalSupport, answeredQuestions });
    onlyBy(policy, hear(true, false), ['companion', 'panel-member', 'student']);
    refuses(policy, hear(false, false), 'general-support-only', 'UC-19.3.2');
    refuses(policy, hear(true, true), 'no-answers', 'UC-19.3.2');
  }),
  clause('UC-19.4.1', 'the first part is normally audio recorded, and precedes the decision', (policy) => {
    const close = (recording: string, opened = true) =>
      step(
        'hearing.close-first-part',
        'panel-advisor',
        { recording, response: '', mitigation: '' },
        { sitting: { opened } },
      );
    accepts(policy, close('audio/2018-03-15'));
    asksReason(policy, close(''), 'recorded', 'UC-19.4.1');
    refuses(policy, close('audio/2018-03-15', false), 'opened', 'UC-19.4.1');
    refuses(policy, finding({ step: { closeFirstPart: { done: false } } }), 'first-part-held', 'UC-19.4.1');
    accepts(policy, finding({}));
  }),
  clause('UC-19.4.2', 'the second part is private and has a written record', (policy) => {
    const close = (inPrivate: boolean) =>
      step('hearing.close-second-part', 'panel-advisor', { inPrivate, record: 'What was considered.' });
    accepts(policy, close(true));
    refuses(policy, close(false), 'in-private', 'UC-19.4.2');
    const record = policy.step('hearing.close-second-part')?.fields.find(({ name }) => name === 'record');
    assert.equal(record?.required, true);
    const confirm = (done: boolean) => ({
      act: 'hearing.confirm',
      by: 'panel-chair',
      facts: { ...allDecided, step: { closeSecondPart: { done } } },
    });
    refuses(policy, confirm(false), 'second-part-recorded', 'UC-19.4.2');
    accepts(policy, confirm(true));
    for (const who of ['student', 'companion', 'presenter', 'manager'])
      assert.ok(hiddenFrom(policy, who, found(practice)).includes('deliberation'), who);
    assert.deepEqual(hiddenFrom(policy, 'panel-advisor', found(practice)), []);
  }),
  clause('UC-20.1', 'breach, then category, then penalty', (policy) => {
    refuses(policy, finding({ breach: { category: '' } }), 'category-decided', 'UC-20.1');
    for (const category of [practice, misconduct]) accepts(policy, finding({ breach: { category } }));
    accepts(policy, finding({ breach: { found: false, category: '' } }));
    refuses(policy, finding(found(practice)), 'not-yet-decided', 'UC-20.1');
    refuses(policy, penalty({ history: { released: true } }), 'breach-first', 'UC-20.1');
    refuses(policy, penalty({ finding: { reached: true, proven: false } }), 'breach-first', 'UC-20.1');
    accepts(policy, penalty({ ...found(practice), history: { released: true } }));
  }),
  clause('UC-20.1', 'the category is that of a breach that is found', (policy) => {
    const of = (outcomes: readonly string[], category: string) => finding({ breach: { outcomes, category } });
    accepts(policy, of(['proven'], misconduct));
    accepts(policy, of([practice, misconduct], misconduct));
    refuses(policy, of([misconduct], practice), 'category-as-found', 'UC-20.1');
    const none = (category: string) => finding({ breach: { found: false, category } });
    refuses(policy, none(practice), 'category-of-a-breach', 'UC-20.1');
    accepts(policy, none(''));
  }),
  clause('UC-20.1', 'what is decided of an allegation is a breach of either category', (policy) => {
    const breaches = policy.choices('finding-outcomes', {}).filter(({ breach }) => breach);
    assert.deepEqual(
      breaches.map(({ code, clauses }) => [code, clauses]),
      ['proven', practice, misconduct].map((code) => [code, ['UC-20.1']]),
    );
  }),
  clause('UC-20.2', 'or that there was none, in whatever words', (policy) => {
    const none = policy.choices('finding-outcomes', {}).filter(({ breach }) => breach === false);
    assert.deepEqual(
      none.map(({ code, synonyms }) => [code, synonyms]),
      [['not-shown', ['no-breach', 'not-proven']]],
    );
  }),
  clause('UC-24.1', 'the Panel finds with the reasons and the evidence that its letter tells', (policy) => {
    refuses(policy, finding({ breach: { reasonsGiven: false } }), 'finding-reasoned', 'UC-24.1');
    refuses(policy, finding({ breach: { evidenced: false } }), 'rests-on-evidence', 'UC-24.1');
    accepts(policy, finding({}));
  }),
  clause('UC-20.2', 'no breach: back to the Chair, to have the assessment completed', (policy) => {
    const back = (proven: boolean, reached = true, confirmed = reached) => {
      const facts = { finding: { reached, proven, confirmed } };
      return step('hearing.refer-back', 'aqss', { instruction: 'Complete the assessment.' }, facts);
    };
    accepts(policy, back(false));
    refuses(policy, back(false, true, false), 'decision-stands', 'UC-20.2');
    refuses(policy, back(true), 'no-breach', 'UC-20.2');
    refuses(policy, back(false, false), 'no-breach', 'UC-20.2');
    const facts = (proven: boolean) =>
      factsFor(policy, 'hearing.refer-back', { finding: { reached: true, confirmed: true, proven } });
    assert.deepEqual(
      [false, true].map((proven) => policy.isDue('hearing.refer-back', facts(proven))),
      [true, false],
    );
  }),
  clause(
    'UC-21.1',
    'earlier offences are sealed from the Panel until unacceptable academic practice is decided',
    (policy) => {
      opens(policy, practice, 'UC-21.1', 'history-told-for-practice');
      refuses(
        policy,
        telling(found(practice), { allCategories: true, standing: false, provenBefore: true }),
        'spent-or-unspent',
        'UC-21.1',
      );
    },
  ),
  clause('UC-22.1', 'earlier offences are sealed from the Panel until academic misconduct is decided', (policy) => {
    opens(policy, misconduct, 'UC-22.1', 'history-told-for-misconduct');
    accepts(policy, telling(found(misconduct), { allCategories: true, standing: false, provenBefore: true }));
  }),
  clause(
    ['UC-21.1', 'UC-22.1'],
    'whoever has been told of earlier offences cannot decide the breach at another hearing',
    (policy) => {
      const chair = { ...nobody, offices: ['airp-chair', 'head-of-department'] };
      const codes = (sawHistory: boolean) =>
        policy
          .checkBody('airp', [{ person: 'ada', seat: 'chair' }], { ada: { ...chair, sawHistory } })
          .refusals.map(({ code }) => code);
      assert.ok(codes(true).includes('has-not-seen-history'));
      assert.ok(!codes(false).includes('has-not-seen-history'));
    },
  ),
  clause('UC-23.1', 'a breach is determined on strict liability; extenuation counts for the penalty', (policy) => {
    for (const ground of ['extenuation', 'mitigation'])
      refuses(policy, finding({ breach: { grounds: [ground] } }), 'strict-liability', 'UC-23.1');
    accepts(policy, finding({ breach: { grounds: [] } }));
  }),
];
