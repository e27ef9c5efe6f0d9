interface Job<Asked, Answer> {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What is asked while one statement is under way goes together into the next: one who is alone waits for nobody, and many
 * share a round trip and a commit. Where it fails each is asked by itself: what is wrong with one is not the others' answer.
 */
export class Gathered<Asked, Answer> {
  readonly #ask: (all: readonly Asked[]) => Promise<readonly Answer[]>;
  #waiting: Job<Asked, Answer>[] = [];
  #working = false;

  /** @param ask answers each, in the order asked @param most are asked together */
  constructor(
    ask: (all: readonly Asked[]) => Promise<readonly Answer[]>,
    private readonly most = 500,
  ) {
    this.#ask = ask;
  }

  ask(asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
      if (this.#working) return;
      this.#working = true;
      // After what else is asked in this turn of the loop.
      setImmediate(() => void this.#work());
    });
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) await this.#together(this.#waiting.splice(0, this.most));
    this.#working = false;
  }

  async #together(jobs: readonly Job<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await this.#ask(jobs.map(({ asked }) => asked));
      jobs.forEach(({ resolve }, nth) => resolve(answers[nth] as Answer));
    } catch (error) {
      const [alone] = jobs;
      if (jobs.length === 1) alone?.reject(error);
      else for (const job of jobs) await this.#together([job]);
    }
  }
}
