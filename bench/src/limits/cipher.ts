import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { boundTo } from '@probity/record/vault';
import { newFacts, newStream, STREAM_LENGTH } from '../facts.js';

interface Sealed {
  readonly nonce: Uint8Array;
  readonly text: Uint8Array;
  readonly tag: Uint8Array;
  /** The envelope, written down beforehand. */
  readonly bound: Uint8Array;
}

const CIPHER = 'aes-256-gcm';

/** Events a second that one core opens, and does nothing else: no key looked up, nothing parsed, no database. */
export function cipherAlone(ms: number): number {
  const key = createSecretKey(randomBytes(32));
  const stream = newStream();
  const sealed = newFacts(stream, STREAM_LENGTH).map(({ envelope, data }) =>
    seal(key, Buffer.from(JSON.stringify(data)), boundTo({ ...envelope, stream, version: 1 })),
  );
  const start = performance.now();
  let opened = 0;
  while (performance.now() - start < ms) {
    for (const event of sealed) open(key, event);
    opened += sealed.length;
  }
  return (opened * 1_000) / (performance.now() - start);
}

function seal(key: KeyObject, plain: Uint8Array, bound: Uint8Array): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(bound);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { nonce, text, tag: cipher.getAuthTag(), bound };
}

function open(key: KeyObject, { nonce, text, tag, bound }: Sealed): void {
  const decipher = createDecipheriv(CIPHER, key, nonce).setAAD(bound).setAuthTag(tag);
  decipher.update(text);
  decipher.final();
}
