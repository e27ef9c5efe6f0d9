import { describe, expect, it } from '@jest/globals';
import { Bell } from './bell.js';
import { closedAfterEach } from './contract/closed-after-each.js';
import { sample } from './contract/samples.js';
import { until } from './contract/until.js';
import { follow } from './follow.js';
import { isAfter, origin, position, type Position, type RecordedEvent, StoreUnavailable } from './port.js';

const HOUR_MS = 3_600_000;

const recorded = (n: number): RecordedEvent => ({
  ...sample(),
  stream: 'hearing-1',
  version: n,
  position: position(n),
  recordedAt: '2026-03-02T09:00:00Z',
});

describe('a subscription that is told of nothing twice and never looks by itself', () => {
  const closing = closedAfterEach();

  const following = (
    log: RecordedEvent[],
    afterRead: () => void,
    trouble: (error: unknown) => void = () => undefined,
  ) => {
    const [bell, seen, released] = [new Bell(), [] as string[], { times: 0 }];
    const read = async (after: Position) => {
      const page = log.filter((event) => isAfter(event.position, after));
      afterRead();
      return page;
    };
    const release = (): void => void (released.times += 1);
    const source = { read, bell, pollMs: HOUR_MS, trouble, release };
    const handler = async (page: readonly RecordedEvent[]) => void seen.push(...page.map((event) => event.position));
    return { bell, seen, released, subscription: closing(follow(source, origin, handler)) };
  };

  it('does not miss a ring that comes during a read', async () => {
    const log: RecordedEvent[] = [];
    const told = following(log, () => {
      if (log.length > 0) return;
      log.push(recorded(1));
      queueMicrotask(() => told.bell.ring());
    });
    await until(() => told.seen.length > 0);
    expect(told.seen).toEqual(['1']);
  });

  it('tells of a read that found the store away, and tries it again', async () => {
    const [errors, failures] = [[] as unknown[], [new StoreUnavailable('first'), new StoreUnavailable('second')]];
    const fail = (): void => {
      const [error] = failures.splice(0, 1);
      if (error) throw error;
    };
    const { seen } = following([recorded(1)], fail, (error) => errors.push(error));
    await until(() => seen.length > 0);
    expect(errors).toEqual([new StoreUnavailable('first'), new StoreUnavailable('second')]);
  });

  it('ends with what asking again does not mend', async () => {
    const { subscription } = following([recorded(1)], () => {
      throw new Error('permission denied');
    });
    await expect(subscription.ended).rejects.toThrow('permission denied');
  });

  it('lets go of what it holds, once', async () => {
    const { subscription, released } = following([], () => undefined);
    await Promise.all([subscription.close(), subscription.close(), subscription.ended]);
    expect(released.times).toBe(1);
  });
});
