import { createHash } from 'node:crypto';
import type { Vault } from '@probity/record';
import { readRegister } from './read-register.js';
import type { Register } from './register.js';
import type { Snapshot } from './register-index.js';

/** Of `registers.snapshots`. */
export interface Row {
  readonly number: string;
  readonly institution: string;
  readonly digest: string;
  readonly sealed: Buffer;
  readonly received_at: Date;
}

const utf8 = new TextEncoder();

export const digestOf = (register: Register): string =>
  `sha256:${createHash('sha256').update(JSON.stringify(register)).digest('hex')}`;

/** Snapshots under `register:<institution>`, each bound to whose it is and to its digest. */
export class SealedSnapshots {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  async seal(institution: string, digest: string, register: Register): Promise<Uint8Array> {
    const key = await this.#vault.sealing(scopeOf(institution));
    return key.seal(utf8.encode(JSON.stringify(register)), boundTo(institution, digest));
  }

  /** @throws Tampered, and where the key is no longer there: without its register an institution knows nobody */
  async open({ institution, digest, sealed, received_at }: Row): Promise<Snapshot> {
    const key = await this.#vault.opening(scopeOf(institution));
    if (!key) throw new Error(`the key of the register of ${institution} was destroyed`);
    const content: unknown = JSON.parse(new TextDecoder().decode(key.open(sealed, boundTo(institution, digest))));
    return { digest, register: readRegister(content), receivedAt: received_at.toISOString() };
  }
}

const scopeOf = (institution: string): string => `register:${institution}`;
const boundTo = (institution: string, digest: string): Uint8Array =>
  utf8.encode(JSON.stringify(['register', institution, digest]));
