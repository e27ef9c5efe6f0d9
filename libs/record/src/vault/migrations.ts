import { fileURLToPath } from 'node:url';

/** The vault's tables, for a database of its own. Absolute path; the same from `src/` and from `dist/`. */
export const vaultMigrations = {
  schema: 'vault',
  directory: fileURLToPath(new URL('../../migrations/vault', import.meta.url)),
} as const;
