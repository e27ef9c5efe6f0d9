/** Milliseconds to wait after the nth failure in a row, counted from 1. */
export const backoff = (failures: number, first = 100, most = 5_000): number =>
  Math.min(most, first * 2 ** (failures - 1));

/** Resolves after so many milliseconds, or at once when aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}

// A try that lasted was not a failure to start.
const lasting = 10_000;

/** Repeats until it succeeds; throws only once aborted. */
export async function insist<T>(
  act: () => Promise<T>,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    const started = performance.now();
    try {
      return await act();
    } catch (error) {
      if (signal.aborted) throw error;
      onFailure(error);
      if (performance.now() - started > lasting) failures = 1;
      await pause(backoff(failures), signal);
    }
  }
}

/** Rung while nobody rests, it lets the next rest pass at once: no call is lost. */
export class Bell {
  #rung = false;
  #wake = new AbortController();

  ring(): void {
    this.#rung = true;
    this.#wake.abort();
  }

  /** Until rung, aborted, or so many milliseconds have passed. */
  async rest(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung) {
      const wake = (this.#wake = new AbortController());
      const forward = () => wake.abort();
      signal.addEventListener('abort', forward);
      if (!signal.aborted) await pause(milliseconds, wake.signal);
      signal.removeEventListener('abort', forward);
    }
    this.#rung = false;
  }
}

/** Tells what it was given last, one telling at a time: what came before that meanwhile is never told. */
export class Latest<Value> {
  readonly #tell: (value: Value) => Promise<void>;
  #given: { readonly value: Value } | undefined;
  #telling: Promise<void> | undefined;

  constructor(tell: (value: Value) => Promise<void>) {
    this.#tell = tell;
  }

  /** Nobody waits for it. Where it cannot be told, it is with the next, or when it is settled. */
  give(value: Value): void {
    this.#given = { value };
    void this.settle().catch(() => undefined);
  }

  /** Until what was given last is told; rejects with what kept it from being. */
  settle(): Promise<void> {
    if (!this.#given) return Promise.resolve();
    this.#telling ??= this.#tellAll();
    return this.#telling;
  }

  async #tellAll(): Promise<void> {
    try {
      for (let given = this.#given; given; given = this.#given) {
        await this.#tell(given.value);
        if (this.#given === given) this.#given = undefined;
      }
    } finally {
      this.#telling = undefined;
    }
  }
}

/** One at a time for each key, in the order asked; keys do not wait for each other. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  busy(key: string): boolean {
    return this.#last.has(key);
  }

  async take<T>(key: string, act: () => Promise<T>): Promise<T> {
    const result = (this.#last.get(key) ?? Promise.resolve()).then(act);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(key, settled);
    try {
      return await result;
    } finally {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }

  async idle(): Promise<void> {
    await Promise.all(this.#last.values());
  }
}

/** Rejects with the first failure once all have ended. */
export async function allOf(all: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(all);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

/** So many side by side; the others wait, in the order in which they came. */
export class Lanes {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(lanes: number) {
    this.#free = lanes;
  }

  async through<T>(act: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

/** Runs them side by side; the first that fails stops the others and is thrown when all have ended. */
export async function together(
  tasks: readonly ((signal: AbortSignal) => Promise<void>)[],
  signal: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const forward = () => stop.abort();
  signal.addEventListener('abort', forward);
  if (signal.aborted) stop.abort();
  let failure: { readonly error: unknown } | undefined;
  await Promise.all(
    tasks.map((task) =>
      task(stop.signal).catch((error: unknown) => {
        failure ??= { error };
        stop.abort();
      }),
    ),
  );
  signal.removeEventListener('abort', forward);
  if (failure) throw failure.error;
}
