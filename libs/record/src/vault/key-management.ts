/** A data key as it is stored: under which master key, and the bytes, which say nothing without it. */
export interface Wrapped {
  /** The master key's version. Not secret. */
  readonly master: string;
  readonly bytes: Uint8Array;
}

/** Master keys, wherever they are: they wrap data keys and never leave. */
export interface KeyManagement {
  /** The version that wraps from now on; older ones still unwrap. */
  readonly current: string;
  /** Bound to the scope: what was wrapped for one scope does not unwrap for another. */
  wrap(scope: string, key: Uint8Array): Promise<Wrapped>;
  /**
   * The caller owns the answer, and clears it when done.
   * @throws Tampered the bytes are not what was wrapped for that scope
   * @throws MasterKeyMissing the version is not at hand
   */
  unwrap(scope: string, wrapped: Wrapped): Promise<Uint8Array>;
}

export class MasterKeyMissing extends Error {
  override readonly name = 'MasterKeyMissing';
  constructor(readonly master: string) {
    super(`data keys are wrapped under master key ${master}, which is not at hand`);
  }
}
