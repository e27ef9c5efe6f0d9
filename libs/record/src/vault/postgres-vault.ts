import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Pool } from 'pg';
import { Coalescer } from './coalescer.js';
import { DataKeys } from './data-keys.js';
import { KeyCache } from './key-cache.js';
import type { KeyManagement } from './key-management.js';
import { Notices } from './notices.js';
import { numberOf } from './sealed.js';
import { Shared } from './shared.js';
import { type Asked, type Offered, type Standing, type Tombstone, VaultDatabase } from './vault-database.js';
import { type Destruction, NoSuchKey, type OpeningKey, ScopeDestroyed, ScopeForbidden } from './vault.js';
import { type SealingKey, Tampered, type Vault, VaultUnavailable } from './vault.js';

export interface VaultOptions {
  /** Scopes whose keys are kept at hand; 10,000 unless told. */
  readonly capacity?: number;
  /** Monotonic, in milliseconds. */
  readonly now?: () => number;
  /** Told when the connection for notices, or a renewal in the background, fails; both are tried again. */
  readonly onTrouble?: (error: unknown) => void;
}

const CAPACITY = 10_000;
/** Scopes in one statement. */
const BATCH = 1_000;
const KEY_BYTES = 32;
/** Below this part of its lease, a key in use is confirmed in the background. */
const RENEW_BELOW = 0.5;
const IDLE_LEASES = 30;
const SWEEP_MS = 30_000;
/** Keys that come with less of their lease are asked for again: who waited for them must still find them of use. */
const WORTH = 0.1;
const TRIES = 3;

/** The vault in a database of its own (`vaultMigrations`), with the rights of the pool's role (`grantScopes`). */
export class PostgresVault implements Vault {
  readonly #database: VaultDatabase;
  readonly #cache: KeyCache;
  readonly #asks: Coalescer<Asked, Standing>;
  readonly #provisions: Coalescer<Offered, Standing>;
  readonly #learning = new Shared<DataKeys>();
  readonly #making = new Shared<DataKeys>();
  readonly #notices: Notices;
  readonly #now: () => number;
  readonly #trouble: (error: unknown) => void;
  readonly #sweep: NodeJS.Timeout;
  #closed = false;

  /** One connection of the pool listens, so it must have two at least. */
  constructor(
    pool: Pool,
    private readonly masters: KeyManagement,
    { capacity = CAPACITY, now = () => performance.now(), onTrouble = () => undefined }: VaultOptions = {},
  ) {
    if (pool.options.max < 2) throw new TypeError("the vault's pool needs two connections");
    this.#now = now;
    this.#trouble = onTrouble;
    this.#database = new VaultDatabase(pool, now);
    this.#cache = new KeyCache(capacity);
    this.#asks = new Coalescer((batch) => this.#database.ask(batch), BATCH);
    this.#provisions = new Coalescer((batch) => this.#database.provision(batch), BATCH);
    this.#notices = new Notices(pool, (scope) => this.#cache.drop(scope), onTrouble);
    this.#sweep = setInterval(() => this.#cache.dropIdle(IDLE_LEASES), SWEEP_MS).unref();
  }

  sealing(scope: string): SealingKey | Promise<SealingKey> {
    const keys = this.#cache.get(scope);
    return keys?.canSeal && this.#isLeased(keys) ? keys : this.#sealingKey(scope);
  }

  opening(scope: string, sealed?: Uint8Array): OpeningKey | undefined | Promise<OpeningKey | undefined> {
    const keys = this.#cache.get(scope);
    if (keys?.isDestroyed) return undefined;
    return keys && canOpen(keys, sealed) && this.#isLeased(keys) ? keys : this.#openingKey(scope, sealed);
  }

  async destroy(scope: string, why: Destruction, committed?: () => Promise<void>): Promise<void> {
    const leaseMs = await this.#database.destroy(scope, why);
    this.#cache.drop(scope);
    await Promise.all([committed?.(), setTimeout(longerThan(leaseMs))]);
  }

  hold(held: string, holder: string): Promise<void> {
    return this.#database.hold(held, holder);
  }

  /** What was destroyed after that number, in order; 1,000 at most unless told. Only for a role that may destroy. */
  tombstones(after = 0, most = 1_000): Promise<readonly Tombstone[]> {
    return this.#database.tombstones(after, most);
  }

  /** Forgets every key. Comes before the end of the pool. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#sweep);
    this.#cache.clear();
    await this.#notices.close();
  }

  async #sealingKey(scope: string): Promise<SealingKey> {
    const keys = await this.#learn(scope);
    if (keys.isDestroyed) throw new ScopeDestroyed(scope);
    if (!keys.seals) throw new ScopeForbidden(scope);
    if (!keys.opens) return this.#furtherKey(scope);
    if (keys.canSeal) return keys;
    const made = await this.#making.of(scope, () => this.#make(scope));
    if (made.isDestroyed) throw new ScopeDestroyed(scope);
    return made;
  }

  async #openingKey(scope: string, sealed: Uint8Array | undefined): Promise<OpeningKey | undefined> {
    let keys = await this.#learn(scope);
    // What was learnt may have been asked before the key was made that sealed it; the own one may come after others.
    if (keys.opens && !canOpen(keys, sealed)) keys = await this.#learnNow(scope, { whole: true });
    if (keys.isDestroyed) return undefined;
    if (!keys.opens) throw new ScopeForbidden(scope);
    if (!canOpen(keys, sealed)) throw new NoSuchKey(scope);
    return keys;
  }

  /** What the database says now; many who ask at once are answered together. */
  #learn(scope: string): Promise<DataKeys> {
    return this.#learning.of(scope, () => this.#learnNow(scope));
  }

  async #learnNow(scope: string, { whole = false } = {}): Promise<DataKeys> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      checkScope(scope);
      if (this.#closed) throw new VaultUnavailable('the vault is closed');
      this.#notices.listen();
      const keys = this.#cache.get(scope) ?? new DataKeys(scope, this.#now);
      await this.#apply(keys, await this.#asks.ask({ scope, known: whole ? 0 : keys.known }));
      if (keys.isDestroyed || keys.left > WORTH) return keys;
    }
    throw new VaultUnavailable(`the keys of ${scope} took longer to come than they may be used`);
  }

  async #make(scope: string): Promise<DataKeys> {
    const bytes = randomBytes(KEY_BYTES);
    const wrapped = await this.#ofMasters(this.masters.wrap(scope, bytes));
    bytes.fill(0);
    // Whoever wins, the key is used as it is stored: so it is known to unwrap before anything is sealed under it.
    const keys = new DataKeys(scope, this.#now);
    await this.#apply(keys, await this.#provisions.ask({ scope, wrapped }));
    return keys.isDestroyed || keys.left > WORTH ? keys : this.#learnNow(scope);
  }

  /** For one who may not open: a key to seal with that is kept by nobody here, so the next asks for another. */
  async #furtherKey(scope: string): Promise<SealingKey> {
    const bytes = randomBytes(KEY_BYTES);
    const wrapped = await this.#ofMasters(this.masters.wrap(scope, bytes));
    const { number, ...lease } = await this.#database.addKey({ scope, wrapped });
    const keys = new DataKeys(scope, this.#now, number);
    keys.add(number, bytes);
    keys.confirm(lease);
    return keys;
  }

  async #apply(keys: DataKeys, standing: Standing): Promise<void> {
    const { seals, opens, alive } = standing;
    Object.assign(keys, { seals, opens });
    if (alive === false) keys.destroy();
    for (const wrapped of standing.keys)
      keys.add(wrapped.number, await this.#ofMasters(this.masters.unwrap(keys.scope, wrapped)));
    keys.confirm(standing);
    if (!this.#closed && (keys.isDestroyed || keys.known > 0)) this.#cache.set(keys);
  }

  #isLeased(keys: DataKeys): boolean {
    const { left } = keys;
    if (left < RENEW_BELOW && left > 0 && !this.#learning.has(keys.scope)) this.#learn(keys.scope).catch(this.#trouble);
    return left > 0;
  }

  async #ofMasters<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((error: unknown) => {
      if (error instanceof Tampered) throw error;
      throw new VaultUnavailable('the master key cannot be used', { cause: error });
    });
  }
}

const canOpen = (keys: DataKeys, sealed: Uint8Array | undefined): boolean =>
  keys.opens && (sealed === undefined ? keys.known > 0 : keys.has(numberOf(sealed)));

/** One that is none would fail the batch that it is in. */
const checkScope = (scope: string): void => {
  if (!/^[a-z]{1,40}:[^\0\p{Cs}]{1,250}$/u.test(scope)) throw new TypeError(`not a scope: ${JSON.stringify(scope)}`);
};

/** Timers fire up to a millisecond early, and the clocks of two machines do not run quite alike. */
const longerThan = (ms: number): number => ms * 1.01 + 2;
