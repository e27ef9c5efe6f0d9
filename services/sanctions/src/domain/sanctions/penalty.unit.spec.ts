import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  after,
  at,
  college,
  decidedAs,
  e,
  found,
  member,
  next,
  opened,
  penalty,
  recordDecision,
  registrar,
  stateOf,
} from '../../testing/college.js';
import { sanctionsDecider } from './decisions.js';
import { sanctionsFacts } from './facts.js';
import type { SanctionsEvent } from './sanctions.js';

const on = (...facts: readonly SanctionsEvent[]) => given(sanctionsDecider, college, ...facts);
const decided = after(opened, found, decidedAs(e));
const reprimanded = after(opened, found, decidedAs(penalty('a', ['warning'])));
const step = (name: string, fields: Readonly<Record<string, string>>, letter?: Readonly<Record<string, string>>) =>
  ({ type: 'RecordStep', step: `sanctions.${name}`, fields, ...(letter && { letter }), ...member }) as const;
const stranger = { actor: { id: 'IBC-S09', offices: ['lecturer'] }, at };

describe('putting the penalty into effect', () => {
  const put = { type: 'PutIntoEffect', action: 'e', what: 'Entered.', on: null, ...registrar } as const;

  it('is of a penalty that the Committee decided [IBC-83.1, IBC-87]', () => {
    on(...after(opened, found))
      .when(put)
      .thenRefused('penalty-decided', 'IBC-83.1');
    on(...decided)
      .when({ ...put, action: 'f' })
      .thenRefused('this-penalty-decided', 'IBC-87');
    on(...decided)
      .when({ ...put, ...stranger })
      .thenRefused('not-yours-to-do', 'IBC-87');
  });

  it('is one effect after the other [IBC-87]', () => {
    const once = [...decided, ...next(decided, put)];
    expect(once.at(-1)).toMatchObject({ type: 'SanctionPutIntoEffect', data: { effect: 'zero-for-work' } });
    const twice = [...once, ...next(once, put)];
    expect(twice.slice(once.length)).toMatchObject([
      { type: 'SanctionPutIntoEffect', data: { effect: 'resit-permitted' } },
      { type: 'EffectsCompleted' },
    ]);
    on(...decided)
      .when({ ...put, effect: 'suspension' })
      .thenRefused('this-penalty-decided', 'IBC-87');
  });
});

describe('recording the decision', () => {
  it('is due once there is a penalty, and states the deadline of a resubmission [IBC-97.3, IBC-102.2]', () => {
    const isDue = (facts: readonly SanctionsEvent[]) =>
      college.isDue('sanctions.record-decision', sanctionsFacts(stateOf(facts), registrar));
    expect([isDue(after(opened, found)), isDue(decided)]).toEqual([false, true]);
    expect(isDue([...decided, ...next(decided, recordDecision)])).toBe(false);
    const bare = { ...recordDecision, fields: { decision: 'Zero.', resubmitBy: null } };
    on(...decided)
      .when(bare)
      .thenRefused('resubmission-deadline', 'IBC-97.3');
    on(...reprimanded)
      .when(recordDecision)
      .thenRefused('resubmission-granted', 'IBC-97.3');
    expect(next(reprimanded, bare)).toMatchObject([{ type: 'StepRecorded' }]);
    on(...after(opened))
      .when(recordDecision)
      .thenRefused('penalty-decided', 'IBC-97.3');
  });
});

describe('a resubmission', () => {
  const open = step('open-resubmission', { what: 'Essay 1' });

  it('is opened by the Committee or the Registrar, without the Board [IBC-96, IBC-111.1]', () => {
    expect(next(decided, open)).toMatchObject([{ type: 'StepRecorded' }]);
    expect(next(decided, { ...open, ...registrar })).toHaveLength(1);
    on(...decided)
      .when({ ...open, actor: { id: 'IBC-S09', offices: ['examiner'] } })
      .thenRefused('not-yours-to-do', 'IBC-96');
    on(...reprimanded)
      .when(open)
      .thenRefused('permitted-by-the-committee', 'IBC-96');
  });

  it('is recommended to the Board in the interest of the student, by letter [IBC-111.2]', () => {
    const recommend = step('recommend-to-board', { recommendation: 'Two further occasions.', interest: 'Illness.' });
    expect(next(decided, recommend)).toMatchObject([
      { type: 'StepRecorded' },
      { type: 'LetterSent', data: { notice: 'board-recommendation', to: ['progression-and-awards-chair'] } },
    ]);
    on(...decided)
      .when(step('recommend-to-board', { recommendation: 'Two.', interest: ' ' }))
      .thenRefused('academic-interest', 'IBC-111.2');
    on(...decided)
      .when({ ...recommend, ...registrar })
      .thenRefused('not-yours-to-do', 'IBC-111.2');
  });
});

describe('a zero without loss of credit', () => {
  const without = after(
    ...[opened, found],
    decidedAs(penalty('f-without-loss-of-credit', ['zero-for-module', 'credit-kept'], { modules: 'OT-201' })),
  );
  const direct = step(
    'direct-board',
    { disproportion: 'It would end the degree.' },
    { direction: 'No loss of credit.' },
  );

  it('is directed to the Board, by letter, and only where it was decided [IBC-105, IBC-94.2]', () => {
    expect(next(without, direct)).toMatchObject([
      { type: 'StepRecorded' },
      { type: 'LetterSent', data: { notice: 'board-direction' } },
    ]);
    on(...decided)
      .when(direct)
      .thenRefused('zero-without-loss', 'IBC-105');
    on(...without)
      .when({ ...direct, fields: { disproportion: '' } })
      .thenRefused('disproportion-stated', 'IBC-105');
    on(...without)
      .when({ ...direct, letter: {} })
      .thenRefused('missing-direction', 'IBC-105');
  });
});
