import type { Pool, PoolClient } from 'pg';
import type { PublicEvent } from '../port.js';
import { prepared } from './prepared.js';
import { unwaited } from './unwaited.js';

/** Notified, with the source as payload, when a source has published. */
export const publishedChannel = 'bus_published';

/** Where a consumer is with a source. */
export interface Place {
  /** Of the source: another when the bus has been lost and filled again. */
  readonly generation: string;
  /** Dense for each source and generation, from 1. */
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

const tell = prepared('select bus.tell($1, $2, $3, $4, $5::json[])');

/** Those stored already keep their offsets. No reader sees a later offset first. */
export async function storeMessages(pool: Pool, source: string, events: readonly PublicEvent[]): Promise<void> {
  await pool.query({
    ...tell,
    values: [
      source,
      events.map((event) => event.id),
      events.map((event) => event.case),
      events.map((event) => event.position),
      events.map((event) => JSON.stringify(event)),
    ],
  });
}

const hear = prepared(
  `select s.generation, h.start::text as start, m."offset"::text as "offset", m.event
     from bus.sources s
     left join bus.consumers c on c.consumer = $1 and c.source = s.source and c.generation = s.generation
     cross join lateral (select case s.generation when $3::uuid then $4::bigint else coalesce(c.handled, 0) end) as h (start)
     left join lateral (
       select from_there."offset", from_there.event from bus.messages from_there
        where from_there.source = s.source and from_there."offset" > h.start
        order by from_there."offset" limit $5) m on true
    where s.source = $2 order by m."offset"`,
);

/** What a source says after a place, and where the consumer is when it has handled that. */
export interface Heard {
  readonly events: readonly PublicEvent[];
  readonly place: Place;
}

/**
 * After where it was last, or after what it has saved, where that is not known; of another generation, from its start.
 * @returns nothing where the source has said nothing
 */
export async function hearAfter(
  pool: Pool,
  { consumer, source, last, limit }: { consumer: string; source: string; last: Place | undefined; limit: number },
): Promise<Heard | undefined> {
  type Row = { generation: string; start: string; offset: string | null; event: PublicEvent };
  const values = [consumer, source, last?.generation, last?.offset, limit];
  const { rows } = await pool.query<Row>({ ...hear, values });
  const end = rows.at(-1);
  if (!end) return undefined;
  const place = { generation: end.generation, offset: end.offset ?? end.start };
  return { events: end.offset === null ? [] : rows.map(({ event }) => event), place };
}

const save = prepared(
  `insert into bus.consumers (consumer, source, generation, handled)
   select $1, $2, $3::uuid, $4::bigint from ${unwaited}
   on conflict (consumer, source) do update set generation = excluded.generation, handled =
     case consumers.generation when excluded.generation then greatest(consumers.handled, excluded.handled)
     else excluded.handled end`,
);

/** What is forgotten of it is heard again, and passed over by the inbox. */
export async function saveHandled(pool: Pool, consumer: string, source: string, place: Place): Promise<void> {
  await pool.query({ ...save, values: [consumer, source, place.generation, place.offset] });
}
