/**
 * Data keys by scope: `report:<id>`, `case:<id>`, `subject:<id>`, `informant:<id>`, `certificate:<id>`, `evidence:<id>`,
 * `register:<institution>`. Whatever is personal is sealed under the key of its scope; to destroy the key is to erase it.
 */
export interface Vault {
  /**
   * The scope's key, made where there is none yet; at once where it is at hand.
   * @throws ScopeDestroyed for ever after the key was destroyed
   * @throws ScopeForbidden this service may not seal there
   * @throws VaultUnavailable
   */
  sealing(scope: string): SealingKey | Promise<SealingKey>;
  /**
   * Undefined where the key was destroyed. `sealed`, where it is told, is what is to be opened: a key that was made since
   * those at hand is then fetched.
   * @throws ScopeForbidden this service may not open what is sealed there
   * @throws NoSuchKey there never was one
   * @throws VaultUnavailable
   */
  opening(scope: string, sealed?: Uint8Array): OpeningKey | undefined | Promise<OpeningKey | undefined>;
  /**
   * Destroys the key, leaving a tombstone for ever. When this resolves no process can seal or open there any more.
   * Repeated, it does nothing. What the scope held (`hold`) is released, and destroyed with it where nobody else holds it.
   * `committed` is called, also then, once the tombstone stands, and before the lease of other processes is waited out.
   * @throws ScopeHeld another scope holds it, and lives
   * @throws ScopeForbidden this service may not destroy it
   * @throws VaultUnavailable it may be destroyed or not: repeat it
   */
  destroy(scope: string, why: Destruction, committed?: () => Promise<void>): Promise<void>;
  /** Keeps `held` (a piece of evidence) alive as long as `holder` (a case) is. @throws ScopeDestroyed either is gone */
  hold(held: string, holder: string): Promise<void>;
}

export interface SealingKey {
  /** AES-256-GCM under a fresh nonce. `bound` is authenticated, not stored: what is opened must be bound to the same. */
  seal(plain: Uint8Array, bound: Uint8Array): Uint8Array;
}

export interface OpeningKey {
  /** @throws Tampered the bytes, or what they are bound to, are not those that were sealed under this key */
  open(sealed: Uint8Array, bound: Uint8Array): Uint8Array;
}

export interface Destruction {
  /** Office-holder's id, or `system:<service>`. */
  readonly by: string;
  /** The clause, or what else it rests on. Nothing personal. */
  readonly why: string;
  /** RFC 3339. */
  readonly at: string;
}

export class ScopeDestroyed extends Error {
  override readonly name = 'ScopeDestroyed';
  constructor(readonly scope: string) {
    super(`the key of ${scope} was destroyed`);
  }
}

export class ScopeForbidden extends Error {
  override readonly name = 'ScopeForbidden';
  constructor(readonly scope: string) {
    super(`this service may not use the key of ${scope} so`);
  }
}

export class NoSuchKey extends Error {
  override readonly name = 'NoSuchKey';
  constructor(readonly scope: string) {
    super(`${scope} never had a key`);
  }
}

/** It is kept alive by another scope (`hold`); destroy that one, and it goes with it. */
export class ScopeHeld extends Error {
  override readonly name = 'ScopeHeld';
  constructor(readonly scope: string) {
    super(`${scope} is held by another scope`);
  }
}

export class Tampered extends Error {
  override readonly name = 'Tampered';
}

/** The keys cannot be reached. Nothing is sealed or opened meanwhile, and nothing is stored in clear instead. */
export class VaultUnavailable extends Error {
  override readonly name = 'VaultUnavailable';
}
