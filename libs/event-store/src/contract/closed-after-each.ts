import { afterEach } from '@jest/globals';
import type { Subscription } from '../port.js';

/** For subscriptions that a failing test would leave open, with the connection that they hold. */
export const closedAfterEach = (): ((subscription: Subscription) => Subscription) => {
  const opened: Subscription[] = [];
  afterEach(() => Promise.all(opened.splice(0).map((subscription) => subscription.close())));
  return (subscription) => {
    opened.push(subscription);
    return subscription;
  };
};
