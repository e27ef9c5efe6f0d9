import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  after,
  caseOf,
  college,
  decidedAs,
  e,
  found,
  next,
  opened,
  penalty,
  recordDecision,
  registrar,
  stateOf,
  studentSystem,
  system,
  variedTo,
} from '../../testing/college.js';
import { sanctionsDecider } from './decisions.js';
import { sanctionsFacts } from './facts.js';
import type { SanctionsEvent } from './sanctions.js';

const issued = (facts: readonly SanctionsEvent[]) =>
  stateOf(facts).instructions.map(({ number, effect, undoes }) => ({ number, effect, undoes }));
const answer = (number: number, done: boolean, note: string | null = null) =>
  ({ type: 'AcknowledgeInstruction', number, done, note, ...studentSystem }) as const;
const due = (act: string, facts: readonly SanctionsEvent[]) =>
  college.isDue(act, sanctionsFacts(stateOf(facts), registrar));

describe('instructions to the student system', () => {
  it('are one for each effect that its policy gives it, with what was said [IBC-87, IBC-93.e]', () => {
    const [zero, ...rest] = stateOf(after(opened, found, decidedAs(e))).instructions;
    expect(rest).toEqual([]);
    expect(zero).toMatchObject({
      ...{ number: 1, code: 'e', effect: 'zero-for-work', parameters: { work: 'Essay 1', resit: 'capped' } },
      ...{ student: 'S-01', module: 'OT-201', decidedOn: '2026-11-20', undoes: null, acknowledged: null },
      clauses: ['IBC-93.e', 'IBC-87'],
    });
  });

  it('tell what becomes of the credit [IBC-104, IBC-94.2, IBC-95]', () => {
    const creditOf = (code: string, effect: string, resit?: string) =>
      stateOf(after(opened, decidedAs(penalty(code, [effect], {}, resit ? { resit } : {})))).instructions[0]?.credit;
    expect(creditOf('e', 'zero-for-work', 'capped')).toEqual({
      credit: 'at-risk',
      regained: true,
      clauses: ['IBC-104'],
    });
    expect(creditOf('f', 'zero-for-module')).toMatchObject({ credit: 'lost', regained: false });
    expect(creditOf('d', 'mark-reduced')).toMatchObject({ credit: 'unaffected' });
    expect(creditOf('f-without-loss-of-credit', 'zero-for-module')).toMatchObject({
      ...{ credit: 'kept', clauses: ['IBC-94.2'] },
    });
    expect(creditOf('g-without-loss-of-credit', 'no-reassessment')).toMatchObject({
      credit: 'kept',
      clauses: ['IBC-95'],
    });
  });

  it('permit a re-sit once its deadline is recorded, which goes with it [IBC-94.1, IBC-97.3]', () => {
    const facts = after(opened, decidedAs(e), recordDecision);
    expect(issued(facts).at(-1)).toEqual({ number: 2, effect: 'resit-permitted', undoes: null });
    expect(stateOf(facts).instructions[1]?.parameters).toEqual({
      ...{ work: 'Essay 1', resit: 'capped', resubmitBy: '2027-01-15' },
    });
  });

  it('are the same whichever is told first, and come once [IBC-87]', () => {
    expect(issued(after(decidedAs(e), found, opened))).toEqual(issued(after(opened, found, decidedAs(e))));
    given(sanctionsDecider, college, ...after(opened, decidedAs(e)))
      .when(decidedAs(e))
      .thenNothing();
  });

  it('are none for what takes place by itself, or is for a person [IBC-93.a, IBC-93.b, IBC-93.k]', () => {
    expect(issued(after(opened, decidedAs(penalty('a', ['warning']))))).toEqual([]);
    expect(next(after(opened), decidedAs(penalty('a', ['warning']))).at(-1)?.type).toBe('EffectsCompleted');
    const work = after(opened, decidedAs(penalty('b', ['further-work'], { task: 'An essay on sources.' })));
    expect(issued(work)).toEqual([]);
    expect(due('sanctions.put-into-effect', work)).toBe(true);
    expect(due('sanctions.put-into-effect', after(opened, decidedAs(penalty('k', ['award-reduced']))))).toBe(true);
  });

  it('are none for whoever is no student, and none where the policy gives nobody any', () => {
    const other = { ...opened, subject: { kind: 'institution-staff', id: 'P-1', centre: null } } as const;
    expect(issued(after(other, decidedAs(e)))).toEqual([]);
  });
});

describe('what the student system answers', () => {
  const facts = after(opened, found, decidedAs(penalty('m', ['registration-ended'])));

  it('puts the effect into effect, with its clauses, and ends the case [IBC-93.m, IBC-87]', () => {
    expect(due('sanctions.put-into-effect', facts)).toBe(false);
    const done = sanctionsDecider.decide(answer(1, true), stateOf(facts), college);
    expect(done.map(({ type }) => type)).toEqual([
      ...['InstructionAcknowledged', 'SanctionPutIntoEffect', 'EffectsCompleted'],
    ]);
    expect(done[1]).toMatchObject({
      ...{ data: { action: 'm', effect: 'registration-ended' }, authority: ['IBC-93.m', 'IBC-87'] },
    });
  });

  it('is recorded once; what is done is not undone by saying so [IBC-87]', () => {
    const done = [...facts, ...next(facts, answer(1, true))];
    given(sanctionsDecider, college, ...done)
      .when(answer(1, true))
      .thenNothing();
    given(sanctionsDecider, college, ...done)
      .when(answer(1, false))
      .thenRefused('instruction-done', 'IBC-93.m');
  });

  it('not done, is work for a person, who or which may still do it [IBC-87]', () => {
    const failed = [...facts, ...next(facts, answer(1, false, 'No such registration.'))];
    expect(due('sanctions.put-into-effect', failed)).toBe(true);
    const again = [...failed, ...next(failed, answer(1, true))];
    expect(stateOf(again).completed).toBe(true);
    const put = { type: 'PutIntoEffect', action: 'm', what: 'Ended by hand.', on: null, ...registrar } as const;
    const byHand = [...failed, ...next(failed, put)];
    expect([due('sanctions.put-into-effect', byHand), stateOf(byHand).completed]).toEqual([false, true]);
    expect(next(byHand, answer(1, true)).map(({ type }) => type)).toEqual(['InstructionAcknowledged']);
  });
});

describe('a decision that is varied', () => {
  const first = [opened, found, decidedAs(penalty('f', ['zero-for-module'], { modules: 'OT-201' }))] as const;
  const lesser = variedTo('reduced', penalty('e', ['zero-for-work'], { work: 'Essay 1' }));

  it('takes back what was instructed, and instructs what holds now [IBC-118.1]', () => {
    const facts = after(...first, answer(1, true), lesser);
    expect(issued(facts)).toEqual([
      { number: 1, effect: 'zero-for-module', undoes: null },
      { number: 2, effect: 'zero-for-module', undoes: 1 },
      { number: 3, effect: 'zero-for-work', undoes: null },
    ]);
    expect(stateOf(facts).completed).toBe(false);
    const all = [...facts, ...next(facts, answer(2, true))];
    expect(stateOf([...all, ...next(all, answer(3, true))]).completed).toBe(true);
  });

  it('is set aside: all is taken back, and nothing takes its place [IBC-118.1]', () => {
    const aside = variedTo('set-aside', []);
    const facts = after(...first, aside);
    expect(issued(facts).at(-1)).toEqual({ number: 2, effect: 'zero-for-module', undoes: 1 });
    expect(sanctionsFacts(stateOf(facts), system)).toMatchObject({
      ...{ finding: { proven: false }, penalty: { noted: false, code: '' } },
    });
    expect(due('sanctions.put-into-effect', facts)).toBe(false);
    const failed = [...facts, ...next(facts, answer(2, false))];
    expect(due('sanctions.put-into-effect', failed)).toBe(true);
  });

  it('is not in effect because what it took the place of is done late [IBC-118.1]', () => {
    const facts = after(...first, variedTo('reduced', penalty('f', ['zero-for-module'], { modules: 'OT-202' })));
    expect(next(facts, answer(1, true)).map(({ type }) => type)).toEqual(['InstructionAcknowledged']);
    expect(next(facts, answer(3, true)).map(({ type }) => type)).toContain('SanctionPutIntoEffect');
  });

  it('holds where it is told before what it varies, and an older variation changes nothing [IBC-118.1]', () => {
    const [open, finding, decision] = first;
    expect(issued(after(open, finding, lesser, decision))).toEqual([
      { number: 1, effect: 'zero-for-work', undoes: null },
    ]);
    given(sanctionsDecider, college, ...after(...first, lesser))
      .when(lesser)
      .thenNothing();
    given(sanctionsDecider, college, ...after(...first, lesser))
      .when(variedTo('increased', [], '2026-12-01T10:00:00.000Z'))
      .thenNothing();
  });
});

describe('the history that is told', () => {
  const offence = {
    ...{ case: caseOf(2), reference: 'IBC-2025-000009', category: 'malpractice', offences: ['collusion'] },
    ...{ career: 'undergraduate', moduleLevel: 4, foundAt: '2025-05-05T10:00:00.000Z', penalties: ['a'], spent: false },
  };
  const tell = (asOf: number, offences = [offence]) => ({ type: 'TellHistory', asOf, offences, ...system }) as const;
  const facts = after(opened, tell(2, []));

  it('is told with versions, once for each change, and never back to what was before [IBC-84]', () => {
    expect(facts.at(-1)).toMatchObject({ type: 'HistoryTaken', data: { version: 1, asOf: 2, offences: [] } });
    const then = [...facts, ...next(facts, tell(3))];
    expect(then.at(-1)).toMatchObject({ data: { version: 2, asOf: 3, offences: [{ case: caseOf(2) }] } });
    for (const late of [tell(3), tell(2, []), tell(4)]) expect(next(then, late)).toEqual([]);
  });
});
