import type { Pool, PoolClient } from 'pg';
import type { PublicEvent } from '../port.js';
import { unwaited } from './unwaited.js';

/** Notified, with the source as payload, when a source has published. */
export const publishedChannel = 'bus_published';

export interface Stored {
  /** Dense for each source and generation, from 1. */
  readonly offset: string;
  readonly event: PublicEvent;
}

/** Where a consumer is with a source. */
export interface Place {
  /** Of the source: another when the bus has been lost and filled again. */
  readonly generation: string;
  readonly offset: string;
}

export async function inTransaction<T>(pool: Pool, act: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await act(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failed: Error) => (broken = failed));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Those stored already keep their offsets. No reader sees a later offset first. */
export async function storeMessages(pool: Pool, source: string, events: readonly PublicEvent[]): Promise<void> {
  await pool.query('select bus.tell($1, $2, $3, $4, $5::json[])', [
    source,
    events.map((event) => event.id),
    events.map((event) => event.case),
    events.map((event) => event.position),
    events.map((event) => JSON.stringify(event)),
  ]);
}

/** The start where the consumer has heard nothing of this generation; nothing where the source has said nothing. */
export async function handledUpTo(pool: Pool, consumer: string, source: string): Promise<Place | undefined> {
  const { rows } = await pool.query<Place>(
    `select s.generation, coalesce(c.handled, 0)::text as "offset"
       from bus.sources s
       left join bus.consumers c on c.consumer = $1 and c.source = s.source and c.generation = s.generation
      where s.source = $2`,
    [consumer, source],
  );
  return rows[0];
}

/** What is forgotten of it is heard again, and passed over by the inbox. */
export async function saveHandled(pool: Pool, consumer: string, source: string, place: Place): Promise<void> {
  await pool.query(
    `insert into bus.consumers (consumer, source, generation, handled)
     select $1, $2, $3::uuid, $4::bigint from ${unwaited}
     on conflict (consumer, source) do update set generation = excluded.generation, handled =
       case consumers.generation when excluded.generation then greatest(consumers.handled, excluded.handled)
       else excluded.handled end`,
    [consumer, source, place.generation, place.offset],
  );
}

export async function messagesAfter(pool: Pool, source: string, place: Place, limit: number): Promise<Stored[]> {
  const { rows } = await pool.query<Stored>(
    `select m."offset"::text, m.event from bus.messages m join bus.sources s using (source)
      where m.source = $1 and s.generation = $2 and m."offset" > $3 order by m."offset" limit $4`,
    [source, place.generation, place.offset, limit],
  );
  return rows;
}
