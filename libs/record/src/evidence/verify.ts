import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { EvidenceDamaged } from './evidence-store.js';

/** Passes bytes on, and fails with EvidenceDamaged instead of ending when they were not the digest's. */
export class Verify extends Transform {
  readonly #hash = createHash('sha256');
  readonly #expected: string;

  constructor(expected: string) {
    super();
    this.#expected = expected;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#hash.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const actual = `sha256:${this.#hash.digest('hex')}`;
    done(actual === this.#expected ? null : new EvidenceDamaged(this.#expected));
  }
}
