import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { grantScopes, tombstones } from './administration.js';
import type { KeyManagement } from './key-management.js';
import type { PostgresVault } from './postgres-vault.js';
import { bytes, newScope, type TestVaults, testVaults, why } from './testing.js';
import { ScopeDestroyed, ScopeForbidden, VaultUnavailable } from './vault.js';

const bound = bytes('where it stands');

describe('the grants of a vault', () => {
  let database: TestVaults;
  let intake: PostgresVault;
  let route: PostgresVault;
  let records: PostgresVault;
  let pool: Pool & { readonly role: string };

  beforeAll(async () => {
    database = await testVaults();
    pool = await database.as({ seals: ['report', 'informant'], opens: ['report'] });
    intake = await database.vault(undefined, { pool });
    route = await database.vault({ seals: [], opens: ['informant'] });
    records = await database.vault({ seals: [], opens: [], destroys: ['report', 'informant'] });
  });
  afterAll(() => database.close());

  const sealed = async (vault: PostgresVault, scope: string, plain = 'a name') =>
    (await vault.sealing(scope)).seal(bytes(plain), bound);
  const opened = async (vault: PostgresVault, scope: string, text: Uint8Array) => {
    const key = await vault.opening(scope, text);
    return key && Buffer.from(key.open(text, bound)).toString();
  };

  it('let a service seal and open what it may, and nothing else', async () => {
    const report = newScope('report');
    expect(await opened(intake, report, await sealed(intake, report))).toBe('a name');
    for (const scope of [newScope('case'), newScope('evidence')]) {
      await expect(intake.sealing(scope)).rejects.toThrow(new ScopeForbidden(scope));
      await expect(intake.opening(scope)).rejects.toThrow(new ScopeForbidden(scope));
    }
    await expect(route.opening(report)).rejects.toThrow(ScopeForbidden);
  });

  it('let one seal and never open, not even what it sealed itself; who may open opens all of it', async () => {
    const informant = newScope('informant');
    const texts = [await sealed(intake, informant, 'the first'), await sealed(intake, informant, 'the second')];
    for (const text of texts) await expect(opened(intake, informant, text)).rejects.toThrow(ScopeForbidden);
    const read = async () => Promise.all(texts.map((text) => opened(route, informant, text)));
    expect(await read()).toEqual(['the first', 'the second']);
    // With keys at hand, one that is newer is fetched.
    texts.push(await sealed(intake, informant, 'the third'));
    expect(await read()).toEqual(['the first', 'the second', 'the third']);
    await expect(route.sealing(informant)).rejects.toThrow(ScopeForbidden);
    const { rows } = await database.admin.query('SELECT number FROM vault.keys WHERE scope = $1 ORDER BY 1', [
      informant,
    ]);
    expect(rows).toEqual([{ number: 2 }, { number: 3 }, { number: 4 }]);
    expect(intake.sealing(informant)).toBeInstanceOf(Promise);
  });

  it("let one open what was sealed with the scope's own key, where further ones were made and known before it", async () => {
    const informant = newScope('informant');
    expect(await opened(route, informant, await sealed(intake, informant, 'the first'))).toBe('the first');
    const both = await database.vault({ seals: ['informant'], opens: ['informant'] });
    expect(await opened(route, informant, await sealed(both, informant, 'the second'))).toBe('the second');
  });

  it('let one open what was sealed while the keys before it were on their way', async () => {
    const { masters } = database;
    const gate = Promise.withResolvers<void>();
    const unwrap: KeyManagement['unwrap'] = async (...asked) => (await gate.promise, masters.unwrap(...asked));
    const slow: KeyManagement = { current: masters.current, wrap: (...asked) => masters.wrap(...asked), unwrap };
    const reader = await database.vault({ seals: [], opens: ['informant'] }, { masters: slow });
    const informant = newScope('informant');
    const first = opened(reader, informant, await sealed(intake, informant, 'the first'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const second = opened(reader, informant, await sealed(intake, informant, 'the second'));
    gate.resolve();
    expect(await Promise.all([first, second])).toEqual(['the first', 'the second']);
  });

  it('let both kinds seal side by side', async () => {
    const both = await database.vault({ seals: ['informant'], opens: ['informant'] });
    const informant = newScope('informant');
    const all = await Promise.all([
      ...Array.from({ length: 20 }, (_, nth) => sealed(intake, informant, `sealed ${nth}`)),
      ...Array.from({ length: 20 }, (_, nth) => sealed(both, informant, `both ${nth}`)),
    ]);
    const told = await Promise.all(all.map((text) => opened(both, informant, text)));
    expect(told).toEqual(all.map((_, nth) => (nth < 20 ? `sealed ${nth}` : `both ${nth - 20}`)));
  });

  it('let nobody seal to what is destroyed, who may open or not', async () => {
    const informant = newScope('informant');
    const text = await sealed(intake, informant);
    const early = await intake.sealing(informant);
    await records.destroy(informant, why);
    await expect(intake.sealing(informant)).rejects.toThrow(ScopeDestroyed);
    expect(() => early.seal(text, bound)).toThrow(VaultUnavailable);
    expect(await route.opening(informant, text)).toBeUndefined();
  });

  it('let only those destroy, and list what is destroyed, who may', async () => {
    const report = newScope('report');
    await expect(intake.destroy(report, why)).rejects.toThrow(new ScopeForbidden(report));
    await expect(intake.tombstones()).rejects.toThrow(ScopeForbidden);
    await expect(records.destroy(newScope('case'), why)).rejects.toThrow(ScopeForbidden);
    await records.destroy(report, why);
    const all = await records.tombstones();
    expect(all.at(-1)).toMatchObject({ scope: report, ...why });
    expect(await tombstones(database.admin)).toEqual(all);
    expect(await records.tombstones(0, 1)).toEqual(all.slice(0, 1));
  });

  it('let one hold only for what it may seal, and what it may use', async () => {
    await intake.hold(newScope('informant'), newScope('report'));
    await expect(intake.hold(newScope('report'), newScope('case'))).rejects.toThrow(ScopeForbidden);
    await expect(intake.hold(newScope('case'), newScope('report'))).rejects.toThrow(ScopeForbidden);
    await expect(route.hold(newScope('informant'), newScope('informant'))).rejects.toThrow(ScopeForbidden);
  });

  it('are exactly those told last', async () => {
    const changing = await database.as({ seals: ['case'], opens: ['case'], destroys: ['case'] });
    const vault = await database.vault(undefined, { pool: changing });
    const scope = newScope();
    await sealed(vault, scope);
    await grantScopes(database.admin, { role: changing.role, seals: [], opens: ['report'] });
    await new Promise((resolve) => setTimeout(resolve, 600));
    await expect(vault.opening(scope)).rejects.toThrow(ScopeForbidden);
    await expect(vault.sealing(scope)).rejects.toThrow(ScopeForbidden);
    await expect(vault.destroy(scope, why)).rejects.toThrow(ScopeForbidden);
  });

  it('are made by ten at once', async () => {
    const rights = { role: pool.role, seals: ['report', 'informant'], opens: ['report'] };
    await Promise.all(Array.from({ length: 10 }, () => grantScopes(database.admin, rights)));
    const { rows } = await database.admin.query('SELECT kind FROM vault.grants WHERE role = $1 ORDER BY 1', [
      pool.role,
    ]);
    expect(rows).toEqual([{ kind: 'informant' }, { kind: 'report' }]);
  });

  it.each([
    'SELECT * FROM vault.keys',
    'SELECT * FROM vault.scopes',
    'SELECT * FROM vault.tombstones',
    'SELECT * FROM vault.holds',
    'SELECT * FROM vault.grants',
    'SELECT * FROM vault.masters',
    `INSERT INTO vault.keys (scope, number, wrapped, master) VALUES ('report:1', 1, '', '')`,
    `UPDATE vault.keys SET wrapped = ''`,
    'DELETE FROM vault.keys',
    'DELETE FROM vault.tombstones',
    'TRUNCATE vault.tombstones CASCADE',
    'UPDATE vault.scopes SET alive = true',
    'UPDATE vault.lease SET ms = 1',
    'UPDATE vault.grants SET may_open = true',
    `SELECT vault.grant_scopes(current_user::text, '{informant}', '{informant}', '{}')`,
    `SELECT vault.bury('report:1', '', '', '')`,
    `SELECT vault.erase_again('{report:1}', '{x}', '{x}', '{x}')`,
    'SELECT vault.begin_destruction()',
    'ALTER TABLE vault.tombstones DISABLE TRIGGER for_ever',
  ])('refuse a service: %s', async (sql) => {
    await expect(pool.query(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('are told to nobody as more than they are: no wrapped key leaves for one who may not open', async () => {
    const [informant, foreign] = [newScope('informant'), newScope()];
    await sealed(intake, informant);
    const asked = await pool.query('SELECT alive, seals, opens, wrapped FROM vault.ask($1, $2)', [
      [informant, foreign],
      [0, 0],
    ]);
    expect(asked.rows).toEqual([
      { alive: true, seals: true, opens: false, wrapped: null },
      { alive: null, seals: false, opens: false, wrapped: null },
    ]);
    const offered = await pool.query('SELECT wrapped FROM vault.provision($1, $2, $3)', [
      [informant],
      ['\\x00'],
      ['x'],
    ]);
    expect(offered.rows).toEqual([{ wrapped: null }]);
    const { rows } = await database.admin.query('SELECT number FROM vault.keys WHERE scope = $1', [informant]);
    expect(rows).toEqual([{ number: 2 }]);
  });
});
