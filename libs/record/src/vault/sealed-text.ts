import { asBuffer } from './as-buffer.js';
import type { OpeningKey, SealingKey, Vault } from './vault.js';

/** Where a text stands, such as table, column and row: it opens nowhere else. */
export type Bound = readonly string[];

/** In base64url, for a column of text. Answers at once where the key is at hand. @throws as `Vault.sealing` */
export const sealText = (vault: Vault, scope: string, text: string, bound: Bound): string | Promise<string> => {
  const seal = (key: SealingKey): string =>
    asBuffer(key.seal(Buffer.from(text), bytesOf(scope, bound))).toString('base64url');
  const key = vault.sealing(scope);
  return key instanceof Promise ? key.then(seal) : seal(key);
};

/** Undefined where the key was destroyed. @throws Tampered, and as `Vault.opening` */
export const openText = (
  vault: Vault,
  scope: string,
  sealed: string,
  bound: Bound,
): string | undefined | Promise<string | undefined> => {
  const bytes = Buffer.from(sealed, 'base64url');
  const open = (key: OpeningKey | undefined): string | undefined =>
    key && asBuffer(key.open(bytes, bytesOf(scope, bound))).toString();
  const key = vault.opening(scope, bytes);
  return key instanceof Promise ? key.then(open) : open(key);
};

const bytesOf = (scope: string, bound: Bound): Uint8Array => Buffer.from(JSON.stringify(['text', 1, scope, ...bound]));
