import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { DataKeys, OWN } from './data-keys.js';
import type { KeyManagement } from './key-management.js';
import type { PostgresVault } from './postgres-vault.js';
import { bytes, everything, newScope, type TestVaults, testVaults, why } from './testing.js';
import { ScopeDestroyed, type SealingKey, type OpeningKey, VaultUnavailable } from './vault.js';

const ROUNDS = 200;
const AT_ONCE = 100;
const bound = bytes('where it stands');

/** What a round needs of a vault. */
interface Raced {
  sealing(scope: string): SealingKey | Promise<SealingKey>;
  opening(scope: string): OpeningKey | undefined | Promise<OpeningKey | undefined>;
  destroy(scope: string): Promise<void>;
}

interface Outcome {
  readonly sealed: number;
  /** What could still be done after the destruction had resolved. */
  readonly lost: readonly string[];
}

/** Somewhere in the first steps of the other. */
const somewhen = (): Promise<unknown> => sleep(Math.random() * 20);
const onceSealed = (sealed: Promise<void>): Promise<unknown> => sealed;

/** One seals without pause until it is refused, the other destroys meanwhile. */
const race = async (appends: Raced, erases: Raced, when: typeof onceSealed = somewhen): Promise<Outcome> => {
  const scope = newScope();
  const texts: Uint8Array[] = [];
  const handles: SealingKey[] = [];
  const lost: string[] = [];
  const sealed = Promise.withResolvers<void>();
  let isDestroyed = false;
  const appending = (async () => {
    for (const start = performance.now(); performance.now() - start < 5_000; await setImmediate()) {
      const asked = isDestroyed;
      try {
        handles[0] ??= await appends.sealing(scope);
        texts.push((await appends.sealing(scope)).seal(bytes('a name'), bound));
        sealed.resolve();
        if (asked) lost.push('sealed afterwards');
        if (asked) return;
      } catch (error) {
        if (error instanceof ScopeDestroyed) return;
        // What was at hand was taken away between two steps: asked again, it must say why.
        if (!(error instanceof VaultUnavailable)) throw error;
      }
    }
  })();
  await when(sealed.promise);
  await erases.destroy(scope);
  isDestroyed = true;
  await appending;
  const opened = async (vault: Raced): Promise<boolean> => {
    const key = await vault.opening(scope);
    return key !== undefined && texts.some((text) => canOpen(key, text));
  };
  if (await opened(appends)) lost.push('opened where it was sealed');
  if (await opened(erases)) lost.push('opened where it was destroyed');
  if (handles[0] && canSeal(handles[0])) lost.push('sealed with a key that was kept');
  for (const vault of [appends, erases]) if (await seals(vault, scope)) lost.push('provisioned anew');
  return { sealed: texts.length, lost };
};

const canSeal = (key: SealingKey): boolean => succeeds(() => key.seal(bytes('a name'), bound));
const canOpen = (key: OpeningKey, text: Uint8Array): boolean => succeeds(() => key.open(text, bound));
const succeeds = (act: () => unknown): boolean => {
  try {
    act();
    return true;
  } catch {
    return false;
  }
};
const seals = async (vault: Raced, scope: string): Promise<boolean> => {
  try {
    return canSeal(await vault.sealing(scope));
  } catch (error) {
    if (error instanceof ScopeDestroyed) return false;
    throw error;
  }
};

const rounds = async (count: number, once: () => Promise<Outcome>): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  while (outcomes.length < count)
    outcomes.push(...(await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, once))));
  return outcomes;
};

describe('erasure against appends', () => {
  let database: TestVaults;
  beforeAll(async () => {
    database = await testVaults(300);
  });
  afterAll(() => database.close());

  const raced = (vault: PostgresVault): Raced => ({
    sealing: (scope) => vault.sealing(scope),
    opening: (scope) => vault.opening(scope),
    destroy: (scope) => vault.destroy(scope, why),
  });

  it.each([
    ['with notices', false],
    ['where every notice is lost', true],
  ])(
    `%s, ${ROUNDS / 2} times: nothing can be opened or sealed once it is destroyed`,
    async (_, deaf) => {
      const [one, other] = [await database.vault(everything, { deaf }), await database.vault(everything, { deaf })];
      const outcomes = await rounds(ROUNDS / 2, () => race(raced(one), raced(other)));
      expect(outcomes.flatMap(({ lost }) => lost)).toEqual([]);
      // It was a race: most had sealed something before, and none could afterwards.
      expect(outcomes.filter(({ sealed }) => sealed > 0).length).toBeGreaterThan(ROUNDS / 4);
    },
    60_000,
  );

  it('is lost without a lease, which is a control', async () => {
    const careless = await database.vault(everything, { deaf: true, now: () => 0 });
    const { lost } = await race(raced(careless), raced(await database.vault()), onceSealed);
    expect(lost).toEqual([
      'sealed afterwards',
      'opened where it was sealed',
      'sealed with a key that was kept',
      'provisioned anew',
    ]);
  });

  describe('that comes between the look for the tombstone and the making of the key', () => {
    const between = async (
      appends: (pause: () => Promise<void>) => Promise<Raced>,
      erases: Raced,
    ): Promise<boolean> => {
      const scope = newScope();
      const [looked, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const vault = await appends(() => (looked.resolve(), gone.promise));
      const sealing = seals(vault, scope);
      await looked.promise;
      await erases.destroy(scope);
      gone.resolve();
      return sealing;
    };

    it('leaves no key behind', async () => {
      const { masters } = database;
      const paused = async (pause: () => Promise<void>): Promise<Raced> => {
        const wrap: KeyManagement['wrap'] = async (...asked) => (await pause(), masters.wrap(...asked));
        const unwrap: KeyManagement['unwrap'] = (...asked) => masters.unwrap(...asked);
        return raced(await database.vault(everything, { masters: { current: masters.current, wrap, unwrap } }));
      };
      expect(await between(paused, raced(await database.vault()))).toBe(false);
    });

    it('does where nothing but the look keeps it from being made, which is the other control', async () => {
      await database.admin.query(
        'CREATE TABLE loose_keys (scope text PRIMARY KEY, key bytea); CREATE TABLE loose_tombstones (scope text PRIMARY KEY)',
      );
      const loose = async (pause?: () => Promise<void>) => new LooseVault(database.admin, pause);
      expect(await between(loose, await loose())).toBe(true);
    });
  });
});

/** Without cache, so without need of a lease; but it looks first and makes afterwards, as one would without the constraint. */
class LooseVault implements Raced {
  constructor(
    private readonly pool: Pool,
    private readonly pause = async (): Promise<void> => {},
  ) {}

  async sealing(scope: string): Promise<SealingKey> {
    const { rows } = await this.pool.query('SELECT FROM loose_tombstones WHERE scope = $1', [scope]);
    const key = await this.#key(scope);
    if (key) return key;
    if (rows.length > 0) throw new ScopeDestroyed(scope);
    await this.pause();
    await this.pool.query('INSERT INTO loose_keys VALUES ($1, $2) ON CONFLICT DO NOTHING', [scope, randomBytes(32)]);
    return this.sealing(scope);
  }

  opening(scope: string): Promise<OpeningKey | undefined> {
    return this.#key(scope);
  }

  async destroy(scope: string): Promise<void> {
    await this.pool.query('INSERT INTO loose_tombstones VALUES ($1)', [scope]);
    await this.pool.query('DELETE FROM loose_keys WHERE scope = $1', [scope]);
  }

  async #key(scope: string): Promise<DataKeys | undefined> {
    const { rows } = await this.pool.query<{ key: Buffer }>('SELECT key FROM loose_keys WHERE scope = $1', [scope]);
    if (!rows[0]) return undefined;
    const keys = new DataKeys(scope, () => 0);
    keys.add(OWN, rows[0].key);
    keys.confirm({ asOf: 0, leaseMs: Infinity });
    return keys;
  }
}
