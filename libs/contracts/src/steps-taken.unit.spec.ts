import { expect, it } from '@jest/globals';
import { nothingTaken, stepsTakenFacts, withAct, withStep } from './steps-taken.js';

const ruling = { restedOn: {}, departures: [], breaches: [] };
const recorded = (step: string, fields: Record<string, string | number | boolean | null>, at?: string) => ({
  ...{ step, title: step, fields, ruling },
  ...(at === undefined ? {} : { at }),
});

it('what was done is told by its name, and of a step what was recorded last', () => {
  const first = withStep(nothingTaken, recorded('hearing.take-notes', { pages: 1 }, '2026-10-05T09:00:00Z'));
  const acted = withAct(first, 'hearing.open');
  const again = withStep(acted, recorded('hearing.take-notes', { pages: 2 }, '2026-10-06T09:00:00Z'));
  expect(stepsTakenFacts(again)).toEqual({
    steps: { done: ['hearing.take-notes', 'hearing.open', 'hearing.take-notes'] },
    step: { takeNotes: { pages: 2, done: true, at: '2026-10-06T09:00:00Z' } },
  });
});

it('a field that was left open is no fact, and no field passes for what the system knows', () => {
  const taken = withStep(
    nothingTaken,
    recorded('x.y', { note: null, done: false, at: 'never' }, '2026-10-05T09:00:00Z'),
  );
  expect(stepsTakenFacts(taken).step).toEqual({ y: { done: true, at: '2026-10-05T09:00:00Z' } });
});

it('what was stored before the time was kept has none', () => {
  expect(stepsTakenFacts(withStep(nothingTaken, recorded('x.y', {}))).step).toEqual({ y: { done: true } });
});
