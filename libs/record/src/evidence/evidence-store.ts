import type { Readable } from 'node:stream';

export interface StoredEvidence {
  /** `sha256:<hex>` over the bytes; the name to get them by. */
  readonly digest: string;
  readonly bytes: number;
}

/** Evidence by content: the same bytes are the same file, and what is there never changes. */
export interface EvidenceStore {
  /**
   * Resolves when the bytes are on the disk and will be there after a power cut.
   * @throws EvidenceTooLarge more came than `limitBytes`; nothing is kept, and the rest of the stream is left unread
   * @throws the stream's own error when it breaks off; nothing is kept
   */
  put(stream: Readable, options: { readonly limitBytes: number }): Promise<StoredEvidence>;
  /** Undefined where there is none. The stream fails with EvidenceDamaged, at its end, when the bytes are not the digest's. */
  get(digest: string): Promise<Readable | undefined>;
  has(digest: string): Promise<boolean>;
  /** In bytes; undefined where there is none. */
  size(digest: string): Promise<number | undefined>;
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
  constructor(readonly digest: string) {
    super(`the bytes of ${digest} have another digest`);
  }
}
