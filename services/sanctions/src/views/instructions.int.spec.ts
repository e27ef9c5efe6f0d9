import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryEventStore, type NewEvent } from '@probity/event-store';
import { JsonCodec, NotFound, Streams, type ServiceContext, type Subject } from '@probity/shell';
import { DataSource } from 'typeorm';
import type { SanctionsEvent } from '../domain/sanctions/sanctions.js';
import { sanctionsSubject } from '../subjects.js';
import {
  after,
  at,
  caseOf,
  decidedAs,
  next,
  of,
  opened,
  penalty,
  studentSystem,
  variedTo,
} from '../testing/college.js';
import { InstructionRow } from './instruction.entity.js';
import { instructionsProjection } from './instructions.projection.js';
import { getInstruction, readInstructions } from './instructions.query.js';

const migration = new URL('../../migrations/0001-instructions.sql', import.meta.url);
const schema = `instructions_${randomBytes(6).toString('hex')}`;

const newEvent = (id: string, institution: string, type: string, data: Uint8Array): NewEvent =>
  ({
    ...{ id: randomUUID(), type, schemaVersion: 1, institution, case: id, keyId: `case:${id}`, actedAt: at },
    ...{ occurredAt: at, actor: 'system:sanctions', correlationId: 'c', causationId: randomUUID(), requestDigest: 'd' },
    ...{ policy: of.policy, authority: [], data },
  }) as unknown as NewEvent;

describe('the instructions to a student system', () => {
  let views: DataSource;
  let context: ServiceContext;
  const store = new MemoryEventStore();
  const streams = new Streams(store, new JsonCodec(), [sanctionsSubject] as unknown as readonly Subject[]);

  const append = async (id: string, institution: string, events: readonly SanctionsEvent[]): Promise<void> => {
    const stream = `sanctions-${id}`;
    const expected = (await store.readStream(stream)).length;
    const encoded = events.map(({ type, data }) =>
      newEvent(id, institution, type, new TextEncoder().encode(JSON.stringify(data))),
    );
    await store.append([{ stream, expected, events: encoded }]);
    const page = await streams.openAll(await store.readAll('0' as never));
    await views.transaction((manager) => instructionsProjection.project(page, manager));
  };
  const read = (institution: string, query: { readonly after?: string; readonly limit?: number } = {}) =>
    readInstructions(context, institution, { limit: 50, ...query });

  const facts = after(opened, decidedAs(penalty('g', ['zero-for-work-or-module', 'no-reassessment'])));

  beforeAll(async () => {
    const url = process.env['TEST_DATABASE_URL'] ?? '';
    const extra = { options: `-c search_path=${schema}` };
    views = await new DataSource({ type: 'postgres', url, schema, extra, entities: [InstructionRow] }).initialize();
    await views.query(`CREATE SCHEMA ${schema}`);
    await views.query(await readFile(migration, 'utf8'));
    context = { views, streams } as unknown as ServiceContext;
    await append(caseOf(1), of.institution, facts);
    await append(caseOf(2), 'elsewhere', facts);
  });

  afterAll(async () => {
    await views.query(`DROP SCHEMA ${schema} CASCADE`);
    await views.destroy();
  });

  it('are in the order of the log, of the institution alone, and go on after a cursor [IBC-87]', async () => {
    const first = await read(of.institution, { limit: 1 });
    expect(first.items).toMatchObject([
      {
        case: caseOf(1),
        reference: 'IBC-2026-000001',
        effect: 'zero-for-work-or-module',
        student: 'S-01',
        component: 'E1',
        undoes: null,
      },
    ]);
    expect(first.next).toBe(first.items[0]?.cursor);
    const rest = await read(of.institution, { after: first.next ?? '' });
    expect(rest.items.map(({ effect }) => effect)).toEqual(['no-reassessment']);
    expect(rest.next).toBeNull();
    expect((await read('elsewhere')).items.map((one) => one.case)).toEqual([caseOf(2), caseOf(2)]);
    expect((await read('nowhere')).items).toEqual([]);
  });

  it('are answered for by id, which another institution does not know [IBC-87]', async () => {
    const [one] = (await read(of.institution)).items;
    const { case: caseId, number } = await getInstruction(context, of.institution, one?.id ?? '');
    expect([caseId, number]).toEqual([caseOf(1), 1]);
    await expect(getInstruction(context, 'elsewhere', one?.id ?? '')).rejects.toThrow(NotFound);
    const answer = { type: 'AcknowledgeInstruction', number, done: true, note: 'Entered.', ...studentSystem } as const;
    await append(caseId, of.institution, next(facts, answer));
    const [acknowledged] = (await read(of.institution)).items;
    expect(acknowledged?.acknowledged).toEqual({ done: true, note: 'Entered.', at });
  });

  it('name the instruction that they take back [IBC-118.1]', async () => {
    const told = (await streams.load(sanctionsSubject, caseOf(1))).told.map(({ event }) => event);
    await append(caseOf(1), of.institution, next(told, variedTo('set-aside', [])));
    const { items } = await read(of.institution);
    const [zero, none, ...undoing] = items;
    expect(undoing.map(({ undoes }) => undoes)).toEqual([zero?.id, none?.id]);
  });
});
