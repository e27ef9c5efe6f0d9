import type { Pool } from 'pg';
import type { Kafka } from './kafka.js';
import type { Found, InView, Kept, Logged } from './oracle.js';
import { type ServiceName, services, sources } from './service.js';

interface Where {
  readonly pool: Pool;
  readonly prefix: string;
  readonly world: { readonly kafka: Kafka };
}

/** Everything that the oracle compares, past the system. */
export const findAll = async ({ pool, prefix, world }: Where, withInboxes: boolean): Promise<Found> => {
  const [intake, hearings] = await Promise.all(sources.map((source) => world.kafka.told(prefix, source)));
  const names = ['hearings', 'records'] as const;
  return {
    log: await logged(pool),
    topics: { intake: intake ?? [], hearings: hearings ?? [] },
    inboxes: withInboxes ? await Promise.all(names.map((name) => inbox(pool, name))) : [],
    view: await view(pool),
    parked: (await Promise.all(names.map((name) => parked(pool, name)))).flat(),
  };
};

const logged = async (pool: Pool): Promise<readonly Logged[]> => {
  const { rows } = await pool.query<Logged>(
    `select id, case when stream like 'report-%' then 'intake' else 'hearings' end as source,
            position::float8 as position, case_id as "case", causation_id as cause
       from event_store.envelopes order by position`,
  );
  return rows;
};

const inbox = async (pool: Pool, service: ServiceName): Promise<Found['inboxes'][number]> => {
  const { rows } = await pool.query<Kept>(
    `select id, source, position::float8 as position, handled_at is not null as handled from ${service}.inbox_messages`,
  );
  return { service, hears: services[service].hears, kept: rows };
};

const view = async (pool: Pool): Promise<readonly InView[]> => {
  const { rows } = await pool.query<InView>(
    `select case_id as "case", source, position::float8 as position, said, encode(digest, 'hex') as digest
       from records.case_view`,
  );
  return rows;
};

const parked = async (pool: Pool, service: ServiceName): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ case_id: string }>(
    `select case_id from ${service}.inbox_parkings where redriven_at is null`,
  );
  return rows.map((row) => row.case_id);
};
