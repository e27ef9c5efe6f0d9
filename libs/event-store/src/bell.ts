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
