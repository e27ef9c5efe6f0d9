import { escapeIdentifier, type Pool } from 'pg';
import { inTransaction } from './bus-tables.js';

/** `probity_regulator_notification` is the role of `regulator-notification`. */
const serviceOf = (role: string): string => role.replace(/^probity_/, '').replaceAll('_', '-');

/**
 * Lets a role, and its members, publish as one service and move that service's offsets. What was published it can
 * not change, and remove only all that it said of a case (`forgetCase`); everything may be read. Told again, its rights are exactly these.
 */
export async function grantBus(admin: Pool, role: string, service = serviceOf(role)): Promise<void> {
  const to = escapeIdentifier(role);
  await inTransaction(admin, async (client) => {
    await client.query(`
      revoke all on all tables in schema bus from ${to};
      grant usage on schema bus to ${to};
      grant select on bus.messages, bus.sources, bus.consumers, bus.speakers to ${to};
      grant select, insert on bus.published, bus.partition_ends, bus.asked_again, bus.hearings to ${to};
      grant delete on bus.published, bus.partition_ends, bus.asked_again to ${to};
      grant update (next) on bus.partition_ends to ${to};
      grant update (generation) on bus.hearings to ${to};
      grant insert on bus.messages, bus.sources, bus.consumers to ${to};
      grant update (head, relayed, generation) on bus.sources to ${to};
      grant update (handled, generation) on bus.consumers to ${to};
      grant execute on function bus.forget(text) to ${to}`);
    await client.query('delete from bus.speakers where role = $1 and service <> $2', [role, service]);
    await client.query('insert into bus.speakers (role, service) values ($1, $2) on conflict do nothing', [
      role,
      service,
    ]);
  });
}
