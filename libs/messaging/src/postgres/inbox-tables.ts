import { origin, position, type Position } from '@probity/event-store';
import { escapeIdentifier, type Pool } from 'pg';
import { CaseQueue, type Waiting } from '../case-queue.js';
import { Gathered } from '../gathered.js';
import type { PublicEvent, UnreadableMessage } from '../port.js';
import { type Prepared, prepared } from './prepared.js';
import { unwaited } from './unwaited.js';

/** A case whose next message could not be handled. Its later messages are kept until it is redriven. */
export interface ParkedCase {
  readonly case: string;
  readonly institution: string;
  /** The message that failed: its source, type and id. */
  readonly source: string;
  readonly type: string;
  readonly message: string;
  /** The error's name and code. */
  readonly reason: string;
  readonly attempts: number;
  /** RFC 3339. */
  readonly parkedAt: string;
  /** Messages of the case that wait, the failed one among them. */
  readonly kept: number;
}

/** What came in and cannot be read: of no case, and so of no institution, that anybody could tell. */
export interface UnreadableKept {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** An error's name and code. */
  readonly reason: string;
  /** RFC 3339. */
  readonly receivedAt: string;
}

/** Who goes on, and why. */
export interface By {
  /** The register's id. */
  readonly person: string;
  /** As whoever reads it can open it: what is said of a case is sealed under its key. */
  readonly why: string;
}

/** A case with messages that are not handled: ready to go on, or with a predecessor that never came. */
export interface Unfinished {
  readonly case: string;
  readonly source: string;
  readonly gap: boolean;
}

/** Messages of a case, looked at together. */
const mostOfCase = 50;
/** Kept together, each of up to some hundred messages. */
const mostPages = 8;

/** A service's inbox: each message once, its event kept until it is handled. */
export class InboxTables {
  readonly #pool: Pool;
  readonly #messages: string;
  readonly #parkings: string;
  readonly #settled: string;
  readonly #unreadable: string;
  readonly #keep: Prepared;
  readonly #look: Prepared;
  readonly #note: Prepared;
  readonly #keeping = new Gathered<readonly PublicEvent[], ReadonlyMap<string, CaseQueue>>(async (pages) => {
    const queues = await this.#keepAll(pages.flat());
    return pages.map(() => queues);
  }, mostPages);
  readonly #waiting = new Gathered<string, CaseQueue>(async (cases) => {
    const queues = await this.#queues([...new Set(cases)]);
    return cases.map((caseId) => queues.get(caseId) ?? new CaseQueue([], true));
  });
  readonly #noting = new Gathered<string, void>(async (ids) => {
    await this.#noteHandled(ids);
    return [];
  });

  constructor(pool: Pool, schema: string) {
    this.#pool = pool;
    this.#messages = `${escapeIdentifier(schema)}.inbox_messages`;
    this.#parkings = `${escapeIdentifier(schema)}.inbox_parkings`;
    this.#settled = `${escapeIdentifier(schema)}.inbox_settled`;
    this.#unreadable = `${escapeIdentifier(schema)}.inbox_unreadable`;
    this.#look = prepared(this.#queuesOf());
    this.#keep = prepared(
      `with kept as (
         insert into ${this.#messages} (id, source, case_id, position, predecessor, event)
         select * from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::uuid[], $7::json[])
         on conflict (id) do nothing returning case_id, predecessor, arrival, event)
       ${this.#queuesOf(
         // As the statement found it: without what it keeps.
         'union all select * from kept',
       )}`,
    );
    this.#note = prepared(
      // By their keys: "and handled_at is null" may be planned to read all that waits.
      `update ${this.#messages} set handled_at = coalesce(handled_at, now()), event = null from ${unwaited}
        where id = any ($1::uuid[])`,
    );
  }

  /** A repeat changes nothing. @returns what then waits, by case, as `waiting` has it */
  async keep(events: readonly PublicEvent[]): Promise<ReadonlyMap<string, CaseQueue>> {
    return events.length > 0 ? this.#keeping.ask(events) : new Map();
  }

  async #keepAll(events: readonly PublicEvent[]): Promise<ReadonlyMap<string, CaseQueue>> {
    const cases = [...new Set(events.map((event) => event.case))];
    return this.#queues(cases, this.#keep, [
      events.map((event) => event.id),
      events.map((event) => event.source),
      events.map((event) => event.case),
      events.map((event) => event.position),
      events.map((event) => event.predecessor),
      events.map((event) => JSON.stringify(event)),
    ]);
  }

  /** True where it is the first time. */
  async keepUnreadable(message: UnreadableMessage): Promise<boolean> {
    const { topic, partition, offset, key, value, headers, reason } = message;
    const { rowCount } = await this.#pool.query(
      `insert into ${this.#unreadable} (topic, partition, "offset", key, value, headers, reason)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (topic, partition, "offset") do nothing`,
      [topic, partition, offset, key, value, JSON.stringify(headers), reason],
    );
    return rowCount === 1;
  }

  /** What waits of a case; nothing while it is parked. */
  waiting(caseId: string): Promise<CaseQueue> {
    return this.#waiting.ask(caseId);
  }

  /** Of the cases $1. Those that are ready come first where there are more: what follows them is found later. */
  #queuesOf(besides = ''): string {
    // By its key whatever is known of the table when this is planned: a join may be planned to read all of it.
    const isHandled = `(select p.handled_at from ${this.#messages} p where p.id = u.predecessor) is not null`;
    return `select w.case_id, w.event, w.ready from (
         select m.case_id, m.event, m.arrival, m.ready,
                row_number() over (partition by m.case_id order by m.ready desc, m.arrival) as nth
           from (
             select u.*, u.predecessor is null or ${isHandled} as ready
               from (select case_id, predecessor, arrival, event from ${this.#messages}
                      where case_id = any ($1::text[]) and handled_at is null ${besides}) u) m
          where not exists (select from ${this.#parkings} k where k.case_id = m.case_id and k.redriven_at is null)) w
        where w.nth <= ${mostOfCase} order by w.arrival`;
  }

  /** @param cases each once */
  async #queues(
    cases: readonly string[],
    look = this.#look,
    more: readonly unknown[] = [],
  ): Promise<ReadonlyMap<string, CaseQueue>> {
    const { rows } = await this.#pool.query<Waiting & { readonly case_id: string }>({
      ...look,
      values: [cases, ...more],
    });
    const byCase = Map.groupBy(rows, (row) => row.case_id);
    return new Map(
      cases.map((caseId) => {
        const own = byCase.get(caseId) ?? [];
        return [caseId, new CaseQueue(own, own.length < mostOfCase)];
      }),
    );
  }

  /** Not waited for on the disk: where it is forgotten, the message is there, and is handled once more to no effect. */
  handled(id: string): Promise<void> {
    return this.#noting.ask(id);
  }

  async #noteHandled(ids: readonly string[]): Promise<void> {
    await this.#pool.query({ ...this.#note, values: [ids] });
  }

  /** False where the message has been handled after all, or its case is parked already. */
  async park(event: PublicEvent, reason: string, attempts: number): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `insert into ${this.#parkings} (case_id, source, message, type, reason, attempts)
       select $1, $2, m.id, $4, $5, $6 from ${this.#messages} m where m.id = $3 and m.handled_at is null for update
       on conflict do nothing`,
      [event.case, event.source, event.id, event.type, reason, attempts],
    );
    return rowCount === 1;
  }

  async parked(): Promise<readonly ParkedCase[]> {
    type Row = Omit<ParkedCase, 'parkedAt' | 'institution'> & { readonly parkedAt: Date; readonly event: PublicEvent };
    // The event is read here: text in it may hold what PostgreSQL cannot take apart.
    const { rows } = await this.#pool.query<Row>(
      `select k.case_id as "case", k.source, k.type, k.message, k.reason, k.attempts, k.parked_at as "parkedAt", e.event,
              (select count(*)::int from ${this.#messages} m
                where m.case_id = k.case_id and m.handled_at is null) as kept
         from ${this.#parkings} k join ${this.#messages} e on e.id = k.message
        where k.redriven_at is null order by k.id`,
    );
    return rows.map(({ event, ...row }) => ({
      ...row,
      institution: event.institution,
      parkedAt: row.parkedAt.toISOString(),
    }));
  }

  /** False where the case is not parked. */
  async unpark(caseId: string, { person, why }: By): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `update ${this.#parkings} set redriven_at = now(), redriven_by = $2, why = $3
        where case_id = $1 and redriven_at is null`,
      [caseId, person, why],
    );
    return rowCount === 1;
  }

  /** Unparks it without the message that failed, which counts as handled. False where the case is not parked. */
  async giveUp(caseId: string, { person, why }: By): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `with given as (
         update ${this.#parkings} set redriven_at = now(), redriven_by = $2, why = $3, given_up = true
          where case_id = $1 and redriven_at is null returning message)
       update ${this.#messages} m set handled_at = now(), event = null from given where m.id = given.message`,
      [caseId, person, why],
    );
    return rowCount === 1;
  }

  async unreadable(): Promise<readonly UnreadableKept[]> {
    const { rows } = await this.#pool.query<Omit<UnreadableKept, 'receivedAt'> & { receivedAt: Date }>(
      `select id::text, topic, partition, "offset"::text, reason, received_at as "receivedAt"
         from ${this.#unreadable} where given_up_at is null order by id`,
    );
    return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
  }

  /** False where there is none such. What it was stays, byte for byte. */
  async giveUpUnreadable(id: string, { person, why }: By): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `update ${this.#unreadable} set given_up_at = now(), given_up_by = $2, given_up_reason = $3
        where id = $1 and given_up_at is null`,
      [id, person, why],
    );
    return rowCount === 1;
  }

  /** Of cases that are not parked. A predecessor is a gap once it has been missing for so many milliseconds. */
  async unfinished(gapAfter: number): Promise<readonly Unfinished[]> {
    const { rows } = await this.#pool.query<Unfinished>(
      `select distinct m.case_id as "case", m.source, m.predecessor is not null and p.id is null as gap
         from ${this.#messages} m left join ${this.#messages} p on p.id = m.predecessor
        where m.handled_at is null
          and not exists (select from ${this.#parkings} k where k.case_id = m.case_id and k.redriven_at is null)
          and (m.predecessor is null or p.handled_at is not null
               or (p.id is null and m.received_at < now() - $1 * interval '1 millisecond'))`,
      [gapAfter],
    );
    return rows;
  }

  /** Whether each is handled, or kept with its parked case. */
  async settled(ids: readonly string[]): Promise<boolean> {
    const { rows } = await this.#pool.query<{ settled: number }>(
      `select count(*)::int as settled from ${this.#messages} m
        where m.id = any($1::uuid[])
          and (m.handled_at is not null
               or exists (select from ${this.#parkings} k where k.case_id = m.case_id and k.redriven_at is null))`,
      [ids],
    );
    return rows[0]?.settled === ids.length;
  }
  /** All that the source published up to there was once found settled. */
  async settledUpTo(source: string): Promise<Position> {
    const { rows } = await this.#pool.query<{ position: string }>(
      `select position::text from ${this.#settled} where source = $1`,
      [source],
    );
    return position(rows[0]?.position ?? origin);
  }

  async saveSettled(settled: ReadonlyMap<string, Position>): Promise<void> {
    await this.#pool.query(
      `insert into ${this.#settled} as old (source, position) select * from unnest($1::text[], $2::bigint[])
       on conflict (source) do update set position = greatest(old.position, excluded.position)`,
      [[...settled.keys()], [...settled.values()]],
    );
  }
}
