import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { newStream, sample } from '../contract/samples.js';
import { pack } from './envelope.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { testEventStore, type TestEventStore } from './test-event-store.js';

/** An event as somebody with a service's rights, and no use for our client, could send it. */
interface Sent {
  readonly append?: number | null;
  readonly stream?: string | null;
  readonly version?: number | null;
  readonly id?: string | null;
  readonly type?: string;
  readonly envelope?: string;
}

interface Answer {
  readonly head: string;
  readonly refused: readonly object[] | null;
}

describe('event_store.append, whoever calls it', () => {
  let database: TestEventStore;
  let pool: Pool;
  beforeAll(async () => {
    database = await testEventStore();
    pool = await database.as({ appends: ['hearing'], reads: ['hearing'] });
  });
  afterAll(() => database.close());

  const send = async (...events: readonly Sent[]): Promise<Answer> => {
    const all = events.map((event) => ({
      append: 0,
      stream: newStream(),
      version: 1,
      id: randomUUID(),
      type: 'Sent',
      envelope: pack(sample()),
      ...event,
    }));
    const values = (['append', 'stream', 'version', 'id', 'type', 'envelope'] as const).map((column) =>
      all.map((event) => event[column]),
    );
    const datas = all.map(() => Buffer.of(1));
    const sql = 'SELECT head::text, refused FROM event_store.append($1, $2, $3, $4, $5, $6, $7)';
    const { rows } = await pool.query<Answer>(sql, [...values, datas]);
    if (!rows[0]) throw new Error('an answer expected');
    return rows[0];
  };
  const log = async (): Promise<readonly string[]> =>
    (await new PostgresEventStore(pool).readAll('0' as never)).map(({ position, stream }) => `${position} ${stream}`);

  it.each([
    ['a version left out', [1, 3]],
    ['versions out of order', [2, 1]],
    ['a version twice', [1, 1]],
    ['no version', [null, null]],
  ])('refuses %s', async (_name, versions) => {
    const [stream, before] = [newStream(), await log()];
    const { refused } = await send(...versions.map((version) => ({ stream, version })));
    expect(refused).toMatchObject([{ append: 0 }]);
    expect(await log()).toEqual(before);
  });

  const [stream, id, elsewhere] = [newStream(), randomUUID(), randomUUID()];
  beforeAll(() => send({ id: elsewhere }));
  const broken: readonly (readonly [string, string, readonly Sent[]])[] = [
    ['a stream without a category', '23514', [{ stream: 'hearing-' }]],
    ['a place in a stream twice', '23505', [{ stream }, { append: 1, stream }]],
    ['an id twice', '23505', [{ id }, { append: 1, id }]],
    ['an id that is stored elsewhere', '23505', [{ id: elsewhere }]],
    ['an event of no append', '22004', [{ append: null }]],
    ['an event of no append, in a category of another', '22004', [{}, { append: null, stream: newStream('report') }]],
    ['an event of no stream', '23502', [{ stream: null }]],
    ['an event without an id', '23502', [{ id: null }]],
    ['an envelope of another shape', '23514', [{ envelope: '[1]' }]],
    ['an envelope that is no JSON', '22P02', [{ envelope: '{' }]],
  ];
  it.each(broken)('fails as a whole with %s', async (_name, code, events) => {
    const before = await log();
    await expect(send({ append: 7 }, ...events)).rejects.toMatchObject({ code });
    expect(await log()).toEqual(before);
  });

  it('tells of an append that would have followed another of the same statement that it did not', async () => {
    const one = newStream();
    const { refused } = await send({ append: 0, stream: one }, { append: 1, stream: one, version: 2 });
    expect(refused).toMatchObject([{ append: 1, stream: one, expected: 1 }]);
    expect((await log()).filter((event) => event.endsWith(one))).toHaveLength(1);
  });

  it('tells each append its own fate, and gives the others the next positions without a hole', async () => {
    const [there, again, fresh, last] = [newStream(), newStream(), newStream(), newStream()];
    const stored = { stream: again, id: randomUUID() };
    const { head: first } = await send(stored);
    const { head, refused } = await send(
      { append: 0, stream: fresh },
      { append: 1, stream: there, version: 2 },
      { append: 2, stream: newStream() },
      { append: 2, stream: newStream('report') },
      { append: 3, ...stored },
      { append: 4, ...stored, version: 3 },
      { append: 5, stream: last },
      { append: 5, stream: last, version: 2 },
    );
    expect(refused).toHaveLength(4);
    expect(refused).toEqual(
      expect.arrayContaining([
        { append: 1, stream: there, expected: 1, actual: 0 },
        { append: 2, category: 'report' },
        { append: 3, position: String(BigInt(first) + 1n) },
        { append: 4, id: stored.id },
      ]),
    );
    const at = (n: bigint) => String(BigInt(head) + n);
    expect((await log()).slice(-3)).toEqual([`${at(1n)} ${fresh}`, `${at(2n)} ${last}`, `${at(3n)} ${last}`]);
  });
});
