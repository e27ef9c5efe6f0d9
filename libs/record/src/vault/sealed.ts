import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';
import { asBuffer } from './as-buffer.js';
import { Tampered } from './vault.js';

/**
 * What is sealed: format (1 byte, 1), number of the scope's key (4, big-endian), nonce (12), ciphertext, tag (16).
 * AES-256-GCM (NIST SP 800-38D); format and number are authenticated by the key that they choose.
 */
const FORMAT = 1;
const NONCE_AT = 5;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = NONCE_AT + NONCE_BYTES;

/** How much longer what is sealed is than what was. */
export const sealingBytes = HEAD_BYTES + TAG_BYTES;

const CIPHER = 'aes-256-gcm';
const OPTIONS = { authTagLength: TAG_BYTES } as const;

// Asked of the system a thousand at a time: one by one they cost as much as the cipher.
const nonces = Buffer.alloc(1_024 * NONCE_BYTES);
let spent = nonces.length;

const freshNonce = (): Uint8Array => {
  if (spent === nonces.length) {
    randomFillSync(nonces);
    spent = 0;
  }
  spent += NONCE_BYTES;
  return nonces.subarray(spent - NONCE_BYTES, spent);
};

export const seal = (key: KeyObject, number: number, plain: Uint8Array, bound: Uint8Array): Uint8Array => {
  const nonce = freshNonce();
  const cipher = createCipheriv(CIPHER, key, nonce, OPTIONS);
  cipher.setAAD(bound);
  const text = cipher.update(plain);
  cipher.final();
  const sealed = Buffer.allocUnsafe(sealingBytes + text.length);
  sealed[0] = FORMAT;
  sealed.writeUInt32BE(number, 1);
  sealed.set(nonce, NONCE_AT);
  sealed.set(text, HEAD_BYTES);
  sealed.set(cipher.getAuthTag(), HEAD_BYTES + text.length);
  return sealed;
};

/** @throws Tampered */
export const open = (key: KeyObject, sealed: Uint8Array, bound: Uint8Array): Uint8Array => {
  check(sealed);
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(NONCE_AT, HEAD_BYTES), OPTIONS);
  decipher.setAAD(bound);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(HEAD_BYTES, end));
  try {
    decipher.final();
  } catch {
    throw new Tampered('what is sealed, or what it is bound to, has changed');
  }
  return plain;
};

/** The number of the key that sealed it. @throws Tampered it is nothing that was sealed */
export const numberOf = (sealed: Uint8Array): number => {
  check(sealed);
  return asBuffer(sealed).readUInt32BE(1);
};

const check = (sealed: Uint8Array): void => {
  if (sealed.length < sealingBytes || sealed[0] !== FORMAT) throw new Tampered('not sealed in a format that is known');
};
