import type { Pool } from 'pg';

export interface CategoryGrants {
  /** `probity_<service>`, made without login where it is missing. */
  readonly role: string;
  readonly appends: readonly string[];
  readonly reads: readonly string[];
}

/** Makes the role's rights exactly these: told again nothing changes, and what is no longer listed is taken away. */
export const grantCategories = async (adminPool: Pool, { role, appends, reads }: CategoryGrants): Promise<void> => {
  await adminPool.query('SELECT event_store.grant_categories($1, $2, $3)', [role, appends, reads]);
};
