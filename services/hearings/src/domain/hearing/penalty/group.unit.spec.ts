import { describe, expect, it } from '@jest/globals';
import { fold, given, RuleBroken, type Given } from '@probity/decider';
import { FactMissing } from '@probity/policy-packs';
import * as p from '../../../testing/panel-samples.js';
import * as s from '../../../testing/penalty-samples.js';
import type { HearingCommand } from '../commands.js';
import { hearingDecider } from '../decider.js';
import type { DataOf, HearingEvent } from '../hearing.js';
import { remedyFor } from '../remedy.js';

const on = (facts: readonly HearingEvent[], policy = p.panelPolicy) => given(hearingDecider, policy, ...facts);
const practice = 'unacceptable-academic-practice';

/** One penalty of each group. */
const oneOf = { a: 'component-zero', b: 'classification-lowered', c: 'terminated-with-exit-award' };
const of = (group: keyof typeof oneOf) => s.penalty(oneOf[group]);
const decided = (facts: readonly HearingEvent[], command: ReturnType<typeof s.penalty>, policy = p.panelPolicy) => {
  const [event] = on(facts, policy).when(command).then({ type: 'PenaltyDecided' });
  return event?.data as DataOf<'PenaltyDecided'>;
};
const restsOn = (facts: readonly HearingEvent[], command: ReturnType<typeof s.penalty>): readonly string[] =>
  on(facts).when(command).then({ type: 'PenaltyDecided' })[0]?.authority ?? [];
const unspent = (count: number) => Array.from({ length: count }, () => s.offence());
const spent = s.offence({ spent: true });

describe('the penalty group, where the student could attempt the assessment again', () => {
  it('is A without an unspent offence, also where one is spent [UC-21.2.1] [UC-5.7]', () => {
    expect(restsOn(s.told({ before: [spent] }), of('a'))).toContain('UC-21.2.1');
    expect(decided(s.told({ before: [spent] }), of('a')).ruling.departures).toEqual([]);
    on(s.told({ before: [spent] }))
      .when(of('b'))
      .thenRefused('other-group-than-b', 'UC-21.5');
  });

  it('is B with one unspent offence and one proven allegation [UC-21.2.2.1]', () => {
    expect(restsOn(s.told({ before: [spent, s.offence()] }), of('b'))).toContain('UC-21.2.2.1');
    on(s.told({})).when(of('a')).thenRefused('other-group-than-a', 'UC-21.5');
  });

  it('counts an allegation that was not proven for nothing [UC-21.2.2.1]', () => {
    const facts = s.told({ offences: ['plagiarism', 'collusion'] }, { plagiarism: practice, collusion: 'not-shown' });
    expect(restsOn(facts, of('b'))).toContain('UC-21.2.2.1');
  });

  it('is C with one unspent offence and two proven allegations [UC-21.2.2.2]', () => {
    const facts = s.told({ offences: ['plagiarism', 'collusion'] }, { plagiarism: practice, collusion: practice });
    expect(restsOn(facts, of('c'))).toContain('UC-21.2.2.2');
    on(facts).when(of('b')).thenRefused('other-group-than-b', 'UC-21.5');
  });

  it('is C where two works of the student are proven at the sitting, of one report or of two [UC-21.2.2.2]', () => {
    const besides = (proven: number, unfound = 0) => ({ together: { put: 1, proven, unfound } });
    const data = decided(s.told({}), s.penalty(oneOf.c, besides(1)));
    expect(data.ruling.restedOn).toMatchObject({ 'allegations.proven': 2 });
    on(s.told({}))
      .when(s.penalty(oneOf.b, besides(1)))
      .thenRefused('other-group-than-b', 'UC-21.5');
    expect(restsOn(s.told({}), s.penalty(oneOf.b, besides(0)))).toContain('UC-21.2.2.1');
    on(s.told({}))
      .when(s.penalty(oneOf.b, besides(0, 1)))
      .thenRefused('found-in-all', 'UC-21.2.2.2');
  });

  it('is C with two unspent offences, of one case or of two, and of either category [UC-21.2.3] [UC-5.6.1] [UC-5.7.3]', () => {
    const misconduct = s.offence({ category: 'academic-misconduct', offences: ['commissioning'] });
    const ofOneCase = s.offence({ offences: ['plagiarism', 'collusion'] });
    for (const before of [unspent(2), [misconduct, s.offence()], [ofOneCase], unspent(3)])
      expect(restsOn(s.told({ before }), of('c'))).toContain('UC-21.2.3');
  });
});

describe('earlier offences of which nobody can tell whether they are spent', () => {
  const unknown = s.offence({ moduleLevel: 4, standingUnknown: true });
  const needing = (facts: readonly HearingEvent[], command: HearingCommand & Given) => {
    const state = fold(hearingDecider, facts);
    try {
      return hearingDecider.decide(command, state, p.panelPolicy);
    } catch (error) {
      if (!(error instanceof FactMissing)) throw error;
      return { fact: error.fact, clauses: error.neededBy?.clauses, remedy: remedyFor(state, error.fact)?.route };
    }
  };
  const toldLater = [...s.told({}), s.history(s.offence(), unknown)];

  it('keep the penalty group back, and the register is asked for [UC-5.7.1] [UC-21.2.2.1]', () => {
    expect(needing(toldLater, of('b'))).toMatchObject({
      ...{ fact: 'offences.unspent', remedy: 'PUT /registers/{institution}' },
    });
    const known = s.history(s.offence(), s.offence({ moduleLevel: 4, spent: true }));
    expect(needing([...toldLater, known], of('b'))).toMatchObject([
      { type: 'PenaltyDecided', authority: expect.arrayContaining(['UC-21.2.2.1']) },
    ]);
  });

  it('are not told to the Panel before that is known, where it matters [UC-21.1] [UC-5.7.1]', () => {
    expect(needing(s.found({ before: [s.offence(), unknown] }), s.releasing)).toMatchObject({
      ...{ fact: 'told.standing', clauses: ['UC-21.1'], remedy: 'PUT /registers/{institution}' },
    });
    expect(needing(s.found({ before: [s.offence(), s.offence({ moduleLevel: 4 })] }), s.releasing)).toMatchObject([
      { type: 'HistoryReleased' },
    ]);
  });

  it('of which the other category makes nothing, are told all the same [UC-22.1] [UC-22.2.1]', () => {
    const misconduct = 'academic-misconduct';
    const heard = s.heardBy({ before: [s.offence(), unknown], offences: ['commissioning'], category: misconduct });
    const findings = s.findings({ commissioning: misconduct });
    const facts = p.after(heard, p.finding({ category: misconduct, findings }));
    const told = p.after(facts, s.releasing, s.weighed);
    expect(needing(told, s.misconductPenalty())).toMatchObject([{ type: 'PenaltyDecided' }]);
  });
});

describe('a contested case that could have had a standard penalty', () => {
  const contested = s.told({ before: [], answer: false });

  it('has the course only, for whatever reason [UC-21.4]', () => {
    expect(restsOn(contested, s.penalty('academic-integrity-course'))).toContain('UC-21.4');
    for (const code of ['component-zero', 'module-zero', 'classification-lowered', 'terminated-without-award'])
      on(contested)
        .when(s.penalty(code, { chosen: [{ code, reason: 'It is grave.' }] }))
        .thenRefused('only-the-course', 'UC-21.4');
  });

  it('is none where there was an earlier breach at Level 5, even a spent one [UC-21.4] [UC-13.1.2]', () => {
    expect(restsOn(s.told({ before: [spent], answer: false }), of('a'))).toContain('UC-21.2.1');
  });

  it('is none where misconduct was alleged, and the Panel finds the lesser category [UC-21.4] [UC-20.1]', () => {
    const alleged = { before: [], answer: false, category: 'academic-misconduct' };
    expect(restsOn(s.told(alleged), of('a'))).toContain('UC-21.2.1');
  });
});

describe('the penalty group in the final attempt', () => {
  const final = { before: [], attempts: 1 };
  const looked = (
    mark: number,
    compensates = true,
    pass = true,
    before: readonly ReturnType<typeof s.offence>[] = [],
  ) => p.after(s.told({ ...final, before }), s.finalAttempt(mark, compensates, pass));

  it('is C with an unspent offence, and no reason opens another [UC-21.3]', () => {
    const facts = looked(60, true, true, [s.offence()]);
    expect(restsOn(facts, of('c'))).toContain('UC-21.3');
    on(facts)
      .when(s.penalty('component-zero', { chosen: [{ code: 'component-zero', reason: 'Ill.' }] }))
      .thenRefused('group-a-applies', 'UC-21.3');
  });

  it('is A or C, as the Panel chooses, where the mark is 20 and can be compensated [UC-21.6.1]', () => {
    expect(restsOn(looked(20), of('a'))).toContain('UC-21.6.1');
    expect(restsOn(looked(20), of('c'))).toContain('UC-21.6.1');
    on(looked(20)).when(of('b')).thenRefused('group-b-applies', 'UC-21.6.2');
  });

  it('must be C at a mark of 19, and no reason opens another [UC-21.6.2]', () => {
    expect(restsOn(looked(19), of('c'))).toContain('UC-21.6.2');
    on(looked(19))
      .when(s.penalty('component-zero', { chosen: [{ code: 'component-zero', reason: 'Ill.' }] }))
      .thenRefused('group-a-applies', 'UC-21.6.2');
  });

  it('takes 19.5 for 20, and 19.49 for 19, as the deployment rounds; both marks are kept [UC-21.6.1]', () => {
    const kept = decided(looked(19.5), of('a')).ruling.restedOn;
    expect(kept).toMatchObject({ 'mark.raw': 19.5, 'mark.rounded': 20, 'mark.compensable': true });
    on(looked(19.49)).when(of('a')).thenRefused('group-a-applies', 'UC-21.6.2');
    const asItIs = p.policyWith({ 'chester/mark-rounding': 'none' });
    on(looked(19.5), asItIs).when(of('a')).thenRefused('group-a-applies', 'UC-21.6.2');
    const raw = decided(looked(19.5), of('c'), asItIs).ruling.restedOn;
    expect(raw).toMatchObject({ 'mark.raw': 19.5, 'mark.rounded': 19.5, 'mark.compensable': false });
  });

  it('must be C where the module does not compensate, or cannot be passed any more [UC-21.6.2]', () => {
    for (const facts of [looked(60, false), looked(60, true, false)]) {
      on(facts).when(of('a')).thenRefused('group-a-applies', 'UC-21.6.2');
      expect(restsOn(facts, of('c'))).toContain('UC-21.6.2');
    }
  });

  it('goes by the register for the module where the department was not asked, and waits for the mark [UC-21.7]', () => {
    const asked = s.told(final);
    const inRegister = { ratified: [], compensates: true };
    expect(() =>
      on(asked)
        .when({ ...of('a'), inRegister })
        .then(),
    ).toThrow(/mark\.compensable/);
    on(asked)
      .when({ ...of('a'), inRegister: { ...inRegister, compensates: false } })
      .thenRefused('group-a-applies', 'UC-21.6.2');
  });
});

describe('what is on record from before', () => {
  it('is what was proven before this hearing: another breach that was found at it is none [UC-22.2.2] [UC-21.2.2.1]', () => {
    const sameDay = s.offence({ foundAt: '2018-03-15T14:30:00.000Z' });
    expect(restsOn(s.told({ before: [spent, sameDay] }), of('a'))).toContain('UC-21.2.1');
  });

  it('has the course again after a standard penalty, normally not [UC-21.8.0]', () => {
    const before = [s.offence({ spent: true, penalties: ['academic-integrity-course'] })];
    const course = s.penalty('academic-integrity-course');
    on(s.told({ before })).when(course).thenRefused('no-second-standard-penalty', 'UC-21.8.0');
    const again = s.penalty('academic-integrity-course', {
      chosen: [{ code: 'academic-integrity-course', reason: 'Years ago.' }],
    });
    expect(decided(s.told({ before }), again).ruling.departures).toMatchObject([
      { code: 'no-second-standard-penalty' },
    ]);
    const none = s.told({ before: [s.offence({ spent: true, moduleLevel: 4 })], answer: false });
    expect(decided(none, course).actions).toHaveLength(1);
  });

  it('must be told before a penalty is decided [UC-21.1]', () => {
    on(s.found({})).when(of('b')).thenRefused('history-told-for-practice', 'UC-21.1');
  });
});

describe('another group than the criteria suggest', () => {
  const facts = s.told({ before: [spent] });
  const misconduct = s.offence({ category: 'academic-misconduct', offences: ['commissioning'] });

  it('has reasons from the list, which are documented [UC-21.5]', () => {
    const bare = (): unknown => on(facts).when(of('b')).then();
    expect(bare).toThrow(RuleBroken);
    const broken = on(facts).when(of('b')).thenRefused('not-so-many', 'UC-21.5');
    expect(broken.refusals.map(({ field }) => field)).toContain('/groupReasons');
    const why = [{ code: 'other', parameters: { reason: 'The harm to others.' } }];
    const { chosen, ruling } = decided(facts, { ...of('b'), groupReasons: why });
    expect(chosen[0]?.reason).toContain('The harm to others.');
    expect(ruling.departures).toMatchObject([{ code: 'other-group-than-b', clauses: ['UC-21.5'] }]);
    on(facts)
      .when({ ...of('b'), groupReasons: [{ code: 'other', parameters: {} }] })
      .thenRefused('missing-reason', 'UC-21.5');
  });

  it('has a reason that is only said in words as another one [UC-21.5]', () => {
    const worded = s.penalty(oneOf.b, { chosen: [{ code: oneOf.b, reason: 'The harm to others.' }] });
    expect(decided(facts, worded).chosen[0]?.reason).toBe('The harm to others.');
  });

  it('is higher for earlier misconduct, and never lesser [UC-21.5.1]', () => {
    const why = [{ code: 'earlier-misconduct', parameters: {} }];
    decided(s.told({ before: [misconduct] }), { ...of('c'), groupReasons: why });
    on(s.told({ before: [misconduct] }))
      .when({ ...of('a'), groupReasons: why })
      .thenRefused('to-a-higher-group', 'UC-21.5.1');
    on(s.told({}))
      .when({ ...of('c'), groupReasons: why })
      .thenRefused('misconduct-on-record', 'UC-21.5.1');
  });

  it('is lesser for extenuating circumstances, and never higher [UC-21.5.2]', () => {
    const why = [{ code: 'extenuating-circumstances', parameters: { circumstances: 'Bereavement.' } }];
    decided(s.told({}), { ...of('a'), groupReasons: why });
    const broken = on(s.told({}))
      .when({ ...of('c'), groupReasons: why })
      .thenRefused('to-a-lesser-group', 'UC-21.5.2');
    expect(broken.refusals.map(({ field }) => field)).toContain('/groupReasons/0');
  });

  it('has none where the group is the one that the criteria suggest [UC-21.2.1]', () => {
    on(facts)
      .when({ ...of('a'), groupReasons: [{ code: 'other', parameters: { reason: 'Why not.' } }] })
      .thenRefused('no-other-group', 'UC-21.2.1');
  });
});

describe('modules that a penalty names', () => {
  const zeroed = (ratified: readonly string[]) =>
    s.penalty('modules-zero', {
      chosen: [{ code: 'modules-zero', parameters: { modules: 'HI5002' } }],
      inRegister: { ratified },
    });

  it('are such as no board has ratified the marks of [UC-21.9.3] [UC-21.9.2]', () => {
    on(s.told({}))
      .when(zeroed(['HI5002']))
      .thenRefused('not-yet-ratified', 'UC-21.9.3');
    const { actions } = decided(s.told({}), zeroed([]));
    expect(actions.map(({ effect }) => effect)).toEqual([
      'module-zero',
      'modules-zero',
      'further-attempt-as-appropriate',
    ]);
    const capped = { code: 'modules-capped', parameters: { modules: 'HI5002', cap: 41 } };
    on(s.told({}))
      .when(s.penalty('modules-capped', { chosen: [capped] }))
      .thenRefused('wrong-cap', 'UC-21.9.2');
  });
});
