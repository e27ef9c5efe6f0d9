import type { AllStreamSubscription, KurrentDBClient, ResolvedEvent } from '@kurrent/kurrentdb-client';
import type { Filter, Position } from '../port.js';
import { fromPosition, serverFilter } from './reading.js';

/** Events that are held at most while nobody takes them; the server waits with the rest. */
const AHEAD = 128;

/** What the server pushes after a position, to be taken a page at a time. */
export class Pushed {
  readonly #subscription: AllStreamSubscription;
  #failure: { readonly cause: unknown } | undefined;
  #wake: () => void = () => undefined;

  constructor(client: KurrentDBClient, filter: Filter, after: Position) {
    this.#subscription = client.subscribeToAll(
      { fromPosition: fromPosition(after), filter: serverFilter(filter) },
      { highWaterMark: AHEAD },
    );
    this.#subscription
      .on('readable', () => this.#wake())
      .on('error', (cause: unknown) => this.#fail(cause))
      .on('end', () => this.#fail(new Error('the server ended the subscription')));
  }

  /** All that has come, one event at least; nothing once aborted. Rejects when no more will come. */
  async take(signal: AbortSignal): Promise<readonly ResolvedEvent[]> {
    while (!signal.aborted) {
      const page: ResolvedEvent[] = [];
      for (let next = this.#next(); next && page.push(next) < AHEAD;) next = this.#next();
      if (page.length > 0) return page;
      if (this.#failure) throw this.#failure.cause;
      await this.#woken(signal);
    }
    return [];
  }

  /** Whatever becomes of the call: it may have failed already, or never have begun. */
  stop(): void {
    this.#subscription.unsubscribe().catch(() => undefined);
  }

  #next(): ResolvedEvent | null {
    return this.#subscription.read() as ResolvedEvent | null;
  }

  #fail(cause: unknown): void {
    this.#failure ??= { cause };
    this.#wake();
  }

  #woken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        this.#wake = () => undefined;
        resolve();
      };
      this.#wake = wake;
      signal.addEventListener('abort', wake);
    });
  }
}
