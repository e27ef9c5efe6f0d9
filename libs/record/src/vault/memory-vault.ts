import { randomBytes } from 'node:crypto';
import { DataKeys, OWN } from './data-keys.js';
import { type Destruction, NoSuchKey, type OpeningKey, ScopeDestroyed, ScopeHeld } from './vault.js';
import type { SealingKey, Vault } from './vault.js';

/** For unit tests: keys in memory, for one who may do everything. The ciphers and the errors are the real ones. */
export class MemoryVault implements Vault {
  readonly #scopes = new Map<string, DataKeys>();
  /** By what is held. */
  readonly #holders = new Map<string, Set<string>>();

  sealing(scope: string): SealingKey {
    return this.#living(scope);
  }

  opening(scope: string): OpeningKey | undefined {
    const keys = this.#scopes.get(scope);
    if (!keys) throw new NoSuchKey(scope);
    return keys.isDestroyed ? undefined : keys;
  }

  async destroy(scope: string, why: Destruction, committed?: () => Promise<void>): Promise<void> {
    if (this.#holders.get(scope)?.size) throw new ScopeHeld(scope);
    const keys = this.#scopes.get(scope) ?? new DataKeys(scope, () => 0);
    keys.destroy();
    this.#scopes.set(scope, keys);
    for (const [held, holders] of this.#holders)
      if (holders.delete(scope) && holders.size === 0) await this.destroy(held, why);
    await committed?.();
  }

  async hold(held: string, holder: string): Promise<void> {
    this.#living(holder);
    this.#living(held);
    this.#holders.set(held, (this.#holders.get(held) ?? new Set()).add(holder));
  }

  #living(scope: string): DataKeys {
    const keys = this.#scopes.get(scope) ?? this.#make(scope);
    if (keys.isDestroyed) throw new ScopeDestroyed(scope);
    return keys;
  }

  #make(scope: string): DataKeys {
    const keys = new DataKeys(scope, () => 0);
    keys.add(OWN, randomBytes(32));
    keys.confirm({ asOf: 0, leaseMs: Infinity });
    this.#scopes.set(scope, keys);
    return keys;
  }
}
