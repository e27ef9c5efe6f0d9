import { StoreUnavailable } from '@probity/event-store';
import { VaultUnavailable, type Destruction, type OpeningKey, type SealingKey, type Tombstone } from '@probity/record';
import type { ServiceVault } from './vaults.js';

/**
 * Keys that cannot be reached are to everybody what a store is that cannot be reached: a person is answered 503, and
 * relays, inboxes and projections wait.
 */
export class PatientVault implements ServiceVault {
  constructor(private readonly vault: ServiceVault) {}

  sealing(scope: string): SealingKey | Promise<SealingKey> {
    return patiently(() => this.vault.sealing(scope));
  }

  opening(scope: string, sealed?: Uint8Array): OpeningKey | undefined | Promise<OpeningKey | undefined> {
    return patiently(() => this.vault.opening(scope, sealed));
  }

  async destroy(scope: string, why: Destruction, committed?: () => Promise<void>): Promise<void> {
    await patiently(() => this.vault.destroy(scope, why, committed));
  }

  async hold(held: string, holder: string): Promise<void> {
    await patiently(() => this.vault.hold(held, holder));
  }

  async tombstones(after?: number): Promise<readonly Tombstone[]> {
    return patiently(() => this.vault.tombstones(after));
  }
}

/** A key at hand is answered at once. */
const patiently = <T>(ask: () => T | Promise<T>): T | Promise<T> => {
  try {
    const answer = ask();
    return answer instanceof Promise ? answer.catch(passing) : answer;
  } catch (error) {
    return passing(error);
  }
};

const passing = (error: unknown): never => {
  if (error instanceof VaultUnavailable) throw new StoreUnavailable('the keys cannot be reached', { cause: error });
  throw error;
};
