import { setTimeout } from 'node:timers/promises';
import type { Pool } from 'pg';
import { type KeyManagement, MasterKeyMissing } from './key-management.js';
import { MasterKeyWrong } from './open-master-keys.js';
import type { Tombstone } from './vault-database.js';
import { Tampered } from './vault.js';

/** Kinds of scope: `case`, `report`, … */
export interface ScopeGrants {
  /** `probity_<service>`, made without login where it is missing. */
  readonly role: string;
  readonly seals: readonly string[];
  /** Where it seals and does not open, it cannot open what others sealed there, nor what it sealed itself before. */
  readonly opens: readonly string[];
  /** What such a scope held goes with it, of whatever kind. */
  readonly destroys?: readonly string[];
}

/** Makes the role's rights exactly these: told again nothing changes, and what is no longer listed is taken away. */
export const grantScopes = async (admin: Pool, { role, seals, opens, destroys = [] }: ScopeGrants): Promise<void> => {
  await admin.query('SELECT vault.grant_scopes($1, $2, $3, $4)', [role, seals, opens, destroys]);
};

/** In one statement. */
const PAGE = 1_000;

/**
 * Destroys exactly the scopes that are listed, as after the restore of an old backup; those that are destroyed are passed over.
 * @returns how many had come back
 */
export const eraseAgain = async (
  admin: Pool,
  listed: readonly Pick<Tombstone, 'scope' | 'at' | 'by' | 'why'>[],
): Promise<number> => {
  const destroyed = new Set((await tombstones(admin)).map(({ scope }) => scope));
  const back = listed.filter(({ scope }) => !destroyed.has(scope));
  let erased = 0;
  for (let first = 0; first < back.length; first += PAGE) {
    const page = back.slice(first, first + PAGE);
    const column = (name: 'scope' | 'at' | 'by' | 'why'): string[] => page.map((tombstone) => tombstone[name]);
    const { rows } = await admin.query<{ erased: number }>('SELECT vault.erase_again($1, $2, $3, $4) AS erased', [
      column('scope'),
      column('at'),
      column('by'),
      column('why'),
    ]);
    erased += rows[0]?.erased ?? 0;
  }
  if (erased > 0) await leaseOver(admin);
  return erased;
};

const leaseOver = async (admin: Pool): Promise<void> => {
  const { rows } = await admin.query<{ ms: number }>('SELECT ms FROM vault.lease');
  await setTimeout((rows[0]?.ms ?? 0) + 50);
};

/** What was destroyed after that number, in order. For the database's owner; a role that destroys asks its vault. */
export const tombstones = async (admin: Pool, after = 0): Promise<readonly Tombstone[]> => {
  const { rows } = await admin.query<Tombstone>(
    'SELECT number::integer, scope, at, by, why FROM vault.tombstones WHERE number > $1 ORDER BY number',
    [after],
  );
  return rows;
};

/** Bound to this instead of a scope. */
const PROOF = 'proof of the master key';

/**
 * That the master keys at hand are those that this database needs. A database that has none yet takes the current one.
 * @throws MasterKeyWrong naming the version that is missing, or is another key
 */
export const confirmMaster = async (admin: Pool, masters: KeyManagement): Promise<void> => {
  const { rows } = await admin.query<{ master: string; proof: Buffer }>('SELECT master, proof FROM vault.masters');
  for (const { master, proof } of rows)
    await masters.unwrap(PROOF, { master, bytes: proof }).catch((error: unknown) => {
      if (!(error instanceof MasterKeyMissing || error instanceof Tampered)) throw error;
      throw new MasterKeyWrong(`the keys' database needs master key ${master}, which is not at hand. Restore it.`);
    });
  if (rows.some(({ master }) => master === masters.current)) return;
  const { bytes } = await masters.wrap(PROOF, Buffer.alloc(32));
  await admin.query('INSERT INTO vault.masters (master, proof) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    masters.current,
    bytes,
  ]);
  // Of two databases' first starts at once, each with a key of its own, one must lose.
  if (rows.length === 0) await confirmMaster(admin, masters);
};
