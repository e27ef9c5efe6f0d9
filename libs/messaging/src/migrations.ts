import { fileURLToPath } from 'node:url';

const directory = (name: string): string => fileURLToPath(new URL(`../migrations/${name}`, import.meta.url));

/** The bus's own schema, once a database. */
export const busMigrations = { schema: 'bus', directory: directory('bus') } as const;

/** Relay and inbox tables, by unqualified names, beside what else a service's own schema holds. */
export const messagingMigrations = { directory: directory('service'), set: 'messaging' } as const;
