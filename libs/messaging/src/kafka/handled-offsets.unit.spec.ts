import { beforeEach, describe, expect, it } from '@jest/globals';
import { HandledOffsets, type PlacedOffset } from './handled-offsets.js';

const place = { topic: 'probity.intake.v1', partition: 2 };
const other = { topic: 'probity.intake.v1', partition: 3 };

let committed: (readonly PlacedOffset[])[];
let commit: (offsets: readonly PlacedOffset[]) => Promise<void>;
let handled: HandledOffsets;

beforeEach(() => {
  committed = [];
  commit = async (offsets) => void committed.push(offsets);
  handled = new HandledOffsets((offsets) => commit(offsets));
});

describe('offsets that were handled', () => {
  it('are committed once, the last of each place', async () => {
    handled.note(place, 4n);
    handled.note(place, 7n);
    handled.note(other, 1n);
    await handled.save();
    await handled.save();
    expect(committed).toEqual([
      [
        { ...place, offset: '7' },
        { ...other, offset: '1' },
      ],
    ]);
  });

  it('are tried again after a failure, unless they have come further', async () => {
    handled.note(place, 4n);
    handled.note(other, 1n);
    commit = async () => {
      handled.note(place, 9n);
      throw new Error('away');
    };
    await expect(handled.save()).rejects.toThrow('away');
    commit = async (offsets) => void committed.push(offsets);
    await handled.save();
    expect(committed).toEqual([
      expect.arrayContaining([
        { ...place, offset: '9' },
        { ...other, offset: '1' },
      ]),
    ]);
  });

  it('of a place that somebody else has now are theirs to commit', async () => {
    handled.note(place, 4n);
    handled.note(other, 1n);
    handled.keepOnly([other]);
    await handled.save();
    expect(committed).toEqual([[{ ...other, offset: '1' }]]);
  });

  it('are never committed after the place has begun anew, not by a commit that was under way either', async () => {
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    handled.note(place, 50n);
    let underWay = (): void => undefined;
    const begun = new Promise<void>((resolve) => (underWay = resolve));
    commit = async (offsets) => {
      underWay();
      await gate;
      committed.push(offsets);
    };
    const saving = handled.save();
    await begun;
    handled.note(place, 60n);
    const order: string[] = [];
    const beginning = handled.begin(
      [{ ...place, offset: '0' }],
      () => order.push('seek'),
      async () => void order.push(`after ${committed.at(-1)?.[0]?.offset}`),
    );
    go();
    await Promise.all([saving, beginning]);
    await handled.save();
    expect(committed.map(([first]) => first?.offset)).toEqual(['50', '0']);
    expect(order).toEqual(['seek', 'after 0']);
  });
});
