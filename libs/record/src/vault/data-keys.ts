import { createSecretKey, type KeyObject } from 'node:crypto';
import { numberOf, open, seal } from './sealed.js';
import { NoSuchKey, type OpeningKey, ScopeDestroyed, type SealingKey, VaultUnavailable } from './vault.js';

/** The scope's own key; others were made by those who may only seal. */
export const OWN = 1;

export interface Lease {
  readonly asOf: number;
  readonly leaseMs: number;
}

/**
 * A scope's keys in this process, for as long as the lease lasts: whoever still holds this object afterwards can neither
 * seal nor open with it. A key's memory is OpenSSL's, which clears it when the last reference has gone; the bytes that it
 * was made of are cleared at once.
 */
export class DataKeys implements SealingKey, OpeningKey {
  readonly #keys = new Map<number, KeyObject>();
  #until = -Infinity;
  #leaseMs = 0;
  #destroyed = false;
  seals = false;
  opens = false;

  constructor(
    readonly scope: string,
    private readonly now: () => number,
    /** The key that it seals with. */
    private readonly number = OWN,
  ) {}

  get isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** The highest number at hand; 0 for none. */
  get known(): number {
    return Math.max(0, ...this.#keys.keys());
  }

  get canSeal(): boolean {
    return this.seals && this.#keys.has(this.number);
  }

  /** In leases: 1 just after it was confirmed, not above 0 where it has ended. */
  get left(): number {
    return (this.#until - this.now()) / this.#leaseMs;
  }

  has(number: number): boolean {
    return this.#keys.has(number);
  }

  /** Takes the key over, and clears the bytes. */
  add(number: number, bytes: Uint8Array): void {
    if (!this.#destroyed) this.#keys.set(number, createSecretKey(bytes));
    bytes.fill(0);
  }

  /** The database said at `asOf` (monotonic, in milliseconds), or later, that the scope is alive. */
  confirm({ asOf, leaseMs }: Lease): void {
    if (this.#destroyed) return;
    this.#leaseMs = leaseMs;
    this.#until = Math.max(this.#until, asOf + leaseMs);
  }

  /** For those who hold this object too. */
  forget(): void {
    this.#until = -Infinity;
    this.#keys.clear();
  }

  destroy(): void {
    this.#destroyed = true;
    this.forget();
  }

  seal(plain: Uint8Array, bound: Uint8Array): Uint8Array {
    return seal(this.#key(this.number), this.number, plain, bound);
  }

  open(sealed: Uint8Array, bound: Uint8Array): Uint8Array {
    return open(this.#key(numberOf(sealed)), sealed, bound);
  }

  #key(number: number): KeyObject {
    if (this.#destroyed) throw new ScopeDestroyed(this.scope);
    if (this.now() >= this.#until)
      throw new VaultUnavailable(`the lease of ${this.scope} has ended; ask for its key again`);
    const key = this.#keys.get(number);
    if (!key) throw new NoSuchKey(this.scope);
    return key;
  }
}
