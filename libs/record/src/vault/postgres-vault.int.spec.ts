import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bytes, everything, newScope, type TestVaults, testVaults, why } from './testing.js';
import { cuttable } from './testing-proxy.js';
import type { PostgresVault } from './postgres-vault.js';
import { NoSuchKey, ScopeDestroyed, ScopeHeld, Tampered, VaultUnavailable } from './vault.js';

const LEASE_MS = 250;

describe('a vault in PostgreSQL', () => {
  let database: TestVaults;
  let here: PostgresVault;
  let there: PostgresVault;
  const bound = bytes('where it stands');

  beforeAll(async () => {
    database = await testVaults(LEASE_MS);
    [here, there] = await Promise.all([database.vault(), database.vault()]);
  });
  afterAll(() => database.close());

  const sealed = async (vault: PostgresVault, scope: string, plain = 'a name') =>
    (await vault.sealing(scope)).seal(bytes(plain), bound);
  const opened = async (vault: PostgresVault, scope: string, what: Uint8Array) => {
    const key = await vault.opening(scope, what);
    return key && Buffer.from(key.open(what, bound)).toString();
  };
  const keysOf = async (scope: string) =>
    (await database.admin.query('SELECT number, wrapped FROM vault.keys WHERE scope = $1', [scope])).rows;

  it('opens in another process what was sealed in one', async () => {
    const scope = newScope();
    expect(await opened(there, scope, await sealed(here, scope, 'é🦉'))).toBe('é🦉');
  });

  it('makes one key a scope, asked for by two processes at once, a hundred times over', async () => {
    const scopes = Array.from({ length: 100 }, () => newScope());
    const both = await Promise.all(
      scopes.flatMap((scope) =>
        [here, there, here, there].map(async (vault) => ({ scope, text: await sealed(vault, scope) })),
      ),
    );
    for (const scope of scopes) expect(await keysOf(scope)).toHaveLength(1);
    for (const { scope, text } of both)
      for (const vault of [here, there]) expect(await opened(vault, scope, text)).toBe('a name');
  });

  it('gives no two scopes one key, and seals nothing twice alike', async () => {
    const [scope, other] = [newScope(), newScope()];
    await sealed(here, other);
    const text = await sealed(here, scope);
    expect(Buffer.from(text).equals(await sealed(here, scope))).toBe(false);
    await expect(opened(here, other, text)).rejects.toThrow(Tampered);
  });

  it('answers at once for a key at hand', async () => {
    const scope = newScope();
    await sealed(here, scope);
    expect(here.sealing(scope)).not.toBeInstanceOf(Promise);
    expect(here.opening(scope)).not.toBeInstanceOf(Promise);
    expect(there.opening(scope)).toBeInstanceOf(Promise);
  });

  it('makes no key by opening', async () => {
    const scope = newScope();
    await expect(here.opening(scope)).rejects.toThrow(NoSuchKey);
    expect(await keysOf(scope)).toEqual([]);
  });

  it.each(['', ':1', 'Case:1', 'case:', 'case', 'case:\0', `case:${'x'.repeat(251)}`, 'case:\ud800'])(
    'seals nothing under %j, which is no scope, and goes on with the others of its batch',
    async (scope) => {
      const others = [newScope(), newScope()].map((other) => sealed(here, other));
      await expect(here.sealing(scope)).rejects.toThrow(TypeError);
      expect(await Promise.all(others)).toHaveLength(2);
    },
  );

  describe('that destroys a key', () => {
    it('opens nothing and seals nothing afterwards, here or there, with what is at hand or anew', async () => {
      const scope = newScope();
      const text = await sealed(here, scope);
      await opened(there, scope, text);
      const [sealing, opening] = [await there.sealing(scope), await there.opening(scope)];
      await here.destroy(scope, why);
      for (const vault of [here, there, await database.vault()]) {
        await expect((async () => vault.sealing(scope))()).rejects.toThrow(ScopeDestroyed);
        expect(await vault.opening(scope, text)).toBeUndefined();
      }
      expect(() => sealing.seal(text, bound)).toThrow(/lease|destroyed/);
      expect(() => opening?.open(text, bound)).toThrow(/lease|destroyed/);
      expect(await keysOf(scope)).toEqual([]);
    });

    it('leaves a tombstone, one for each, in order; repeated it does nothing', async () => {
      const [first, second] = [newScope(), newScope('report')];
      const before = (await here.tombstones()).length;
      await here.destroy(first, why);
      await here.destroy(second, { ...why, by: 'system:records' });
      await here.destroy(first, { ...why, by: 'somebody else' });
      expect(await there.tombstones(before)).toEqual([
        { number: before + 1, scope: first, ...why },
        { number: before + 2, scope: second, ...why, by: 'system:records' },
      ]);
    });

    it('destroys a scope that never had a key', async () => {
      const scope = newScope();
      await here.destroy(scope, why);
      await expect(there.sealing(scope)).rejects.toThrow(ScopeDestroyed);
    });

    it.each([
      `INSERT INTO vault.keys (scope, number, wrapped, master) VALUES ('<scope>', 1, '', 'x')`,
      `UPDATE vault.scopes SET alive = true WHERE scope = '<scope>'`,
      `DELETE FROM vault.scopes WHERE scope = '<scope>'`,
      `DELETE FROM vault.tombstones WHERE scope = '<scope>'`,
      `UPDATE vault.tombstones SET why = '' WHERE scope = '<scope>'`,
      'TRUNCATE vault.tombstones',
      `INSERT INTO vault.holds (held, holder) VALUES ('<scope>', 'case:other')`,
    ])('for ever: even its owner is refused %s', async (sql) => {
      const scope = newScope();
      await here.destroy(scope, why);
      await expect(database.admin.query(sql.replace('<scope>', scope))).rejects.toThrow(/foreign key|for ever/);
    });

    it('tells the other processes at once', async () => {
      const slow = await testVaults(60_000);
      try {
        const [one, other] = [await slow.vault(), await slow.vault()];
        const scope = newScope();
        const text = await sealed(one, scope);
        await opened(other, scope, text);
        const listeners = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
        while (((await slow.admin.query(listeners)).rowCount ?? 0) < 2) await sleep(5);
        const key = await other.opening(scope);
        await slow.admin.query('SELECT vault.destroy($1, $2, $3, $4)', [scope, why.at, why.by, why.why]);
        const start = performance.now();
        while (other.opening(scope) === key) {
          if (performance.now() - start > 5_000) throw new Error('not told within 5 s, of a lease of 60');
          await sleep(1);
        }
        expect(() => key?.open(text, bound)).toThrow(VaultUnavailable);
        expect(await other.opening(scope)).toBeUndefined();
      } finally {
        await slow.close();
      }
    });
  });

  describe('whose notices are lost', () => {
    it('uses no key beyond its lease, and does so where the lease does not end, which is the control', async () => {
      const careful = await database.vault(everything, { deaf: true });
      const careless = await database.vault(everything, { deaf: true, now: () => 0 });
      const scope = newScope();
      const text = await sealed(here, scope);
      const keys = await Promise.all([careful, careless].map((vault) => vault.opening(scope)));
      const [own, others] = keys.map((key) => () => Buffer.from(key?.open(text, bound) ?? []).toString());
      expect([own?.(), others?.()]).toEqual(['a name', 'a name']);
      await here.destroy(scope, why);
      expect(own).toThrow(VaultUnavailable);
      expect(await careful.opening(scope)).toBeUndefined();
      expect(others?.()).toBe('a name');
      expect(await careless.sealing(scope)).toHaveProperty('seal');
    });

    it('confirms a key in use before its lease ends, so that nobody waits', async () => {
      const vault = await database.vault(everything, { deaf: true });
      const scope = newScope();
      await sealed(vault, scope);
      for (const start = performance.now(); performance.now() - start < 5 * LEASE_MS; await sleep(5))
        expect(vault.sealing(scope)).not.toBeInstanceOf(Promise);
      await sleep(2 * LEASE_MS);
      expect(vault.sealing(scope)).toBeInstanceOf(Promise);
    });
  });

  it('keeps as many keys at hand as it may, and those used last', async () => {
    const vault = await database.vault(everything, { capacity: 3 });
    const scopes = Array.from({ length: 4 }, () => newScope());
    const [first = '', second = '', third = '', fourth = ''] = scopes;
    for (const scope of [first, second, third, first, fourth]) await sealed(vault, scope);
    const atHand = scopes.filter((scope) => !(vault.opening(scope) instanceof Promise));
    expect(atHand).toEqual([first, third, fourth]);
    const many = Array.from({ length: 200 }, () => newScope());
    const texts = await Promise.all(many.map((scope) => sealed(vault, scope)));
    expect(await Promise.all(many.map((scope, nth) => opened(vault, scope, texts[nth] ?? new Uint8Array())))).toEqual(
      many.map(() => 'a name'),
    );
  });

  describe('with holds', () => {
    it('destroys with the last holder what it held, and what that held, and not before', async () => {
      const [one, other] = [newScope(), newScope()];
      const [report, evidence] = [newScope('report'), newScope('evidence')];
      const text = await sealed(here, evidence);
      await here.hold(evidence, report);
      for (const holder of [one, other]) {
        await here.hold(report, holder);
        await there.hold(evidence, holder);
      }
      await expect(here.destroy(evidence, why)).rejects.toThrow(ScopeHeld);
      await here.destroy(one, why);
      expect(await opened(there, evidence, text)).toBe('a name');
      const before = (await here.tombstones()).length;
      await here.destroy(other, why);
      expect(await there.opening(evidence)).toBeUndefined();
      const gone = (await here.tombstones(before)).map(({ scope }) => scope);
      expect([gone[0], ...gone.slice(1).sort()]).toEqual([other, evidence, report]);
    });

    it('holds nothing that is gone, and nothing for one that is gone', async () => {
      const [gone, alive] = [newScope(), newScope()];
      await here.destroy(gone, why);
      await expect(here.hold(gone, alive)).rejects.toThrow(new ScopeDestroyed(gone));
      await expect(here.hold(alive, gone)).rejects.toThrow(new ScopeDestroyed(gone));
      await here.destroy(alive, why);
    });

    it('lets a new holder win or lose against the end of the last, and never hold what is gone', async () => {
      const rounds = Array.from({ length: 50 }, async () => {
        const [last, next, evidence] = [newScope(), newScope(), newScope('evidence')];
        const text = await sealed(here, evidence);
        await here.hold(evidence, last);
        const [, held] = await Promise.all([
          here.destroy(last, why),
          there.hold(evidence, next).then(
            () => true,
            (error: unknown) => (error instanceof ScopeDestroyed ? false : Promise.reject(error)),
          ),
        ]);
        expect((await opened(there, evidence, text)) !== undefined).toBe(held);
      });
      await Promise.all(rounds);
    });
  });

  it('waits for one who is about to hold, before it looks who holds', async () => {
    const [last, next, evidence] = [newScope(), newScope(), newScope('evidence')];
    const text = await sealed(here, evidence);
    await here.hold(evidence, last);
    const holder = await database.admin.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT vault.hold($1, $2)', [evidence, next]);
    const destroying = here.destroy(last, why);
    const waits = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await database.admin.query(waits)).rowCount === 0) await sleep(5);
    await holder.query('COMMIT');
    holder.release();
    await destroying;
    expect(await opened(there, evidence, text)).toBe('a name');
    await expect(here.destroy(evidence, why)).rejects.toThrow(ScopeHeld);
  });

  it('tells of a destruction straight after the commit, and not only when the lease has ended', async () => {
    const scope = newScope();
    await sealed(here, scope);
    const start = performance.now();
    let told = Infinity;
    const destroying = here.destroy(scope, why, async () => {
      told = performance.now() - start;
      expect(await keysOf(scope)).toEqual([]);
    });
    await destroying;
    expect(told).toBeLessThan(LEASE_MS);
    expect(performance.now() - start).toBeGreaterThanOrEqual(LEASE_MS);
    const failing = here.destroy(scope, why, () => Promise.reject(new Error('not listed')));
    await expect(failing).rejects.toThrow('not listed');
  });

  describe('whose database is lost', () => {
    it('uses what is at hand until the lease ends, and then nothing', async () => {
      const way = await cuttable(database.url);
      const vault = await database.vault(everything, { pool: await database.as(everything, way.url) });
      const scope = newScope();
      const text = await sealed(vault, scope);
      way.cut();
      expect(vault.opening(scope)).not.toBeInstanceOf(Promise);
      await sleep(2 * LEASE_MS);
      await expect(opened(vault, scope, text)).rejects.toThrow(VaultUnavailable);
      await expect(sealed(vault, scope)).rejects.toThrow(VaultUnavailable);
      await expect(sealed(vault, newScope())).rejects.toThrow(VaultUnavailable);
      await expect(vault.destroy(scope, why)).rejects.toThrow(VaultUnavailable);
    });

    it('goes on when it is back, with its notices', async () => {
      const pool = await database.as(everything);
      const trouble: unknown[] = [];
      const vault = await database.vault(everything, { pool, onTrouble: (error) => trouble.push(error) });
      const scope = newScope();
      const text = await sealed(vault, scope);
      const listening = `SELECT FROM pg_stat_activity WHERE application_name = $1 AND query LIKE 'LISTEN%'`;
      const listens = async () => ((await database.admin.query(listening, [pool.role])).rowCount ?? 0) > 0;
      while (!(await listens())) await sleep(5);
      await database.admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
        pool.role,
      ]);
      while (trouble.length === 0 || !(await listens())) await sleep(5);
      expect(await opened(vault, scope, text)).toBe('a name');
    });
  });

  it('does nothing more once it is closed', async () => {
    const vault = await database.vault();
    const scope = `case:${randomUUID()}`;
    const key = await vault.sealing(scope);
    await vault.close();
    expect(() => key.seal(bound, bound)).toThrow(VaultUnavailable);
    await expect(vault.sealing(scope)).rejects.toThrow(VaultUnavailable);
  });
});
