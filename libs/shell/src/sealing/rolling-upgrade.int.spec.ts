import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Contract, Contracts } from '@probity/contracts';
import { personal } from '@probity/contracts';
import type { RecordedEvent } from '@probity/event-store';
import {
  busMigrations,
  messagingMigrations,
  PostgresBus,
  publicIdOf,
  startInbox,
  type Inbox,
  type PublicDraft,
} from '@probity/messaging';
import { connect, createTestDatabase, migrate, type TestDatabase } from '@probity/postgres';
import { MemoryVault } from '@probity/record';
import type pg from 'pg';
import { z } from 'zod';
import { SealedMessages } from './sealed-messages.js';
import { SealedTexts } from './sealed-texts.js';

const contractsOf = (...all: readonly Partial<Contract>[]): Contracts =>
  new Map(
    all.map((one) => {
      const contract = { name: 'intake.Changed', version: 1, schema: z.never(), others: {}, ...one };
      return [contract.name, contract];
    }),
  );

const texts = new SealedTexts(new MemoryVault());
let database: TestDatabase;
let pool: pg.Pool;
let reading: Inbox | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.url);
  await migrate(pool, busMigrations);
  await migrate(pool, { ...messagingMigrations, schema: 'hearings' });
});
afterEach(async () => {
  await reading?.close();
  reading = undefined;
  await pool.query(
    'truncate bus.messages, bus.sources, bus.consumers, hearings.inbox_messages, hearings.inbox_parkings',
  );
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** A case, of which releases tell in turn, and what whoever reads at the time heard. */
const aCase = () => {
  const id = randomUUID();
  const [heard, told]: [unknown[], string[]] = [[], []];
  const bus = new PostgresBus(pool);
  const tell = async (release: Contracts, data: object, type = 'Changed'): Promise<void> => {
    const event = { id: randomUUID(), case: id } as RecordedEvent;
    const { version = 1, schema } = release.get(`intake.${type}`) ?? {};
    const draft: PublicDraft = { type, schemaVersion: version, data: schema?.parse(data) };
    const sealed = (await new SealedMessages(texts, release).seal('intake', event, draft)) as PublicDraft;
    const of = { institution: 'example', policy: { pack: 'example', version: '1' }, correlationId: randomUUID() };
    const at = { time: '2026-10-05T09:00:00.000Z', position: `${told.length + 1}`, predecessor: told.at(-1) ?? null };
    const message = { ...sealed, ...of, ...at, id: publicIdOf('intake', event), source: 'intake', case: id };
    await bus.publish('intake', [message]);
    told.push(message.id);
  };
  /** Takes the place of whoever read before. */
  const read = async (release: Contracts): Promise<void> => {
    await reading?.close();
    const reaction = new SealedMessages(texts, release).opening(async ({ data }) => void heard.push(data));
    const reactions = { 'intake.Changed': reaction };
    const hears = { service: 'hearings', sources: ['intake'], schema: 'hearings', attempts: 2, retryAfter: 1 };
    reading = startInbox({ ...hears, bus, pool, reactions });
  };
  return { id, tell, read, heard: () => heard };
};

const eventually = async (check: () => unknown): Promise<void> => {
  for (const start = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, 10)))
    try {
      return void (await check());
    } catch (error) {
      if (performance.now() - start > 10_000) throw error;
    }
};

const fields = { by: z.string(), note: personal(z.string()) };

describe('from one release to the next and back, with both running', () => {
  it('fields and types that one does not know are passed over, and what the other left out is filled in', async () => {
    const before = contractsOf({ schema: z.strictObject(fields) });
    const schema = z.strictObject({
      ...fields,
      of: z.string().default('other'),
      more: personal(z.string()).optional(),
    });
    const after = contractsOf({ schema }, { name: 'intake.Undone', schema: z.strictObject({}) });
    const { tell, read, heard } = aCase();
    await read(before);
    await tell(before, { by: '1', note: 'Persephone' });
    await tell(after, { by: '2', note: 'Wilhelmina', of: 'new', more: 'Araminta' });
    await tell(after, {}, 'Undone');
    await tell(before, { by: '3', note: '' });
    await eventually(() => expect(heard()).toHaveLength(3));
    await read(after);
    await tell(before, { by: '4', note: '' });
    await tell(after, { by: '5', note: '', of: 'new' });
    await eventually(() => expect(heard()).toHaveLength(5));
    await read(before);
    await tell(after, { by: '6', note: '', of: 'new' });
    await eventually(() => expect(heard()).toHaveLength(6));
    expect(heard()).toEqual([
      { by: '1', note: 'Persephone' },
      { by: '2', note: 'Wilhelmina' },
      { by: '3', note: '' },
      { by: '4', note: '', of: 'other' },
      { by: '5', note: '', of: 'new' },
      { by: '6', note: '' },
    ]);
    expect(await reading?.parked()).toEqual([]);
  });

  const one = z.strictObject(fields);
  const two = z.strictObject({ people: z.array(z.string()), words: personal(z.array(z.string())) });
  const down = ({ people, words }: z.infer<typeof two>) => ({ by: people.join(), note: words.join() });
  const up = ({ by, note }: z.infer<typeof one>) => ({ people: [by], words: [note] });
  const first = contractsOf({ schema: one });
  const reads = contractsOf({ schema: one, others: { 2: { schema: two, asNow: down } } });
  const tells = contractsOf({ schema: two, version: 2, others: { 1: { schema: one, asNow: up } } });
  const inTwo = { people: ['1', '2'], words: ['Persephone', 'Wilhelmina'] };
  const inOne = { by: '3', note: 'Araminta' };

  it('another version is read by the release before it is told, sealed by its own fields', async () => {
    const { tell, read, heard } = aCase();
    await read(reads);
    await tell(reads, inOne);
    await tell(tells, inTwo);
    await eventually(() => expect(heard()).toHaveLength(2));
    await read(tells);
    await tell(reads, inOne);
    await tell(tells, inTwo);
    await eventually(() => expect(heard()).toHaveLength(4));
    const asOne = { by: '1,2', note: 'Persephone,Wilhelmina' };
    expect(heard()).toEqual([inOne, asOne, { people: ['3'], words: ['Araminta'] }, inTwo]);
    const { rows } = await pool.query('select to_jsonb(told) from bus.messages told');
    expect(rows).toHaveLength(4);
    expect(JSON.stringify(rows)).not.toMatch(/Persephone|Araminta/);
  });

  it('without that, its case waits for a release that can read it, in order, and others go on', async () => {
    const { id, tell, read, heard } = aCase();
    const other = aCase();
    await read(first);
    await tell(tells, inTwo);
    await tell(first, inOne);
    await eventually(async () => expect(await reading?.parked()).toMatchObject([{ case: id }]));
    await other.tell(first, inOne);
    await eventually(() => expect(heard()).toEqual([inOne]));
    await read(tells);
    await reading?.redrive(id, { person: 'st-1', why: 'It was mended.' });
    expect(heard().slice(1)).toEqual([inTwo, { people: ['3'], words: ['Araminta'] }]);
  });
});
