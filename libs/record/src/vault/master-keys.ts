import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { type KeyManagement, MasterKeyMissing, type Wrapped } from './key-management.js';
import { open, seal } from './sealed.js';

/** In bytes. */
export const masterKeyLength = 32;

/** The first 16 hex digits of a keyed hash: tells keys apart, says nothing of them, and needs nobody to number them. */
const versionOf = (key: Uint8Array): string =>
  createHmac('sha256', key).update('probity master key').digest('hex').slice(0, 16);

const boundTo = (scope: string): Uint8Array => Buffer.from(`data key ${scope}`);

/** Master keys in this process's memory, from a file or the environment (`openMasterKeys`). AES-256-GCM, bound to the scope. */
export class MasterKeys implements KeyManagement {
  readonly current: string;
  readonly #keys: ReadonlyMap<string, KeyObject>;

  /** Each of 32 bytes. The current one wraps; all unwrap. */
  constructor(current: Uint8Array, older: readonly Uint8Array[] = []) {
    const all = [current, ...older];
    if (all.some((key) => key.length !== masterKeyLength)) throw new TypeError('a master key has 32 bytes');
    this.current = versionOf(current);
    this.#keys = new Map(all.map((key) => [versionOf(key), createSecretKey(key)]));
  }

  async wrap(scope: string, key: Uint8Array): Promise<Wrapped> {
    return { master: this.current, bytes: seal(this.#master(this.current), 0, key, boundTo(scope)) };
  }

  async unwrap(scope: string, { master, bytes }: Wrapped): Promise<Uint8Array> {
    return open(this.#master(master), bytes, boundTo(scope));
  }

  #master(version: string): KeyObject {
    const key = this.#keys.get(version);
    if (!key) throw new MasterKeyMissing(version);
    return key;
  }
}
