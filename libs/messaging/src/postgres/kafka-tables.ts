import type { Pool } from 'pg';
import type { PublicEvent } from '../port.js';
import { inTransaction } from './bus-tables.js';
import { prepared } from './prepared.js';
import { unwaited } from './unwaited.js';

/** What the broker acknowledged of a partition. */
export interface End {
  readonly partition: number;
  /** The offset after the last message. */
  readonly next: bigint;
}

/** A consumer's partition of a source's topic. */
export interface Heard {
  readonly source: string;
  readonly partition: number;
}

const notePublished = prepared(
  `with source as (insert into bus.sources (source) values ($1) on conflict do nothing),
   ended as (
     insert into bus.partition_ends as old (source, partition, next)
     select $1, * from unnest($5::integer[], $6::bigint[])
     on conflict (source, partition) do update set next = greatest(old.next, excluded.next))
   insert into bus.published (source, id, case_id, position)
   select $1, told.* from unnest($2::uuid[], $3::text[], $4::bigint[]) as told, ${unwaited} on conflict do nothing`,
);

/** Beside a Kafka broker, in schema `bus`: what was told to it, and what it is asked for again. */
export class KafkaTables {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Not waited for on the disk: the relay's checkpoint, which is written after it, is not there without it. */
  async notePublished(source: string, events: readonly PublicEvent[], ends: readonly End[]): Promise<void> {
    await this.#pool.query({
      ...notePublished,
      values: [
        source,
        events.map(({ id }) => id),
        events.map((event) => event.case),
        events.map(({ position }) => position),
        ends.map(({ partition }) => partition),
        ends.map(({ next }) => `${next}`),
      ],
    });
  }

  async ends(source: string): Promise<readonly End[]> {
    const { rows } = await this.#pool.query<{ partition: number; next: string }>(
      'select partition, next from bus.partition_ends where source = $1',
      [source],
    );
    return rows.map(({ partition, next }) => ({ partition, next: BigInt(next) }));
  }

  /** Positions of what was published of a case, in order. */
  async ofCase(source: string, caseId: string): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ position: string }>(
      'select position from bus.published where source = $1 and case_id = $2 order by position',
      [source, caseId],
    );
    return rows.map((row) => row.position);
  }

  /** Another generation: nothing of the source is at the broker any more. */
  async startOver(source: string): Promise<void> {
    await inTransaction(this.#pool, async (client) => {
      await client.query('update bus.sources set relayed = 0, generation = gen_random_uuid() where source = $1', [
        source,
      ]);
      await client.query('delete from bus.published where source = $1', [source]);
      await client.query('delete from bus.partition_ends where source = $1', [source]);
      await client.query('delete from bus.asked_again where source = $1', [source]);
    });
  }

  /** No case named: all of it. */
  async ask(source: string, caseId = ''): Promise<void> {
    await this.#pool.query('insert into bus.asked_again (source, case_id) values ($1, $2) on conflict do nothing', [
      source,
      caseId,
    ]);
  }

  async asked(source: string): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ case_id: string }>(
      'select case_id from bus.asked_again where source = $1 order by asked_at',
      [source],
    );
    return rows.map((row) => row.case_id);
  }

  async answered(source: string, caseId: string): Promise<void> {
    await this.#pool.query('delete from bus.asked_again where source = $1 and case_id = $2', [source, caseId]);
  }

  /** Of these, the partitions that hold another generation than the consumer last heard there. */
  async unheard(consumer: string, partitions: readonly Heard[]): Promise<readonly Heard[]> {
    const { rows } = await this.#pool.query<Heard>(
      `select p.source, p.partition
         from unnest($2::text[], $3::integer[]) as p (source, partition)
         join bus.sources s on s.source = p.source
         left join bus.hearings h on h.consumer = $1 and h.source = p.source and h.partition = p.partition
        where h.generation is distinct from s.generation`,
      [consumer, partitions.map(({ source }) => source), partitions.map(({ partition }) => partition)],
    );
    return rows;
  }

  /** It hears them from the beginning of the generation that there is. */
  async hear(consumer: string, partitions: readonly Heard[]): Promise<void> {
    await this.#pool.query(
      `insert into bus.hearings (consumer, source, partition, generation)
       select $1, p.source, p.partition, s.generation
         from unnest($2::text[], $3::integer[]) as p (source, partition) join bus.sources s on s.source = p.source
       on conflict (consumer, source, partition) do update set generation = excluded.generation`,
      [consumer, partitions.map(({ source }) => source), partitions.map(({ partition }) => partition)],
    );
  }
}
