import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect, createTestDatabase, migrate, type TestDatabase } from '@probity/postgres';
import { busMigrations, messagingMigrations } from '@probity/messaging';
import { MemoryEventStore } from '@probity/event-store';
import { MemoryVault } from '@probity/record';
import { DataSource } from 'typeorm';
import { WaitingItem } from '../cases/waiting.js';
import type { ServiceContext } from '../runtime/service-context.js';
import type { ServiceDefinition } from '../runtime/service-definition.js';
import { counterSubject } from '../testing/counter-subject.js';
import { erasures } from './erasures.js';
import { SealedTexts } from './sealed-texts.js';

const { signal } = new AbortController();
const why = { by: 'st-1', why: 'C-1', at: '2031-10-06T09:00:00.000Z' };
const migrations = (of: string): string => fileURLToPath(new URL(`../../migrations/${of}`, import.meta.url));

describe('what is left of a scope whose key was destroyed', () => {
  let database: TestDatabase;
  let views: DataSource;
  let vault: MemoryVault;
  let looked: number;
  let erased: string[];
  let failing: string | undefined;

  beforeAll(async () => {
    database = await createTestDatabase();
    const admin = connect(database.url, { max: 1 });
    await migrate(admin, { schema: 'views', directory: migrations('service') });
    await migrate(admin, { schema: 'deployment', directory: migrations('deployment') });
    await migrate(admin, { schema: 'views', ...messagingMigrations });
    await migrate(admin, busMigrations);
    await admin.query('CREATE TABLE views.seen_v1 (case_id uuid, what text)');
    await admin.end();
    const extra = { options: '-c search_path=views' };
    const { url } = database;
    views = await new DataSource({
      type: 'postgres',
      url,
      schema: 'views',
      entities: [WaitingItem],
      extra,
    }).initialize();
  });
  beforeEach(async () => {
    await views.query(
      'TRUNCATE deployment.tombstones, deployment.erasures, erased, waiting_v2, letters_v1, seen_v1 CASCADE',
    );
    vault = new MemoryVault();
    [looked, erased, failing] = [0, [], undefined];
  });
  afterAll(async () => {
    await views.destroy();
    await database.drop();
  });

  const list = (...scopes: readonly string[]) =>
    views.query(`INSERT INTO deployment.tombstones SELECT unnest($1::text[]), $2, 'st-1', 'C-1'`, [scopes, why.at]);
  const round = async (): Promise<string> => {
    const evidence = { removeDestroyed: async () => void (looked += 1) };
    const streams = { store: new MemoryEventStore() };
    const context = { views, evidence, streams, texts: new SealedTexts(vault) } as unknown as ServiceContext;
    const definition: Partial<ServiceDefinition> = {
      name: 'views',
      subjects: [counterSubject] as unknown as ServiceDefinition['subjects'],
      scopes: { seals: ['report', 'evidence'], opens: ['report', 'evidence'] },
      erase: async (_context, scope) => {
        erased.push(scope);
        if (scope === failing) throw new Error('cannot');
        return 1;
      },
    };
    return erasures(context, definition as ServiceDefinition)
      .act(signal)
      .then(
        () => 'made',
        () => 'failed',
      );
  };
  const pass = (minutes: number) => views.query(`UPDATE erased SET erased_at = erased_at - '${minutes} min'::interval`);

  it('goes at once, and a minute later again, for what was written meanwhile; and then no more', async () => {
    await list('informant:1');
    await round();
    await round();
    expect(erased).toEqual(['informant:1']);
    await pass(2);
    await round();
    await round();
    await pass(2);
    await round();
    expect(erased).toEqual(['informant:1', 'informant:1']);
  });

  it('stays for as long as this process may still use the key', async () => {
    await vault.sealing('report:1');
    await list('report:1');
    await round();
    expect(erased).toEqual([]);
    await vault.destroy('report:1', why);
    await round();
    expect(erased).toEqual(['report:1']);
  });

  it('has its files looked for once a round, and before it counts as gone', async () => {
    for (const scope of ['evidence:1', 'evidence:2']) await vault.destroy(scope, why);
    await list('evidence:1', 'evidence:2');
    await round();
    await round();
    expect([looked, erased.length]).toEqual([1, 2]);
  });

  it('goes though another cannot, which is tried again', async () => {
    await list('informant:1', 'informant:2');
    failing = 'informant:1';
    expect(await round()).toBe('failed');
    failing = undefined;
    expect(await round()).toBe('made');
    expect(erased).toEqual(['informant:1', 'informant:2', 'informant:1']);
  });

  describe('of a case', () => {
    const [gone, other] = ['0198f000-0000-7000-8000-0000000000c1', '0198f000-0000-7000-8000-0000000000c2'];
    const told = async () => {
      const [row] = await views.query(
        'SELECT service, streams, events, digest, view_rows, messages, letters FROM deployment.erasures',
      );
      return row as object;
    };
    const letter = (of: string, scope: string) =>
      views.query(
        `INSERT INTO letters_v1 (id, institution, case_id, stream, scope, notice, act, title, recipients, clauses, text, sent_at,
           offices, people, message, message_at)
         VALUES (gen_random_uuid(), 'imi', $1, 's', $2, 'n', 'a', 't', '{}', '{}', 'x', 'd', '{}', '{}', gen_random_uuid(), 'd')`,
        [of, scope],
      );
    const wait = (of: string) =>
      views.query(
        `INSERT INTO waiting_v2 (stream, act, institution, case_id, title, offices, people, clauses, since)
         VALUES ('counter-' || $1::text, 'count', 'imi', $1, 't', '{}', '{}', '{}', 'd')`,
        [of],
      );
    const hear = (of: string) =>
      views.query(
        `INSERT INTO inbox_messages (id, source, case_id, position, handled_at) VALUES (gen_random_uuid(), 'x', $1, 1, now())`,
        [of],
      );

    it('goes from every table that names it, whoever made the table; is counted; and the others stay', async () => {
      for (const one of [gone, other]) {
        await letter(one, `case:${one}`);
        await letter(one, 'report:1');
        await wait(one);
        await hear(one);
        await views.query(`INSERT INTO seen_v1 VALUES ($1, 'a'), ($1, 'b')`, [one]);
      }
      await list(`case:${gone}`);
      await round();
      expect(await told()).toMatchObject({
        ...{ service: 'views', streams: [`counter-${gone}`], events: 0 },
        ...{ view_rows: 4, messages: 1, letters: 2 },
      });
      for (const table of ['letters_v1', 'waiting_v2', 'inbox_messages', 'seen_v1']) {
        const left = await views.query<{ of: string }[]>(`SELECT DISTINCT case_id::text AS of FROM ${table}`);
        expect({ table, left }).toEqual({ table, left: [{ of: other }] });
      }
    });

    it('is counted with what another process wrote meanwhile', async () => {
      await list(`case:${gone}`);
      await round();
      await views.query(`INSERT INTO seen_v1 VALUES ($1, 'late')`, [gone]);
      await pass(2);
      await round();
      expect(await told()).toMatchObject({ view_rows: 3 });
    });
  });
});
