import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStore, StoreUnavailable, WrongVersion } from '@probity/event-store';
import { type Sent, toAppend } from './events.js';
import type { Attempt, Journal } from './journal.js';

export type Outcome =
  | { readonly kind: 'acknowledged'; readonly versions: readonly number[] }
  | { readonly kind: 'refused'; readonly stream: string; readonly actual: number }
  | { readonly kind: 'unknown' };

export type Store = Pick<EventStore, 'append' | 'readStream'>;

const RETRY_MS = 25;

/** What somebody who asks the store for something does with its answers, with a journal of all of it. */
export interface Client {
  /** Asks until the outcome is known, or until it has lost its patience. */
  send(streams: readonly Sent[]): Promise<Outcome>;
  /** Goes on with what was sent before, by a process that was killed, say. */
  resume(attempt: Attempt, why: string): Promise<Outcome>;
}

/** As the port asks for: an append whose outcome is unknown is repeated under the same ids. */
export class CarefulClient implements Client {
  constructor(
    private readonly store: Store,
    private readonly journal: Journal,
    private readonly patient: () => boolean = () => true,
  ) {}

  async send(streams: readonly Sent[]): Promise<Outcome> {
    const append = firstId(streams);
    await this.journal.note({ kind: 'sent', command: append, append, streams });
    return this.untilKnown(append, streams);
  }

  async resume({ append, streams }: Attempt, why: string): Promise<Outcome> {
    await this.journal.note({ kind: 'unknown', append, why });
    return this.untilKnown(append, streams);
  }

  /** Of what was acknowledged: the answer is to be the first one. */
  async repeat({ append, streams }: Attempt): Promise<void> {
    await this.untilKnown(append, streams);
  }

  private async untilKnown(append: string, streams: readonly Sent[]): Promise<Outcome> {
    for (;;) {
      const outcome = await attemptOnce(this.store, this.journal, append, streams);
      if (outcome.kind !== 'unknown' || !this.patient()) return outcome;
      await sleep(RETRY_MS);
    }
  }
}

/** The control: takes an error for "not done", looks where the streams are now, and asks again under new ids. */
export class HastyClient implements Client {
  constructor(
    private readonly store: Store,
    private readonly journal: Journal,
  ) {}

  async send(streams: readonly Sent[], command: string = firstId(streams)): Promise<Outcome> {
    const append = firstId(streams);
    await this.journal.note({ kind: 'sent', command, append, streams });
    const outcome = await attemptOnce(this.store, this.journal, append, streams);
    return outcome.kind === 'unknown' ? this.askAnew(command, streams) : outcome;
  }

  async resume({ command, append, streams }: Attempt, why: string): Promise<Outcome> {
    await this.journal.note({ kind: 'unknown', append, why });
    return this.askAnew(command, streams);
  }

  private async askAnew(command: string, streams: readonly Sent[]): Promise<Outcome> {
    const again: Sent[] = [];
    for (const { stream, ids } of streams)
      again.push({ stream, expected: await this.versionOf(stream), ids: ids.map(() => randomUUID()) });
    return this.send(again, command);
  }

  private async versionOf(stream: string): Promise<number> {
    for (;;) {
      try {
        const [last] = await this.store.readStream(stream, { direction: 'backwards', limit: 1 });
        return last?.version ?? 0;
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await sleep(RETRY_MS);
      }
    }
  }
}

const firstId = ([first]: readonly Sent[]): string => first?.ids[0] ?? '';

/** An error that the port does not name is a finding, and not the end of the run. */
const attemptOnce = async (
  store: Store,
  journal: Journal,
  append: string,
  streams: readonly Sent[],
): Promise<Outcome> => {
  try {
    const { position, versions, repeated } = await store.append(toAppend(streams));
    await journal.note({ kind: 'acknowledged', append, position, versions, repeated });
    return { kind: 'acknowledged', versions };
  } catch (error) {
    if (error instanceof WrongVersion) {
      await journal.note({ kind: 'refused', append });
      return { kind: 'refused', stream: error.stream, actual: error.actual };
    }
    const kind = error instanceof StoreUnavailable ? 'unknown' : 'failed';
    await journal.note({ kind, append, why: reasonOf(error) });
    return { kind: 'unknown' };
  }
};

/** With the SQLSTATE or the system's code, which the store passes on as the cause. */
const reasonOf = (error: unknown): string => {
  const { message, cause } = Object(error) as {
    readonly message?: string;
    readonly cause?: { readonly code?: string };
  };
  return [cause?.code, message ?? String(error)].filter(Boolean).join(' ');
};
