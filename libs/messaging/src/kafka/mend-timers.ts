import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

interface Queue {
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  readonly pending: readonly unknown[];
  checkPendingRequests(): void;
}

const lookEvery = 10;

/**
 * kafkajs sets a timer in the past for each connection that is not throttled, which Node 24 takes for one of 1 ms, for ever, and warns of.
 * Nothing needs it: what waits is looked at when an answer comes. This one is set where something waits.
 */
export function mendTimers(): void {
  const queue = RequestQueue.prototype as unknown as { scheduleCheckPendingRequests(this: Queue): void };
  queue.scheduleCheckPendingRequests = function schedule() {
    if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
    const wait = Math.max(lookEvery, this.throttledUntil - Date.now());
    this.throttleCheckTimeoutId = setTimeout(() => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    }, wait);
  };
}
