import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../facts.js';
import { Timed } from './timed.js';

describe('the time from a command to its reaction', () => {
  const route = (timed: Timed, reacts: (nth: number) => boolean) => {
    let given = 0;
    return {
      command: async ({ envelope }: Fact) => {
        if (reacts((given += 1))) timed.ended(`${envelope.case}`);
      },
    };
  };

  it('is one for each command, and nothing where the reaction came before the answer', async () => {
    const timed = new Timed({ name: 'a route', from: 'acknowledged' });
    const waits = await timed.at(
      route(timed, () => true),
      500,
      20,
    );
    expect(waits).toHaveLength(10);
    expect(new Set(waits)).toEqual(new Set([0]));
  });

  it('is not made up where nothing came of a command', async () => {
    const timed = new Timed({ name: 'a route', from: 'given' }, 20);
    await expect(
      timed.at(
        route(timed, (nth) => nth !== 1),
        500,
        20,
      ),
    ).rejects.toThrow(/a route: acknowledged, and nothing came of it/);
  });

  it('begins anew each time', async () => {
    const timed = new Timed({ name: 'a route', from: 'given' }, 20);
    const silent = route(timed, () => false);
    await expect(timed.at(silent, 500, 20)).rejects.toThrow(/nothing came of it/);
    const waits = await timed.at(
      route(timed, () => true),
      500,
      20,
    );
    expect(waits).toHaveLength(10);
  });
});
