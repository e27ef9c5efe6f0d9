import { describe, expect, it } from '@jest/globals';
import { origin, position } from '../port.js';
import { onceEach, type Seen, whole, type Wholeness, wholenessOf } from './wholeness.js';

const at = (n: number, version = n, id = `e${n}`): Seen => ({
  id,
  stream: 'hearing-1',
  version,
  position: position(n),
});
const sent = ['e1', 'e2', 'e3'];

describe('the checker of what a reader saw', () => {
  it('finds nothing wrong with all of it, in order', () => {
    expect(wholenessOf([at(1), at(2), at(3)], sent, { start: origin, dense: true })).toEqual(whole);
  });

  const faults: readonly (readonly [string, readonly Seen[], Partial<Wholeness>])[] = [
    ['an event that is not seen', [at(1), at(3)], { skipped: 1, holes: 1, wrongVersions: 1 }],
    ['the last one not seen', [at(1), at(2)], { skipped: 1 }],
    ['an event that nobody was told is there', [at(1), at(2), at(3), at(4)], { neverSent: 1 }],
    ['an event twice', [at(1), at(2), at(2), at(3)], { twice: 1, outOfOrder: 1, wrongVersions: 1, holes: -1 }],
    ['two out of order', [at(2, 1, 'e2'), at(1, 2, 'e1'), at(3)], { outOfOrder: 1 }],
    ['a stream out of order', [at(1, 2), at(2, 1), at(3)], { wrongVersions: 3 }],
    ['a position that nothing has', [at(1), at(2), at(4, 3, 'e3')], { holes: 1 }],
    ['a version that nothing has', [at(1), at(2), at(3, 4)], { wrongVersions: 1 }],
  ];
  it.each(faults)('finds %s', (_, seen, found) => {
    expect(wholenessOf(seen, sent, { start: origin, dense: true })).toEqual({ ...whole, ...found });
  });

  it('asks for no dense positions where none are promised', () => {
    const seen = [at(10, 1, 'e1'), at(25, 2, 'e2'), at(26, 3, 'e3')];
    expect(wholenessOf(seen, sent, { start: position(4), dense: false })).toEqual(whole);
  });

  it('leaves out what a subscriber is told again, and not what it is told too late', () => {
    expect(onceEach([at(1), at(2), at(2), at(1), at(3)], origin)).toEqual([at(1), at(2), at(3)]);
    const late = onceEach([at(1), at(3), at(2)], origin);
    expect(wholenessOf(late, sent, { start: origin, dense: false })).toMatchObject({ skipped: 1 });
  });
});
