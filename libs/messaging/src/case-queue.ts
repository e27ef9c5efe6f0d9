import type { PublicEvent } from './port.js';

/** A message that is not handled. */
export interface Waiting {
  readonly event: PublicEvent;
  /** What it follows is handled, or it follows nothing. */
  readonly ready: boolean;
}

/** What waits of a case, in the order of arrival: each comes when what it follows has been handled. */
export class CaseQueue {
  #waiting: readonly Waiting[];

  constructor(
    waiting: readonly Waiting[],
    /** False where more of the case may wait than is here. */
    readonly isWhole: boolean,
  ) {
    this.#waiting = waiting;
  }

  /** Nothing where none can be handled. */
  take(): PublicEvent | undefined {
    const next = this.#waiting.find(({ ready }) => ready);
    this.#waiting = this.#waiting.filter((one) => one !== next);
    return next?.event;
  }

  handled(id: string): void {
    this.#waiting = this.#waiting.map((one) => (one.event.predecessor === id ? { ...one, ready: true } : one));
  }
}
