import type { DataKeys } from './data-keys.js';

/** The scopes used last, at most `capacity`; the one not used for longest makes room. */
export class KeyCache {
  readonly #byScope = new Map<string, DataKeys>();
  #latest: DataKeys | undefined;

  constructor(private readonly capacity: number) {
    if (!(capacity >= 1)) throw new TypeError('a cache of keys holds one at least');
  }

  get size(): number {
    return this.#byScope.size;
  }

  get(scope: string): DataKeys | undefined {
    if (this.#latest?.scope === scope) return this.#latest;
    const found = this.#byScope.get(scope);
    if (found) this.set(found);
    return found;
  }

  set(keys: DataKeys): void {
    this.#latest = keys;
    this.#byScope.delete(keys.scope);
    this.#byScope.set(keys.scope, keys);
    if (this.#byScope.size <= this.capacity) return;
    // Whoever was just given it may still use it: its lease goes on.
    for (const oldest of this.#byScope.keys()) return void this.#byScope.delete(oldest);
  }

  /** From here on the keys are of no use to those who still hold them. */
  drop(scope: string): void {
    if (this.#latest?.scope === scope) this.#latest = undefined;
    this.#byScope.get(scope)?.forget();
    this.#byScope.delete(scope);
  }

  /** Drops what nobody has confirmed for so many leases. */
  dropIdle(leases: number): void {
    for (const keys of [...this.#byScope.values()]) if (keys.left < -leases) this.drop(keys.scope);
  }

  clear(): void {
    for (const scope of [...this.#byScope.keys()]) this.drop(scope);
  }
}
