/** Tells those who wait that there may be something new. A ring that nobody waited for is not lost to one who kept count. */
export class Bell {
  #rung = 0;
  readonly #waiting = new Set<() => void>();

  get rung(): number {
    return this.#rung;
  }

  ring(): void {
    this.#rung += 1;
    for (const wake of this.#waiting) wake();
  }

  /** Resolves at the first ring after `heard`, after `ms`, or when aborted; at once where it has rung since. */
  wait(heard: number, ms: number, signal: AbortSignal): Promise<void> {
    if (this.#rung !== heard || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }
}

/** A bell for each who follows, rung for what is of the categories that it follows. */
export class Bells {
  readonly #followed = new Map<Bell, ReadonlySet<string> | undefined>();

  /** @param categories all where left out */
  hang(categories?: readonly string[]): Bell {
    const bell = new Bell();
    this.#followed.set(bell, categories && new Set(categories));
    return bell;
  }

  takeDown(bell: Bell): void {
    this.#followed.delete(bell);
  }

  /** @param categories that something was appended to; any, where it is not known */
  ring(categories?: readonly string[]): void {
    for (const [bell, followed] of this.#followed)
      if (!categories || !followed || categories.some((one) => followed.has(one))) bell.ring();
  }
}
