import { fileURLToPath } from 'node:url';

/** The schema that the migrations make, and where their records belong. */
export const eventStoreSchema = 'event_store';

/** Absolute path of the numbered `.sql` files; the same from `src/` and from `dist/`. */
export const migrationsDirectory = fileURLToPath(new URL('../../migrations', import.meta.url));
