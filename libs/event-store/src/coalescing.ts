export interface Work<Job> {
  /** Batches at work at once, at most. */
  readonly atOnce: number;
  /** Takes the next batch out of those who wait, oldest first; none where they cannot go yet. */
  readonly take: (waiting: Job[]) => readonly Job[];
  /** Settles every job of the batch. Never rejects. */
  readonly run: (batch: readonly Job[]) => Promise<void>;
}

/**
 * What comes while a batch is at work is the next batch: alone, a job waits for nobody; many share what one would have
 * cost. There is no timer, so nothing waits for company that does not come.
 */
export class Coalescing<Job> {
  #waiting: Job[] = [];
  #atWork = 0;
  #woken = false;

  constructor(private readonly work: Work<Job>) {}

  add(job: Job): void {
    this.#waiting.push(job);
    this.#wake();
  }

  /** Takes a job back that has not begun. False where it has. */
  remove(job: Job): boolean {
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
    return at >= 0;
  }

  /** After what is being said in this turn of the loop: those who ask together go together. */
  #wake(): void {
    if (this.#woken || this.#atWork >= this.work.atOnce) return;
    this.#woken = true;
    setImmediate(() => {
      this.#woken = false;
      this.#start();
    });
  }

  #start(): void {
    while (this.#waiting.length > 0 && this.#atWork < this.work.atOnce) {
      const batch = this.work.take(this.#waiting);
      if (batch.length === 0) return;
      this.#atWork += 1;
      void this.work.run(batch).finally(() => {
        this.#atWork -= 1;
        this.#wake();
      });
    }
  }
}
