import type { Readable } from 'node:stream';

export interface StoredEvidence {
  /** `sha256:<hex>` over the bytes as they are stored, which are sealed; the name to get them by. */
  readonly digest: string;
  /** `evidence:<uuid>`, whose key seals this file and no other. */
  readonly scope: string;
  /** Of what was put, not of what is stored. */
  readonly bytes: number;
  /** `sha256:<hex>` over what was put. It tells a known file again, so it is personal: keep it sealed. */
  readonly contentDigest: string;
}

/** Evidence, each file sealed under a key of its own; what is there never changes. */
export interface EvidenceStore {
  /**
   * Resolves when the bytes are on the disk and will be there after a power cut. The same bytes put twice are two files.
   * @throws EvidenceTooLarge more came than `limitBytes`; nothing is kept, and the rest of the stream is left unread
   * @throws the stream's own error when it breaks off; nothing is kept
   * @throws VaultUnavailable ScopeForbidden; nothing is kept
   */
  put(stream: Readable, options: { readonly limitBytes: number }): Promise<StoredEvidence>;
  /**
   * Undefined where there is none. What the stream gives is what was put there; it fails with EvidenceDamaged, at the latest
   * at its end, where something was changed, moved or cut off, and with EvidenceDestroyed where the key is destroyed on
   * the way.
   * @throws EvidenceDestroyed EvidenceDamaged VaultUnavailable ScopeForbidden
   */
  get(digest: string): Promise<Readable | undefined>;
  /** What `put` said. Undefined where there is none. @throws as `get` */
  describe(digest: string): Promise<StoredEvidence | undefined>;
  has(digest: string): Promise<boolean>;
  /** In bytes of what was put; undefined where there is none. Needs no key. */
  size(digest: string): Promise<number | undefined>;
  /** The scope to hold, or to destroy; undefined where there is none. Needs no key. */
  scopeOf(digest: string): Promise<string | undefined>;
  /** Those stored before that time, by their scopes. Needs no key. */
  scopesBefore(time: Date): Promise<readonly string[]>;
  /** For a file whose key is destroyed, so that not even its size stays. Does nothing where there is none. */
  remove(digest: string): Promise<void>;
  /** Removes each file whose key is destroyed. @returns their digests */
  removeDestroyed(): Promise<readonly string[]>;
}

export class EvidenceTooLarge extends Error {
  override readonly name = 'EvidenceTooLarge';
  constructor(readonly limitBytes: number) {
    super(`more than ${limitBytes} bytes`);
  }
}

/** What is stored under a digest is not what was put. */
export class EvidenceDamaged extends Error {
  override readonly name = 'EvidenceDamaged';
  constructor(
    readonly digest: string,
    options?: ErrorOptions,
  ) {
    super(`what is stored as ${digest} is not what was put there`, options);
  }
}

/** The file is there, and its key was destroyed. */
export class EvidenceDestroyed extends Error {
  override readonly name = 'EvidenceDestroyed';
  constructor(readonly digest: string) {
    super(`the key of ${digest} was destroyed`);
  }
}
