import { median } from '../stats.js';

/** What each round found of each contestant, for the median and for how far the rounds lie apart. */
export class Found {
  readonly #values = new Map<string, Map<string, number[]>>();

  constructor(private readonly told: { readonly rounds: Record<string, Record<string, readonly number[]>> }) {}

  add(what: string, contestant: string, value: number): void {
    const all = this.#values.get(what) ?? new Map<string, number[]>();
    this.#values.set(what, all);
    const own = all.get(contestant) ?? [];
    all.set(contestant, own);
    own.push(value);
    this.told.rounds[what] = Object.fromEntries(all);
  }

  median(what: string, contestant: string): number {
    return median(this.#values.get(what)?.get(contestant) ?? []);
  }
}
