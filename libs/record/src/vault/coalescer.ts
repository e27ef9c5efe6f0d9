interface Waiting<Asked, Told> {
  readonly asked: Asked;
  readonly resolve: (told: Told) => void;
  readonly reject: (error: unknown) => void;
}

/** Puts what is asked at the same time into one question: one is under way, and what arrives meanwhile is the next. No timer. */
export class Coalescer<Asked, Told> {
  #waiting: Waiting<Asked, Told>[] = [];
  #running = false;

  /** `send` answers in the order asked; where it rejects, all of its batch do. */
  constructor(
    private readonly send: (batch: readonly Asked[]) => Promise<readonly Told[]>,
    private readonly most: number,
  ) {}

  ask(asked: Asked): Promise<Told> {
    const told = new Promise<Told>((resolve, reject) => this.#waiting.push({ asked, resolve, reject }));
    if (!this.#running) void this.#run();
    return told;
  }

  async #run(): Promise<void> {
    this.#running = true;
    // What is asked in the same turn goes together.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#serve(this.#waiting.splice(0, this.most));
    this.#running = false;
  }

  async #serve(batch: readonly Waiting<Asked, Told>[]): Promise<void> {
    try {
      const told = await this.send(batch.map(({ asked }) => asked));
      for (const [nth, { resolve, reject }] of batch.entries()) {
        const answer = told[nth];
        if (answer === undefined) reject(new Error('a question of the batch was not answered'));
        else resolve(answer);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
