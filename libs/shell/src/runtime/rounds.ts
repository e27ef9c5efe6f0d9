import { setTimeout as sleep } from 'node:timers/promises';

/** Something seen to again and again. Whatever was left by a crash is found by the next round. */
export interface Round {
  readonly name: string;
  /** Milliseconds between two. */
  readonly every: number;
  /** The signal says that the process stops: what is begun is finished, and nothing further begun. */
  act(signal: AbortSignal): Promise<void>;
}

/**
 * Does one after the other until the signal. One that fails does not keep those after it from being done.
 * @throws what the first of them failed with, once all were tried
 */
export const each = async <Item>(
  items: readonly Item[],
  signal: AbortSignal,
  act: (item: Item) => Promise<void>,
): Promise<void> => {
  const failures: unknown[] = [];
  for (const item of items) {
    if (signal.aborted) break;
    await act(item).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
};

/** Makes rounds until stopped. One that fails is told of, and made again. */
export class Rounds {
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly rounds: readonly Round[],
    private readonly failed: (name: string, error: unknown) => void,
  ) {}

  start(): void {
    this.running = Promise.all(this.rounds.map((round) => this.make(round)));
  }

  /** Resolves when what is in hand is done. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async make({ name, every, act }: Round): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await act(signal).catch((error: unknown) => this.failed(name, error));
      await sleep(every, undefined, { signal }).catch(() => undefined);
    }
  }
}
