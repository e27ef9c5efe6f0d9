import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostgresEventStore, type NewEvent } from '@probity/event-store';
import { connect, startEmbedded, type Embedded } from '@probity/postgres';
import { allServices, reportAndTriage, Stage } from '@probity/standalone';
import pg from 'pg';
import { System } from '../support/system.js';

const EVENTS = `SELECT count(*)::int AS count, max(position) AS last, md5(string_agg(e::text, '' ORDER BY position)) AS digest
  FROM event_store.events e WHERE position <= $1`;

const changes = [
  `UPDATE event_store.events SET data = ''`,
  `UPDATE event_store.events SET type = 'Another' WHERE position = 1`,
  'DELETE FROM event_store.events',
  'TRUNCATE event_store.events',
  'TRUNCATE event_store.events CASCADE',
  'INSERT INTO event_store.events DEFAULT VALUES',
  'ALTER TABLE event_store.events DISABLE TRIGGER ALL',
  'DROP TRIGGER append_only ON event_store.events',
  'DROP TABLE event_store.events CASCADE',
  `SET session_replication_role = replica`,
] as const;

/** By a missing right: not by chance, not by an error in the statement, and not by the trigger, which is for the owner's slips. */
const BY_RIGHT = /^(permission denied (for|to)|must be owner of)/;

const REFUSED = /^(NotAllowed: |error: permission denied for )/;

/** Somebody that the software can be: who is logged in, and as whom they then act. */
interface Somebody {
  readonly login: string;
  readonly role: string;
}

let server: Embedded;
let directory: string;
let system: System;
let admin: pg.Client;
let everybody: readonly Somebody[];
let known: unknown;
let head: string;

/** Each login, as itself and as everybody whom it may SET ROLE to. */
const listEverybody = async (): Promise<Somebody[]> => {
  const { rows } = await admin.query<Somebody>(
    `SELECT l.rolname AS login, r.rolname AS role FROM pg_roles l JOIN pg_roles r ON pg_has_role(l.oid, r.oid, 'SET')
     WHERE l.rolcanlogin AND l.rolname LIKE 'probity\\_%' ORDER BY 1, 2`,
  );
  return rows;
};

/** What the database says to it; `done` where it lets it be done, which is then undone. */
const answerTo = async ({ login, role }: Somebody, sql: string): Promise<string> => {
  await admin.query(`BEGIN; SET LOCAL SESSION AUTHORIZATION ${pg.escapeIdentifier(login)}`);
  try {
    await admin.query(`SET LOCAL ROLE ${pg.escapeIdentifier(role)}`);
    await admin.query(sql);
    return 'done';
  } catch (error) {
    return (error as Error).message;
  } finally {
    await admin.query('ROLLBACK');
  }
};

/** Everything that somebody could do, or is kept from by something else than their rights. */
const faultsOf = async (somebody: Somebody): Promise<string[]> => {
  const faults: string[] = [];
  for (const sql of changes) {
    const answer = await answerTo(somebody, sql);
    if (!BY_RIGHT.test(answer)) faults.push(`${somebody.login} as ${somebody.role}: ${sql}: ${answer}`);
  }
  return faults;
};

const event = (): NewEvent => ({
  ...{ id: randomUUID(), type: 'Made', schemaVersion: 1, institution: 'imi', case: null, keyId: 'case:1' },
  ...{ actedAt: '2026-03-02T09:00:00Z', occurredAt: '2026-03-02T09:00:00Z', actor: 'system:nobody' },
  ...{ correlationId: 'x', causationId: null, requestDigest: '', policy: { pack: 'imi', version: '1' } },
  ...{ authority: [], data: new Uint8Array() },
});

/** Through the door that is there for it: what each category answers. At a version that no stream has, so that nothing is added. */
const appendTo = async (categories: readonly string[], { login, role }: Somebody): Promise<Map<string, unknown>> => {
  const url = new URL(system.database.url);
  url.searchParams.set('options', `-c session_authorization=${login}`);
  const pool = connect(url.href, { max: 2, role });
  const store = new PostgresEventStore(pool);
  const append = (category: string): Promise<unknown> =>
    store.append([{ stream: `${category}-${randomUUID()}`, expected: 1_000_000, events: [event()] }]).catch(String);
  const answers = await Promise.all(categories.map(async (category) => [category, await append(category)] as const));
  await pool.end();
  return new Map(answers);
};

/** The categories that there are, and whether this login may append to them. */
const categoriesOf = async (login: string): Promise<{ own: string[]; others: string[] }> => {
  const { rows } = await admin.query<{ category: string; own: boolean }>(
    `SELECT category, bool_or(pg_has_role($1, role::name, 'MEMBER')) AS own FROM event_store.category_grants
     WHERE may_append GROUP BY category ORDER BY category`,
    [login],
  );
  const those = (own: boolean): string[] => rows.filter((row) => row.own === own).map(({ category }) => category);
  return { own: those(true), others: those(false) };
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'probity-nobody-'));
  // A server of its own, whose every role is the software's. This file's own copy of the environment: no other test sees it.
  server = await startEmbedded({ dataDirectory: directory, settings: { fsync: 'off' } });
  process.env['TEST_DATABASE_URL'] = server.url;
  system = await System.start();
  await reportAndTriage(new Stage(system.url, system.identity.issuer, () => {}));
  admin = new pg.Client(system.database.url);
  await admin.connect();
  everybody = await listEverybody();
  head =
    (await admin.query<{ last: string }>('SELECT max(position) AS last FROM event_store.events')).rows[0]?.last ?? '';
  known = (await admin.query(EVENTS, [head])).rows[0];
}, 90_000);
afterAll(async () => {
  await admin.end();
  await system.stop();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

/** The role in which services read of one another who has which part: it has nothing to do with what was recorded. */
const ofParts = 'probity_parts_readers';

describe('what was recorded', () => {
  it('is there, and everybody who is logged in is looked at', async () => {
    expect(known).toMatchObject({ count: expect.any(Number), last: expect.stringMatching(/^[1-9]/) });
    const { rows } = await admin.query<{ user: string }>(
      `SELECT DISTINCT usename AS user FROM pg_stat_activity WHERE usename IS NOT NULL AND backend_type = 'client backend'`,
    );
    const logins = new Set(everybody.map(({ login }) => login));
    expect(rows.map(({ user }) => user).filter((user) => !logins.has(user))).toEqual(['postgres']);
    for (const { name } of allServices) {
      expect([...logins].filter((login) => login.startsWith(`probity_${name.replaceAll('-', '_')}_at_`))).not.toEqual(
        [],
      );
    }
  });

  it('is changed, removed or added to by hand by nobody', async () => {
    const faults = [];
    for (const somebody of everybody) faults.push(...(await faultsOf(somebody)));
    expect(faults).toEqual([]);
  });

  it('is added to in the category of another service by nobody', async () => {
    const [letIn, keptOut, admitted] = [[] as string[], [] as string[], [] as string[]];
    for (const somebody of everybody) {
      const { own, others } = await categoriesOf(somebody.login);
      const answers = await appendTo([...own, ...others], somebody);
      const isRefused = (category: string): boolean => REFUSED.test(String(answers.get(category)));
      const told = (category: string): string =>
        `${somebody.login} as ${somebody.role}: ${category}: ${answers.get(category)}`;
      expect(others).not.toEqual([]);
      letIn.push(...others.filter((category) => !isRefused(category)).map(told));
      if (somebody.role !== ofParts) keptOut.push(...own.filter(isRefused).map(told));
      admitted.push(...own.filter((category) => String(answers.get(category)).startsWith('WrongVersion')));
    }
    expect(letIn).toEqual([]);
    // The control: each is let in where it may be, as far as its version.
    expect(keptOut).toEqual([]);
    expect(admitted).not.toEqual([]);
  });

  it('is not changed by a slip of the owner either', async () => {
    for (const sql of changes.slice(0, 5)) {
      expect(await answerTo({ login: 'postgres', role: 'postgres' }, sql)).toBe('events are append-only');
    }
  });

  it('would be found to be in the hands of a role that was granted too much (the control)', async () => {
    await admin.query(`CREATE ROLE probity_too_much LOGIN`);
    await admin.query(`GRANT USAGE ON SCHEMA event_store TO probity_too_much`);
    await admin.query(`GRANT UPDATE, DELETE, TRUNCATE ON event_store.events TO probity_too_much`);
    const found = (await listEverybody()).filter(({ login }) => login === 'probity_too_much');
    expect(found).toEqual([{ login: 'probity_too_much', role: 'probity_too_much' }]);
    const faults = (await Promise.all(found.map(faultsOf))).flat();
    expect(faults).toHaveLength(4);
    for (const fault of faults) expect(fault).toMatch(/(UPDATE|DELETE|TRUNCATE).*: events are append-only$/);
    await admin.query('DROP OWNED BY probity_too_much; DROP ROLE probity_too_much');
  });

  it('is as it was, after all of that', async () => {
    expect((await admin.query(EVENTS, [head])).rows[0]).toEqual(known);
  });
});
