import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { dataOf, eventType, type Sent } from './events.js';
import type { Attempt } from './journal.js';
import { breachKinds, judge, type Stored } from './oracle.js';

const first: Sent = { stream: 'hearing-1', expected: 0, ids: [randomUUID(), randomUUID()] };
const second: Sent = { stream: 'hearing-2', expected: 0, ids: [randomUUID()] };

const attempt = (streams: readonly Sent[], heard: Partial<Attempt> = {}): Attempt => {
  const append = streams[0]?.ids[0] ?? '';
  return { command: append, append, streams, unknown: [], refused: false, failed: [], answers: [], ...heard };
};

const answer = (position: string, versions: readonly number[], repeated = false) => ({ position, versions, repeated });

/** The log that comes of these, in this order. */
const logOf = (...sent: readonly Sent[]): Stored[] =>
  sent
    .flatMap(({ stream, expected, ids }) => ids.map((id, place) => ({ stream, version: expected + place + 1, id })))
    .map((event, index) => ({ ...event, position: index + 1, type: eventType, data: dataOf(event.id) }));

const acknowledged = attempt([first], { answers: [answer('2', [2])] });
const whole = logOf(first, second);
const also = attempt([second], { answers: [answer('3', [1])] });

/** The kinds of breach that are found, in the oracle's order. */
const kindsIn = (attempts: readonly Attempt[], log: readonly Stored[]): string[] => {
  const found = new Set<string>(judge(attempts, log).breaches.map(({ kind }) => kind));
  return breachKinds.filter((kind) => found.has(kind));
};

const change = (at: number, to: Partial<Stored>): Stored[] =>
  whole.map((event, index) => (index === at ? { ...event, ...to } : event));

describe('the oracle', () => {
  it('has nothing to say where everything acknowledged is there once', () => {
    expect(judge([acknowledged, also], whole)).toEqual({
      sent: 2,
      acknowledged: 2,
      refused: 0,
      unknown: 0,
      resolvedTo0: 0,
      resolvedTo1: 0,
      breaches: [],
    });
  });

  it.each([
    ['an acknowledged append that is not there', logOf(second), ['lost', 'at another position']],
    ['half of an acknowledged append', whole.slice(1), ['lost', 'gap in a stream', 'gap in the positions']],
    ['an event that nobody sent', logOf(first, second, { ...second, expected: 1, ids: ['x'] }), ['never sent']],
    ['an event twice', [...whole, { ...whole[2], position: 4, version: 2 } as Stored], ['duplicated', 'altered']],
    ['other data', change(2, { data: Uint8Array.of(1) }), ['altered']],
    ['another type', change(2, { type: 'Other' }), ['altered']],
    ['another stream', change(2, { stream: 'hearing-3' }), ['altered']],
    ['another version', change(2, { version: 2 }), ['altered', 'gap in a stream']],
    ['another position', change(2, { position: 4 }), ['at another position', 'gap in the positions']],
  ])('sees %s', (_, log, kinds) => expect(kindsIn([acknowledged, also], log)).toEqual(kinds));

  it('sees that the log does not begin at 1', () => {
    const later = whole.map((event) => ({ ...event, position: event.position + 1 }));
    const attempts = [
      attempt([first], { answers: [answer('3', [2])] }),
      attempt([second], { answers: [answer('4', [1])] }),
    ];
    expect(kindsIn(attempts, later)).toEqual(['gap in the positions']);
  });

  it.each([
    ['a repetition answered as new', [answer('2', [2]), answer('2', [2])]],
    ['a repetition answered with another position', [answer('2', [2]), answer('3', [2], true)]],
    ['a repetition answered with another version', [answer('2', [2]), answer('2', [3], true)]],
    ['a version that is not what was sent', [answer('2', [3])]],
  ])('sees %s', (_, answers) =>
    expect(kindsIn([attempt([first], { answers }), also], whole)).toEqual(['answered otherwise']),
  );

  it('sees that what was refused is stored', () => {
    expect(kindsIn([attempt([first], { refused: true }), also], whole)).toEqual(['refused but stored']);
  });

  it('sees an error that the port does not name', () => {
    const failed = attempt([first], { failed: ['boom'], answers: [answer('2', [2])] });
    expect(kindsIn([failed, also], whole)).toEqual(['error without a type']);
  });

  it('sees one command stored under two sets of ids, whatever was answered', () => {
    const again = attempt([{ ...second, stream: 'hearing-3', ids: [randomUUID()] }], { command: 'c' });
    const both = [attempt([first], { command: 'c', unknown: ['timeout'] }), again];
    expect(kindsIn(both, logOf(first, ...again.streams))).toEqual(['duplicated']);
    expect(kindsIn(both, logOf(first))).toEqual([]);
  });

  describe('of an append whose outcome was unknown', () => {
    const open = attempt([first, second]);
    it.each([
      ['not there: it had not taken effect', open, [], { resolvedTo0: 1, resolvedTo1: 0 }],
      ['there: it had', open, whole, { resolvedTo0: 0, resolvedTo1: 1 }],
      [
        'done when asked again: it had not',
        { ...open, unknown: ['cut'], answers: [answer('3', [2, 1])] },
        whole,
        { resolvedTo0: 1, resolvedTo1: 0 },
      ],
      [
        'a repetition when asked again: it had',
        { ...open, unknown: ['cut'], answers: [answer('3', [2, 1], true)] },
        whole,
        { resolvedTo0: 0, resolvedTo1: 1 },
      ],
      [
        'a repetition though asked once: the store had asked again',
        { ...open, answers: [answer('3', [2, 1], true)] },
        whole,
        { resolvedTo0: 0, resolvedTo1: 1 },
      ],
      [
        'refused when asked again: it had not',
        { ...open, unknown: ['cut'], refused: true },
        [],
        { resolvedTo0: 1, resolvedTo1: 0 },
      ],
    ])('finds it %s', (_, unknown, log, counts) =>
      expect(judge([unknown], log)).toMatchObject({ unknown: 1, ...counts, breaches: [] }),
    );

    it('sees that a part of it is there', () => {
      expect(kindsIn([open], logOf(first))).toEqual(['stored in part']);
      expect(kindsIn([open], whole.slice(0, 1))).toEqual(['stored in part']);
    });
  });
});
