import { setTimeout as sleep } from 'node:timers/promises';
import { newFact, newStream } from '../facts.js';
import { steadily } from '../steadily.js';
import type { Route, RouteKind } from './routes/route.js';

/** Of one route: when each command began, as it is counted, and when what came of it was committed. */
export class Timed {
  readonly #begun = new Map<string, number>();
  readonly #ended = new Map<string, number>();

  /** @param patienceMs how long at most is waited for the last */
  constructor(
    private readonly kind: Pick<RouteKind, 'name' | 'from'>,
    private readonly patienceMs = 20_000,
  ) {}

  ended(caseId: string): void {
    if (!this.#ended.has(caseId)) this.#ended.set(caseId, performance.now());
  }

  /**
   * Commands, so many a second.
   * @returns milliseconds for each; 0 where it was committed before its command had resolved
   * @throws where nothing has come of one
   */
  async at(route: Pick<Route, 'command'>, rate: number, ms: number): Promise<readonly number[]> {
    this.#begun.clear();
    this.#ended.clear();
    await steadily(rate, ms, async () => {
      const fact = newFact(newStream());
      const given = performance.now();
      if (this.kind.from === 'given') this.#begun.set(`${fact.envelope.case}`, given);
      await route.command(fact);
      if (this.kind.from === 'acknowledged') this.#begun.set(`${fact.envelope.case}`, performance.now());
    });
    for (let waited = 0; this.#ended.size < this.#begun.size && waited < this.patienceMs; waited += 10) await sleep(10);
    return [...this.#begun].map(([caseId, begun]) => {
      const ended = this.#ended.get(caseId);
      if (ended === undefined) throw new Error(`${this.kind.name}: acknowledged, and nothing came of it: ${caseId}`);
      return Math.max(0, ended - begun);
    });
  }
}
