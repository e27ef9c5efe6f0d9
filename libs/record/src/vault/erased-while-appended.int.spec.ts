import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  eventStoreSchema,
  grantCategories,
  migrationsDirectory,
  type NewEvent,
  PostgresEventStore,
} from '@probity/event-store';
import { connect, createTestDatabase, ensureRole, migrate, type TestDatabase } from '@probity/postgres';
import type { Pool } from 'pg';
import type { PostgresVault } from './postgres-vault.js';
import { type Placed, SealedCodec } from './sealed-codec.js';
import { everything, type TestVaults, testVaults, why } from './testing.js';
import { ScopeDestroyed, VaultUnavailable } from './vault.js';

const role = `probity_test_${randomBytes(6).toString('hex')}`;
const ROUNDS = 500;
const AT_ONCE = 50;
const facts = { name: 'Persephone' };

const placed = (id: string, version: number): Placed => ({
  stream: `case-${id}`,
  version,
  id: randomUUID(),
  type: 'EvidenceAdded',
  schemaVersion: 1,
  institution: 'imi',
  case: id,
  keyId: `case:${id}`,
  actedAt: '2026-03-02T09:00:00.000Z',
  occurredAt: '2026-03-02T09:00:00.000Z',
  actor: 'office-1',
  correlationId: randomUUID(),
  causationId: null,
  requestDigest: 'digest-1',
  policy: { pack: 'imi', version: '8' },
  authority: ['C-1'],
});

/** One process appends what it seals, until it is refused. @returns what was stored */
const append = async (store: PostgresEventStore, vault: PostgresVault, id: string): Promise<NewEvent[]> => {
  const stored: NewEvent[] = [];
  for (const start = performance.now(); performance.now() - start < 10_000;) {
    const { stream, version, ...envelope } = placed(id, stored.length + 1);
    try {
      const data = await new SealedCodec(vault).encode({ stream, version, ...envelope }, facts);
      const event = { ...envelope, data };
      await store.append([{ stream, expected: version - 1, events: [event] }]);
      stored.push(event);
    } catch (error) {
      if (error instanceof ScopeDestroyed) return stored;
      // What was at hand was taken away between two steps: asked again, it says why.
      if (!(error instanceof VaultUnavailable)) throw error;
    }
  }
  throw new Error('it was never refused');
};

const asText = <Event extends NewEvent>(event: Event) => ({ ...event, data: Buffer.from(event.data).toString('hex') });

describe('a case that is destroyed while it is appended to', () => {
  let vaults: TestVaults;
  let log: TestDatabase;
  let admin: Pool;
  let pool: Pool;
  let store: PostgresEventStore;
  beforeAll(async () => {
    vaults = await testVaults(300);
    log = await createTestDatabase();
    admin = connect(log.url, { max: 1 });
    await migrate(admin, { schema: eventStoreSchema, directory: migrationsDirectory });
    await ensureRole(admin, role);
    await grantCategories(admin, { role, appends: ['case'], reads: ['case'] });
    pool = connect(log.url, { role });
    store = new PostgresEventStore(pool);
  });
  afterAll(async () => {
    await pool.end();
    await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await admin.end();
    await log.drop();
    await vaults.close();
  });

  /** @returns how many events it had */
  const race = async (here: PostgresVault, there: PostgresVault): Promise<number> => {
    const id = randomUUID();
    const appending = append(store, here, id);
    await sleep(Math.random() * 60);
    await there.destroy(`case:${id}`, why);
    const stored = await appending;
    const events = await store.readStream(`case-${id}`, { limit: 1_000 });
    // Each is as it was appended, and says nothing.
    expect(events.map(asText)).toMatchObject(stored.map(asText));
    expect(events.map(({ version }) => version)).toEqual(stored.map((_, index) => index + 1));
    for (const vault of [here, there]) {
      const codec = new SealedCodec(vault);
      for (const event of events) expect(await codec.decode(event)).toBeUndefined();
      await expect((async () => codec.encode(placed(id, events.length + 1), facts))()).rejects.toThrow(ScopeDestroyed);
    }
    return events.length;
  };

  it.each([
    ['with notices', false],
    ['where every notice is lost', true],
  ])(
    `%s, ${ROUNDS} times: has its events, no data in them, and gets no more`,
    async (_, deaf) => {
      const [here, there] = [await vaults.vault(everything, { deaf }), await vaults.vault(everything, { deaf })];
      const counts: number[] = [];
      while (counts.length < ROUNDS)
        counts.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => race(here, there)))));
      // It was a race: most had something before.
      expect(counts.filter((count) => count > 0).length).toBeGreaterThan(ROUNDS / 2);
    },
    60_000,
  );

  it('could be read until then, which is the control', async () => {
    const [here, there] = [await vaults.vault(), await vaults.vault()];
    const { stream, version, ...envelope } = placed(randomUUID(), 1);
    const data = await new SealedCodec(here).encode({ stream, version, ...envelope }, facts);
    await store.append([{ stream, expected: 0, events: [{ ...envelope, data }] }]);
    for (const event of await store.readStream(stream))
      expect(await new SealedCodec(there).decode(event)).toEqual(facts);
  });
});
