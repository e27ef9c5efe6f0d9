import { expect, it } from '@jest/globals';
import { edits, nearest } from './near.js';

it.each([
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['landed', 'lended', 1],
  ['landed', 'anded', 1],
  ['available', 'avialable', 1],
  ['kitten', 'sitting', 3],
  ['umpire', 'vampire', 2],
])('from %s to %s it is %s edits, both ways', (a, b, count) => {
  expect([edits(a, b), edits(b, a)]).toEqual([count, count]);
});

it.each([
  ['ball.lended', ['ball.called', 'ball.landed'], 'ball.landed'],
  ['inTime.no-replay', ['inTime.noReplay', 'inTime.replay'], 'inTime.noReplay'],
  ['ab', ['xy', 'ac'], 'ac'],
  ['waiter', ['server'], undefined],
  ['dew', ['due'], undefined],
  ['x', [], undefined],
])('%s among %s is %s', (name, known, expected) => {
  expect(nearest(name, known)).toBe(expected);
});
