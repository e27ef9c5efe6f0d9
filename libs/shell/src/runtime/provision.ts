import { fileURLToPath } from 'node:url';
import { grantCategories } from '@probity/event-store';
import { grantBus, messagingMigrations } from '@probity/messaging';
import { ensureRole, migrate } from '@probity/postgres';
import pg from 'pg';
import { kindsGoneBy } from '../sealing/vaults.js';
import { readByAll, readers } from './elsewhere.js';
import { roleOf, schemaOf, type ServiceDefinition } from './service-definition.js';

const shellMigrations = fileURLToPath(new URL('../../migrations/service', import.meta.url));

/** The service's role and schema, and exactly its rights: in its own schema, on the bus, in the log, on the list of tombstones. */
export const provision = async (definition: ServiceDefinition, admin: pg.Pool): Promise<void> => {
  const { name, subjects, scopes, appendsUnread = [], migrations } = definition;
  const role = roleOf(name);
  const schema = schemaOf(name);
  const owned = subjects.map(({ category }) => category);
  await ensureRole(admin, role);
  await ensureRole(admin, readers);
  await migrate(admin, { schema, directory: shellMigrations, set: 'shell' });
  await migrate(admin, { schema, ...messagingMigrations });
  await grantBus(admin, role);
  if (migrations) await migrate(admin, { schema, directory: migrations, set: 'views' });
  await admin.query(`GRANT USAGE ON SCHEMA ${schema} TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role};
    REVOKE INSERT, UPDATE, DELETE ON ${schema}.migrations FROM ${role};
    GRANT USAGE ON SCHEMA ${schema} TO ${readers};
    GRANT SELECT ON ${readByAll.map((table) => `${schema}.${table}`).join(', ')} TO ${readers};
    GRANT ${readers} TO ${role};
    GRANT USAGE ON SCHEMA deployment TO ${role};
    GRANT SELECT ON deployment.tombstones TO ${role};
    ${listing(role, kindsGoneBy(scopes))}
    ;${counting(role, name)}`);
  await grantCategories(admin, { role, appends: [...owned, ...appendsUnread], reads: owned });
};

/** A listed scope is destroyed at the next start: so each lists what may go by its own rights, and nothing else. */
const listing = (role: string, kinds: readonly string[]): string => `
  DROP POLICY IF EXISTS ${role} ON deployment.tombstones;
  REVOKE INSERT ON deployment.tombstones FROM ${role};
  ${
    kinds.length === 0
      ? ''
      : `GRANT INSERT ON deployment.tombstones TO ${role};
         CREATE POLICY ${role} ON deployment.tombstones FOR INSERT TO ${role}
         WITH CHECK (split_part(scope, ':', 1) IN (${kinds.map(pg.escapeLiteral).join(', ')}))`
  }`;

/** What each service erased it says itself, and nothing of another. */
const counting = (role: string, service: string): string => `
  DROP POLICY IF EXISTS ${role} ON deployment.erasures;
  GRANT SELECT, INSERT, UPDATE ON deployment.erasures TO ${role};
  CREATE POLICY ${role} ON deployment.erasures FOR ALL TO ${role}
  USING (service = ${pg.escapeLiteral(service)}) WITH CHECK (service = ${pg.escapeLiteral(service)})`;
