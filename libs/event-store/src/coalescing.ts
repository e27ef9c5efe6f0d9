import { StoreUnavailable } from './port.js';

export interface Batch<Job> {
  readonly batch: readonly Job[];
  readonly later: readonly Job[];
}

export interface Work<Job> {
  /** Batches at work at once, at most. */
  readonly atOnce: number;
  /** Parts those who wait, oldest first, into the next batch and the others. `answered` were in the batch before. */
  readonly part: (waiting: readonly Job[], answered: number) => Batch<Job>;
  /** Resolves, and never rejects, with what tells everybody in the batch what became of it. */
  readonly run: (batch: readonly Job[]) => Promise<() => void>;
  /** For those who waited in vain until their time, or came when there were too many: nothing has been done for them. */
  readonly refuse: (job: Job) => void;
}

export interface Waiting {
  /** How long it waits to begin; a time of `performance.now()`. */
  readonly until: number;
}

const PATIENCE_MS = 5_000;
const MOST_WAITING = 20_000;
const LOOK_MS = 250;

/** How long anybody waits who asks now. */
export const patience = (): number => performance.now() + PATIENCE_MS;

/**
 * After a batch has failed: all are told where the store was unavailable, and one alone in any case. Otherwise each is run
 * by itself: what the server has against one of them must not become the others' answer.
 */
export const apart = async <Job extends { readonly reject: (reason: unknown) => void }>(
  batch: readonly Job[],
  error: unknown,
  run: (job: Job) => Promise<() => void>,
): Promise<() => void> => {
  if (batch.length === 1 || error instanceof StoreUnavailable)
    return () => batch.forEach(({ reject }) => reject(error));
  const tells: (() => void)[] = [];
  for (const job of batch) tells.push(await run(job));
  return () => tells.forEach((tell) => tell());
};

/**
 * What comes while a batch is at work is the next batch: alone, a job waits for nobody; many share what one would have
 * cost. Nothing is timed but patience, so nobody waits for company that does not come.
 */
export class Coalescing<Job extends Waiting> {
  #waiting: readonly Job[] = [];
  #asked: Job[] = [];
  #atWork = 0;
  #answered = 0;
  #woken = false;
  #watching = false;

  constructor(private readonly work: Work<Job>) {}

  add(job: Job): void {
    if (this.#waiting.length + this.#asked.length >= MOST_WAITING) return this.work.refuse(job);
    this.#asked.push(job);
    this.#wake();
  }

  /** Takes a job back that has not begun. False where it has. */
  remove(job: Job): boolean {
    const waiting = this.#all();
    this.#waiting = waiting.filter((one) => one !== job);
    return this.#waiting.length < waiting.length;
  }

  #all(): readonly Job[] {
    if (this.#asked.length > 0) [this.#waiting, this.#asked] = [this.#waiting.concat(this.#asked), []];
    return this.#waiting;
  }

  /** After what is being said in this turn of the loop: those who ask together go together. */
  #wake(): void {
    if (this.#atWork >= this.work.atOnce) return this.#watch();
    if (this.#woken) return;
    this.#woken = true;
    setImmediate(() => {
      this.#woken = false;
      this.#start();
    });
  }

  /** @returns whether a batch has begun */
  #start(): boolean {
    const before = this.#atWork;
    while (this.#atWork < this.work.atOnce && this.#all().length > 0) {
      const { batch, later } = this.work.part(this.#all(), this.#answered);
      if (batch.length === 0) break;
      this.#waiting = later;
      this.#atWork += 1;
      void this.work.run(batch).then((tell) => {
        this.#atWork -= 1;
        this.#answered = batch.length;
        // The next goes out first, which takes a turn: what those do who are told, they do while it is at work.
        if (this.#start()) setImmediate(tell);
        else tell();
      });
    }
    if (this.#waiting.length > 0) this.#watch();
    return this.#atWork > before;
  }

  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    setTimeout(() => {
      this.#watching = false;
      const [now, all] = [performance.now(), this.#all()];
      this.#waiting = all.filter(({ until }) => until > now);
      for (const job of all) if (job.until <= now) this.work.refuse(job);
      if (this.#waiting.length > 0) this.#watch();
    }, LOOK_MS).unref();
  }
}
