import { describe, expect, it } from '@jest/globals';
import { isReadIn, withoutReferences, type Gone } from './references-gone.js';

describe('a fact is read', () => {
  it.each([
    ['by itself', 'inTime.reply', true],
    ['with what it has', 'inTime.reply.at == asked.at', true],
    ['among others', '!(a.b && inTime.reply)', true],
    ['not where a longer name begins with it', 'inTime.replyOfTheOther', false],
    ['not where a longer name ends with it', 'her.inTime.reply && notinTime.reply', false],
    ['not where another stands in the middle', 'inTime_reply', false],
  ])('%s', (_, text, expected) => {
    expect(isReadIn(text, ['step.x', 'inTime.reply'])).toBe(expected);
  });
});

it('an act is no longer due by a condition that cannot be told', () => {
  const gone: Gone = {
    deadlines: new Set(),
    documents: new Set(),
    acts: new Set(),
    any: new Set(),
    facts: ['step.form'],
  };
  const acts = { a: { due: 'step.form.done' }, b: { due: 'step.former.done', says: 'step.form' } };
  expect(withoutReferences(acts, gone)).toEqual({ a: {}, b: { due: 'step.former.done', says: 'step.form' } });
});
