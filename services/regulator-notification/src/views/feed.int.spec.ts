import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryEventStore, type NewEvent } from '@probity/event-store';
import { JsonCodec, NotFound, Streams, type ServiceContext, type Subject } from '@probity/shell';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { notificationSubject } from '../subjects.js';
import { after, assess, at, caseId, decide, noted, noting, regulator } from '../testing/sample.js';
import type { NotificationEvent } from '../domain/notification/notification.js';
import { FeedRow } from './feed.entity.js';
import { feedProjection } from './feed.projection.js';
import { getEntry, readFeed } from './feed.query.js';

const migration = new URL('../../migrations/0001-feed.sql', import.meta.url);
const schema = `feed_${randomBytes(6).toString('hex')}`;
const other = '0198f000-0000-7000-8000-0000000000c2';

describe('the feed of a regulator', () => {
  let views: DataSource;
  let context: ServiceContext;
  const store = new MemoryEventStore();
  const streams = new Streams(store, new JsonCodec(), [notificationSubject] as unknown as readonly Subject[]);

  const append = async (id: string, institution: string, events: readonly NotificationEvent[]): Promise<void> => {
    const stream = `notification-${id}`;
    const expected = (await store.readStream(stream)).length;
    const sealed = events.map(({ type, data }) =>
      newEvent(id, institution, type, new TextEncoder().encode(JSON.stringify(data))),
    );
    await store.append([{ stream, expected, events: sealed }]);
  };
  const project = async (): Promise<void> => {
    const page = await streams.openAll(await store.readAll('0' as never));
    await views.transaction((manager) => feedProjection.project(page, manager));
  };
  const reader = { institution: 'imi', regulator: 'ofqual' };

  beforeAll(async () => {
    const url = process.env['TEST_DATABASE_URL'] ?? '';
    const extra = { options: `-c search_path=${schema}` };
    views = await new DataSource({ type: 'postgres', url, schema, extra, entities: [FeedRow] }).initialize();
    await views.query(`CREATE SCHEMA ${schema}`);
    await views.query(await readFile(migration, 'utf8'));
    context = { views, streams } as unknown as ServiceContext;
    const facts = after(noting(noted.opened), assess(['ofqual', 'ccea']));
    await append(caseId, 'imi', facts);
    await append(other, 'elsewhere', facts);
    await append(caseId, 'imi', decide(facts, noting(noted.report)));
    await append(caseId, 'imi', decide(facts, noting(noted.invalidated)).slice(0, 1));
    await project();
    await project();
  });

  afterAll(async () => {
    await views.query(`DROP SCHEMA ${schema} CASCADE`);
    await views.destroy();
  });

  it('is in order, its own of its institution alone, once, however often it is projected [IMI/notify/regulator-progress]', async () => {
    const { items, next } = await readFeed(context, reader, { limit: 50 });
    expect(items.map(({ kind, case: of, reference }) => [kind, of, reference])).toEqual([
      ['notification', caseId, 'IMI-2026-000001'],
      ['final-report', caseId, 'IMI-2026-000001'],
    ]);
    expect(items[0]).toMatchObject({
      rule: 'General Conditions of Recognition',
      clauses: expect.arrayContaining(['IMI/regref/ofqual']),
      acknowledgedAt: null,
    });
    expect(next).toBeNull();
    expect(await readFeed(context, { ...reader, regulator: 'dfe' }, { limit: 50 })).toEqual({ items: [], next: null });
    expect((await readFeed(context, { ...reader, institution: 'elsewhere' }, { limit: 50 })).items).toHaveLength(1);
  });

  it('goes on after a cursor [IMI/notify/regulator-progress]', async () => {
    const first = await readFeed(context, reader, { limit: 1 });
    expect(first.next).toBe(first.items[0]?.cursor);
    const second = await readFeed(context, reader, { limit: 1, after: first.next ?? '' });
    expect([second.items.map(({ kind }) => kind), second.next]).toEqual([['final-report'], null]);
  });

  it('shows when an entry was acknowledged [IMI/notify/regulator-prompt]', async () => {
    const [entry] = (await readFeed(context, reader, { limit: 1 })).items;
    const { case: of, entry: number } = await getEntry(context, reader, entry?.id ?? '');
    expect([of, number]).toEqual([caseId, 1]);
    const facts = (await streams.load(notificationSubject, caseId)).told.map(({ event }) => event);
    await append(
      caseId,
      'imi',
      decide(facts, { ...regulator('ofqual'), type: 'AcknowledgeEntry', regulator: 'ofqual', entry: number }),
    );
    expect((await readFeed(context, reader, { limit: 1 })).items).toMatchObject([{ acknowledgedAt: at }]);
    expect((await readFeed(context, { ...reader, regulator: 'ccea' }, { limit: 1 })).items).toMatchObject([
      { acknowledgedAt: null },
    ]);
  });

  it('knows no entry of another regulator, or of another institution', async () => {
    const [own] = (await readFeed(context, { ...reader, institution: 'elsewhere' }, { limit: 1 })).items;
    await expect(getEntry(context, reader, own?.id ?? '')).rejects.toThrow(NotFound);
    await expect(getEntry(context, { ...reader, regulator: 'dfe' }, own?.id ?? '')).rejects.toThrow(NotFound);
  });
});

const newEvent = (id: string, institution: string, type: string, data: Uint8Array): NewEvent => ({
  id: randomUUID(),
  type,
  schemaVersion: 1,
  institution,
  case: id,
  keyId: `case:${id}`,
  actedAt: at,
  occurredAt: at,
  actor: 'st-0003',
  correlationId: 'sample',
  causationId: null,
  requestDigest: 'sample',
  policy: { pack: 'imi', version: '8' },
  authority: [],
  data,
});
