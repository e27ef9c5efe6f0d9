import { describe, expect, it } from '@jest/globals';
import { CaseQueue } from './case-queue.js';
import type { PublicEvent } from './port.js';
import { aCase, publicEvents } from './testing/public-events.js';

describe('what waits of a case', () => {
  const [first, second, third] = publicEvents('intake', aCase(), 3) as [PublicEvent, PublicEvent, PublicEvent];
  const [other] = publicEvents('sanctions', first.case, 1) as [PublicEvent];
  const waits = (event: PublicEvent, ready = false) => ({ event, ready });

  it('comes when what it follows has been handled, however it arrived', () => {
    const queue = new CaseQueue([waits(third), waits(second), waits(first, true)], true);
    expect(queue.take()).toBe(first);
    expect(queue.take()).toBeUndefined();
    queue.handled(first.id);
    expect(queue.take()).toBe(second);
    queue.handled(second.id);
    expect(queue.take()).toBe(third);
    expect(queue.take()).toBeUndefined();
  });

  it('comes in the order of arrival where several can', () => {
    const queue = new CaseQueue([waits(other, true), waits(first, true)], true);
    expect([queue.take(), queue.take()]).toEqual([other, first]);
  });

  it('stays where what it follows is not there', () => {
    const queue = new CaseQueue([waits(third), waits(other, true)], true);
    expect(queue.take()).toBe(other);
    queue.handled(other.id);
    expect(queue.take()).toBeUndefined();
  });
});
