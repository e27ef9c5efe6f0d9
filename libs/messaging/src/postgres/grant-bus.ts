import { escapeIdentifier, type Pool } from 'pg';

/** Lets a service's role publish and consume. What was published it can neither change nor remove. */
export async function grantBus(admin: Pool, role: string): Promise<void> {
  const to = escapeIdentifier(role);
  await admin.query(`
    grant usage on schema bus to ${to};
    grant select, insert on bus.messages to ${to};
    grant select, insert, update on bus.sources, bus.consumers to ${to}`);
}
