import { setTimeout as sleep } from 'node:timers/promises';

/** Something seen to again and again. Whatever was left by a crash is found by the next round. */
export interface Round {
  readonly name: string;
  /** Milliseconds between two. */
  readonly every: number;
  act(): Promise<void>;
}

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

  /** Resolves when the round in hand is done. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async make({ name, every, act }: Round): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await act().catch((error: unknown) => this.failed(name, error));
      await sleep(every, undefined, { signal }).catch(() => undefined);
    }
  }
}
