import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { StoreUnavailable } from '../port.js';
import { isLate } from './errors.js';

/**
 * The client, and a new one in its place after it failed to answer in time: one that was never told the server's features
 * would wait for them with every later append, and for ever.
 */
export class Connection {
  #client: KurrentDBClient | undefined;

  constructor(
    private readonly address: string,
    private readonly answerMs: number,
  ) {}

  get client(): KurrentDBClient {
    this.#client ??= KurrentDBClient.connectionString(this.address);
    return this.#client;
  }

  /**
   * Asks the server, and gives up after a while or when told to. The work is given the signal to stop at.
   * @throws StoreUnavailable it did not answer in time
   */
  async ask<T>(work: (client: KurrentDBClient, stop: AbortSignal) => Promise<T>, given?: AbortSignal): Promise<T> {
    given?.throwIfAborted();
    const { client } = this;
    const late = AbortSignal.timeout(this.answerMs);
    const stop = given ? AbortSignal.any([given, late]) : late;
    try {
      return await unlessAborted(work(client, stop), stop);
    } catch (error) {
      given?.throwIfAborted();
      if (late.aborted || isLate(error)) await this.#replace(client);
      if (!late.aborted) throw error;
      throw new StoreUnavailable(`KurrentDB did not answer within ${this.answerMs} ms`, { cause: error });
    }
  }

  async close(): Promise<void> {
    await this.#client?.dispose();
    this.#client = undefined;
  }

  async #replace(client: KurrentDBClient): Promise<void> {
    if (this.#client !== client) return;
    this.#client = undefined;
    await client.dispose();
  }
}

const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
