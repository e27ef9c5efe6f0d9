import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import * as a from '../../testing/sitting-samples.js';
import { hearingDecider } from './decider.js';
import { sentences, type HearingEvent } from './hearing.js';

const on = (...facts: readonly HearingEvent[]) => given(hearingDecider, a.committeesPolicy, ...facts);
const refusalsOf = (run: () => unknown): readonly string[] => {
  try {
    run();
    return [];
  } catch (error) {
    return (error as { refusals: readonly { code: string }[] }).refusals.map(({ code }) => code);
  }
};
const said = { point: 'plagiarism', outcome: 'malpractice', reasons: 'The texts agree.', evidence: [a.essay] };

describe('the finding', () => {
  it('is reached by the members at the meeting, once all was heard, in private [IBC-92]', () => {
    const [event] = on(...a.allHeard)
      .when(a.finding())
      .then({ type: 'FindingReached', data: { proven: true, category: 'malpractice', votes: a.bothFor } });
    expect(event?.authority).toEqual(expect.arrayContaining(['IBC-92', 'IBC-37.1']));
    expect(event?.data).not.toHaveProperty('provisional');
    on(...a.foundProven)
      .when(a.finding())
      .thenNothing();
  });

  it('is not reached before the meeting, nor before the case is presented [IBC-82.1] [IBC-91]', () => {
    on(...a.ready)
      .when(a.finding())
      .thenRefused('not-before-the-student', 'IBC-82.1');
    on(...a.open)
      .when(a.finding())
      .thenRefused('case-presented', 'IBC-91');
  });

  it('is not reached before the student was heard [IBC-82.2]', () => {
    on(...a.after(a.open, a.presented))
      .when(a.finding())
      .thenRefused('student-heard', 'IBC-82.2');
  });

  it('is not reached with the student present [IBC-82.3]', () => {
    on(...a.after(a.open, a.presented, a.heard))
      .when(a.finding())
      .thenRefused('parties-left', 'IBC-82.3');
  });

  it("is the members' alone [IBC-92]", () => {
    on(...a.allHeard)
      .when({ ...a.finding(), actor: a.registrar })
      .thenRefused('not-yours-to-do', 'IBC-92');
  });

  it('is on the balance of probabilities, with reasons [IBC-37.2] [IBC-8.6]', () => {
    on(...a.allHeard)
      .when(a.finding({ standard: 'beyond-doubt' }))
      .thenRefused('balance-of-probabilities', 'IBC-37.2');
    on(...a.allHeard)
      .when(a.finding({ findings: [{ ...said, reasons: ' ' }] }))
      .thenRefused('finding-reasoned', 'IBC-8.6');
  });

  it('does not rest on mitigation, or on what the student did not disprove [IBC-29.1] [IBC-37.1]', () => {
    on(...a.allHeard)
      .when(a.finding({ grounds: ['mitigation'] }))
      .thenRefused('mitigation-at-the-penalty', 'IBC-29.1');
    on(...a.allHeard)
      .when(a.finding({ grounds: ['not-disproved'] }))
      .thenRefused('onus-on-the-college', 'IBC-37.1');
  });

  it('takes inexperience for no defence [IBC-6] [IBC-57]', () => {
    const cleared = {
      category: null,
      findings: [{ ...said, outcome: 'not-shown' }],
      votes: { 'st-01': 'against', 'st-04': 'against' },
    } as const;
    on(...a.allHeard)
      .when(a.finding({ ...cleared, grounds: ['inexperience'] }))
      .thenRefused('no-defence', 'IBC-6');
    on(...a.allHeard)
      .when(a.finding({ ...cleared, grounds: ['material-not-pertinent'] }))
      .thenRefused('pertinence-no-defence', 'IBC-57');
    on(...a.allHeard)
      .when(a.finding(cleared))
      .then({ type: 'FindingReached', data: { proven: false } });
  });

  it('is carried by both: where they are divided nothing is proven [IBC-37.1] [IBC-81.1]', () => {
    const divided = { 'st-01': 'for', 'st-04': 'against' } as const;
    on(...a.allHeard)
      .when(a.finding({ votes: divided }))
      .thenRefused('not-carried', 'IBC-37.1');
    const cleared = { category: null, findings: [{ ...said, outcome: 'not-shown' }], votes: divided };
    on(...a.allHeard)
      .when(a.finding(cleared))
      .then({ type: 'FindingReached', data: { proven: false } });
    on(...a.allHeard)
      .when(a.finding({ votes: { 'st-01': 'for' } }))
      .thenRefused('no-quorum', 'IBC-81.1');
    on(...a.allHeard)
      .when(a.finding({ votes: { ...a.bothFor, 'st-02': 'for' } }))
      .thenRefused('no-member', 'IBC-81.1');
  });

  it('is reached once: what others were told of stands [IBC-92] [IBC-107.1]', () => {
    const cleared = { category: null, findings: [{ ...said, outcome: 'not-shown' }] };
    on(...a.foundProven)
      .when(a.finding({ ...cleared, votes: { 'st-01': 'against', 'st-04': 'against' } }))
      .thenRefused('not-yet-decided', 'IBC-107.1');
  });

  it('is of malpractice, on evidence; left out, the category is that of what was found [IBC-92] [IBC-37.1]', () => {
    const { category: _, ...leftOut } = a.finding();
    on(...a.allHeard)
      .when(leftOut)
      .then({ type: 'FindingReached', data: { category: 'malpractice' } });
    on(...a.allHeard)
      .when(a.finding({ category: 'poor-practice' }))
      .thenRefused('malpractice-or-nothing', 'IBC-92');
    on(...a.allHeard)
      .when(a.finding({ category: null }))
      .thenRefused('malpractice-or-nothing', 'IBC-92');
    on(...a.allHeard)
      .when(a.finding({ findings: [{ ...said, outcome: 'poor-practice' }] }))
      .thenRefused('no-such-outcome', 'IBC-92');
    on(...a.allHeard)
      .when(a.finding({ findings: [{ ...said, evidence: [] }] }))
      .thenRefused('rests-on-evidence', 'IBC-37.1');
  });

  it('says who put it and the votes on record [IBC-81.1]', () => {
    const [found] = on(...a.allHeard)
      .when(a.finding())
      .then({ type: 'FindingReached', data: { recordedBy: 'st-01' } });
    expect(sentences.FindingReached(a.dataOf(found))).toContain('as recorded by st-01: st-01 for, st-04 for');
    on(...a.foundProven)
      .when(a.penalty())
      .then({ type: 'PenaltyDecided', data: { recordedBy: 'st-01' } });
  });

  it('answers what is alleged, each once, on documents of the case', () => {
    const run = (findings: readonly (typeof said)[]) =>
      refusalsOf(() =>
        on(...a.allHeard)
          .when(a.finding({ findings }))
          .then(),
      );
    expect(run([{ ...said, point: 'collusion' }])).toEqual(['unknown-point', 'point-unanswered']);
    expect(run([said, said])).toEqual(['point-twice']);
    expect(run([{ ...said, evidence: [`sha256:${'c'.repeat(64)}`] }])).toEqual(['unknown-evidence']);
  });
});

describe('the penalty', () => {
  it('is decided where it was proven: an action for each effect, and what it overrides [IBC-83.1] [IBC-93.e] [IBC-87]', () => {
    const [event] = on(...a.foundProven)
      .when(a.penalty())
      .then({ type: 'PenaltyDecided', data: { provisional: false } });
    const { actions } = a.dataOf<{ actions: readonly { effect: string; parameters: object; words: object }[] }>(event);
    expect(actions.map(({ effect }) => effect)).toEqual([
      'zero-for-work',
      'resit-permitted',
      'overrides-assessment-decisions',
    ]);
    expect(actions[0]).toMatchObject({
      parameters: { resit: 'capped' },
      words: { work: 'The essay' },
      binds: true,
      consent: null,
    });
    expect(event?.authority).toEqual(expect.arrayContaining(['IBC-83.1', 'IBC-93.e', 'IBC-87', 'IBC-37.1']));
    on(...a.decided)
      .when(a.penalty())
      .thenNothing();
  });

  it('is not decided where nothing was proven [IBC-83.1]', () => {
    on(...a.allHeard)
      .when(a.penalty())
      .thenRefused('malpractice-proven', 'IBC-83.1');
  });

  it.each(Object.keys(a.factors))('records the factor: %s [IBC-78] [IBC-77] [IBC-86]', (item) => {
    const refused = refusalsOf(() =>
      on(...a.foundProven)
        .when(a.penalty({ factors: { ...a.factors, [item]: '' } }))
        .then(),
    );
    expect(refused).toEqual([`missing-${item}`]);
  });

  it('follows a look at comparable cases, as they are now [IBC-77]', () => {
    on(...a.foundProven)
      .when(a.penalty({ comparables: { seen: null, now: '"now"', codes: [] } }))
      .thenRefused('comparable-cases', 'IBC-77');
    on(...a.foundProven)
      .when(a.penalty({ comparables: { seen: '"then"', now: '"now"', codes: [] } }))
      .thenRefused('comparable-cases', 'IBC-77');
  });

  it('differs from all comparable cases with a reason [IBC-77]', () => {
    const comparables = { seen: '"now"', now: '"now"', codes: ['a', 'b'] };
    on(...a.foundProven)
      .when(a.penalty({ comparables }))
      .thenRefused('consistent', 'IBC-77');
    on(...a.foundProven)
      .when({ ...a.penalty({ comparables }), reasons: { consistent: 'Far more was copied.' } })
      .then({ type: 'PenaltyDecided' });
    on(...a.foundProven)
      .when(a.penalty({ comparables: { ...comparables, codes: ['e'] } }))
      .then({ type: 'PenaltyDecided' });
  });

  const expulsion = a.penalty({ chosen: [{ code: 'n' }] });
  const withHistory = (...careers: readonly string[]) => [
    ...a.foundProven,
    { ...a.historyOf(...careers), data: { ...a.historyOf(...careers).data, version: 2 } },
  ];

  it('is one for a repeat only after an offence in the same career [IBC-93.gate] [IBC-84] [IBC-85]', () => {
    on(...a.foundProven)
      .when(expulsion)
      .thenRefused('repeat-only', 'IBC-93.gate');
    on(...withHistory('postgraduate'))
      .when(expulsion)
      .thenRefused('repeat-only', 'IBC-93.gate');
    on(...withHistory('undergraduate'))
      .when(expulsion)
      .then({ type: 'PenaltyDecided' });
  });

  it('is not gated by a history that was not told: the fact is needed [IBC-93.gate]', () => {
    const untold = a.foundProven.filter(({ type }) => type !== 'HistoryNoted');
    expect(() =>
      on(...untold)
        .when(expulsion)
        .then(),
    ).toThrow('history.careers');
    on(...untold)
      .when(a.penalty())
      .then({ type: 'PenaltyDecided' });
  });

  it('is one, with its parameters, of a tariff of the policy [IBC-93.0]', () => {
    const run = (changes: Parameters<typeof a.penalty>[0]) =>
      refusalsOf(() =>
        on(...a.foundProven)
          .when(a.penalty(changes))
          .then(),
      );
    expect(run({ chosen: [] })).toEqual(['not-so-many']);
    expect(run({ chosen: [{ code: 'z' }] })).toEqual(['unknown-option']);
    expect(run({ chosen: [{ code: 'e', parameters: { work: 'The essay' } }] })).toHaveLength(1);
    expect(run({ tariff: 'fines' })).toEqual(['unknown-tariff']);
  });

  it('needs both members [IBC-81.1]', () => {
    on(...a.foundProven)
      .when(a.penalty({ votes: { 'st-01': 'for', 'st-04': 'against' } }))
      .thenRefused('not-carried', 'IBC-37.1');
  });
});

describe('the decision letter', () => {
  it('tells decision, factors and penalty without being told them [IBC-107.1] [IBC-107.2]', () => {
    const [, letter] = on(...a.decided)
      .when(a.telling())
      .then({ type: 'DecisionLetterSent' }, { type: 'LetterSent' });
    const { text } = a.dataOf<{ text: string }>(letter);
    expect(text).toContain('A recorded mark of zero for the assessed work');
    expect(text).toContain('A third of the essay.');
    on(...a.after(a.decided, a.telling()))
      .when(a.telling())
      .thenNothing();
  });

  it('says of decision and penalty what was decided, and nothing else [IBC-107.2]', () => {
    const refused = on(...a.decided)
      .when(a.telling({ letter: { ...a.decisionWords, decision: 'You may go.' } }))
      .thenRefused('derived-decision', 'IBC-107.2');
    expect(refused.refusals[0]).toMatchObject({ field: '/letter/decision' });
  });

  it('waits for the penalty [IBC-107.1]', () => {
    on(...a.foundProven)
      .when(a.telling())
      .thenRefused('decision-reached', 'IBC-107.1');
  });

  it.each(['consequences', 'appeals-procedure', 'right-of-appeal'])('holds: %s [IBC-107.2]', (item) => {
    const letter = { ...a.decisionWords, [item]: '' };
    on(...a.decided)
      .when(a.telling({ letter }))
      .thenRefused(`missing-${item}`, 'IBC-107.2');
  });

  it('is in time for five working days after the finding; late is on record [IBC-107.1]', () => {
    const breaches = (at: string) => {
      const [sent] = on(...a.decided)
        .when(a.telling({}, at))
        .then({ type: 'DecisionLetterSent' }, { type: 'LetterSent' });
      const { ruling } = a.dataOf<{ ruling: { breaches: readonly { code: string }[] } }>(sent);
      return ruling.breaches.map(({ code }) => code);
    };
    expect(breaches('2026-07-27T22:59:59.000Z')).toEqual([]);
    expect(breaches('2026-07-27T23:00:00.000Z')).toEqual(['letter-in-time']);
  });

  it('normally suggests advice and warns of a repeat [IBC-108]', () => {
    on(...a.decided)
      .when(a.telling({ suggestsAdvice: false }))
      .thenRefused('study-advice', 'IBC-108');
    on(...a.decided)
      .when(a.telling({ warnsOfRepeat: false }))
      .thenRefused('repeat-warning', 'IBC-108');
  });

  it('leaves the finding and the penalty as they were told', () => {
    const told = a.after(a.decided, a.telling());
    expect(
      refusalsOf(() =>
        on(...told)
          .when(a.finding({ findings: [{ ...said, reasons: 'Others.' }] }))
          .then(),
      ),
    ).toEqual(['not-yet-decided']);
    expect(
      refusalsOf(() =>
        on(...told)
          .when(a.penalty({ chosen: [{ code: 'a' }] }))
          .then(),
      ),
    ).toEqual(['decided']);
  });

  it('is not a notice to one of several', () => {
    const notice = a.by(a.registrar, a.afterMeeting, {
      type: 'CommunicateDecision',
      to: 's-001',
      part: 'subject',
    } as const);
    expect(
      refusalsOf(() =>
        on(...a.decided)
          .when(notice)
          .then(),
      ),
    ).toEqual(['by-letter']);
  });
});

describe('after the meeting', () => {
  const words = {
    ...{ onTemplate: true, proceedings: 'As heard.', factors: 'A third was copied: the most.' },
    ...{ intendedImpact: 'None on the degree.', otherMatters: 'None.' },
  };
  const minutes = (fields: object = {}, actor = a.registrar) =>
    a.step('hearing.write-minutes', { ...words, ...fields }, actor, a.afterMeeting);

  it('has minutes, by the Registrar, on the template, with factors and the intended impact [IBC-79] [IBC-80.1]', () => {
    on(...a.decided)
      .when(minutes())
      .then({ type: 'StepRecorded' });
    on(...a.decided)
      .when(minutes({ onTemplate: false }))
      .thenRefused('agreed-template', 'IBC-80.1');
    on(...a.decided)
      .when(minutes({ factors: '' }))
      .thenRefused('factors-recorded', 'IBC-79');
    on(...a.decided)
      .when(minutes({ intendedImpact: '' }))
      .thenRefused('impact-recorded', 'IBC-79');
    on(...a.decided)
      .when(minutes({}, a.director))
      .thenRefused('registrars-minutes', 'IBC-80.2');
    on(...a.allHeard)
      .when(minutes())
      .thenRefused('decided', 'IBC-80.1');
  });

  it('may have a review of earlier work, for very good reasons [IBC-106]', () => {
    const review = (reasons: string) => a.step('hearing.order-review', { reasons }, a.director, a.afterMeeting);
    on(...a.decided)
      .when(review('Three essays of one style.'))
      .then({ type: 'StepRecorded' });
    on(...a.decided)
      .when(review(' '))
      .thenRefused('very-good-reasons', 'IBC-106');
  });

  it('is confirmed to the student with the penalty [IBC-97.2]', () => {
    const letter = {
      'meeting-held': 'The meeting was held.',
      deadlines: 'Appeal in 15 working days.',
      'procedure-and-role': 'Read this.',
    };
    const [, sent] = on(...a.decided)
      .when({ ...a.step('hearing.confirm-meeting', {}, a.registrar, a.afterMeeting), letter })
      .then({ type: 'StepRecorded' }, { type: 'LetterSent' });
    expect(a.dataOf<{ text: string }>(sent).text).toContain('A recorded mark of zero');
  });
});
