import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { confirmMaster, eraseAgain, tombstones } from './administration.js';
import { type KeyManagement, MasterKeyMissing, type Wrapped } from './key-management.js';
import { MasterKeys } from './master-keys.js';
import { makeMasterKeyFile, MasterKeyWrong, openMasterKeys } from './open-master-keys.js';
import type { PostgresVault } from './postgres-vault.js';
import { rotate } from './rotation.js';
import { bytes, everything, newScope, recordSyncs, type TestVaults, testVaults, why } from './testing.js';
import { ScopeDestroyed, Tampered, VaultUnavailable } from './vault.js';

const bound = bytes('where it stands');
const sealed = async (vault: PostgresVault, scope: string) => (await vault.sealing(scope)).seal(bytes('a name'), bound);
const opened = async (vault: PostgresVault, scope: string, text: Uint8Array) => {
  const key = await vault.opening(scope, text);
  return key && Buffer.from(key.open(text, bound)).toString();
};

describe('master keys', () => {
  const [one, other] = [randomBytes(32), randomBytes(32)];
  const key = randomBytes(32);

  it('unwrap what they wrapped, for that scope, and no other', async () => {
    const masters = new MasterKeys(one);
    const wrapped = await masters.wrap('case:1', key);
    expect(await masters.unwrap('case:1', wrapped)).toEqual(key);
    await expect(masters.unwrap('case:2', wrapped)).rejects.toThrow(Tampered);
    const cut = { ...wrapped, bytes: wrapped.bytes.subarray(1) };
    await expect(masters.unwrap('case:1', cut)).rejects.toThrow(Tampered);
    await expect(masters.unwrap('case:1', { ...wrapped, bytes: new Uint8Array() })).rejects.toThrow(Tampered);
  });

  it('wrap under the current one, and unwrap with those before it', async () => {
    const before = await new MasterKeys(one).wrap('case:1', key);
    const masters = new MasterKeys(other, [one]);
    expect(await masters.unwrap('case:1', before)).toEqual(key);
    expect((await masters.wrap('case:1', key)).master).toBe(new MasterKeys(other).current);
    await expect(new MasterKeys(other).unwrap('case:1', before)).rejects.toThrow(new MasterKeyMissing(before.master));
  });

  it('are named by what they are, which does not tell them', () => {
    expect(new MasterKeys(one).current).toBe(new MasterKeys(one, [other]).current);
    expect(new MasterKeys(one).current).not.toBe(new MasterKeys(other).current);
    expect(new MasterKeys(one).current).toMatch(/^[0-9a-f]{16}$/);
  });

  it('have 32 bytes', () => {
    expect(() => new MasterKeys(randomBytes(31))).toThrow(TypeError);
    expect(() => new MasterKeys(one, [randomBytes(33)])).toThrow(TypeError);
  });
});

describe('master keys that are written down', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'master-keys-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const [one, other] = [randomBytes(32), randomBytes(32)];
  const text = one.toString('base64');

  it('are read from a setting or a file, the older ones several in one', async () => {
    const file = join(directory, 'master.key');
    await writeFile(file, `${text}\n`);
    const { current } = new MasterKeys(one);
    expect((await openMasterKeys({ current: { setting: 'MASTER_KEY', text } })).current).toBe(current);
    expect((await openMasterKeys({ current: { setting: 'MASTER_KEY_FILE', file } })).current).toBe(current);
    await writeFile(file, `${other.toString('base64')}\r\n\n${randomBytes(32).toString('base64')}\n`);
    const older = [{ setting: 'MASTER_KEYS_OLD_FILE', file }];
    const all = await openMasterKeys({ current: { setting: 'MASTER_KEY', text }, older });
    const wrapped = await new MasterKeys(other).wrap('case:1', one);
    expect(await all.unwrap('case:1', wrapped)).toEqual(one);
  });

  it.each([
    ['', 'MASTER_KEY holds 0 keys; expected one'],
    [`${text}\n${text}`, 'MASTER_KEY holds 2 keys; expected one'],
    [randomBytes(16).toString('base64'), 'MASTER_KEY holds 16 bytes; expected 32'],
    [randomBytes(48).toString('base64'), 'MASTER_KEY holds 48 bytes; expected 32'],
    [`${text.slice(0, -2)}!=`, 'MASTER_KEY is not base64'],
    [one.toString('hex'), 'MASTER_KEY holds 48 bytes'],
  ])('are refused by the name of the setting, which is not repeated: %j', async (wrong, message) => {
    const refused = await openMasterKeys({ current: { setting: 'MASTER_KEY', text: wrong } }).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(MasterKeyWrong);
    expect(String(refused)).toContain(message);
    if (wrong !== '') expect(String(refused)).not.toContain(wrong);
  });

  it('are refused where the file cannot be read', async () => {
    const file = join(directory, 'none');
    const opening = openMasterKeys({ current: { setting: 'MASTER_KEY_FILE', file } });
    await expect(opening).rejects.toThrow('MASTER_KEY_FILE cannot be read as a file (ENOENT)');
  });

  it('are not told where one was taken for the name of a file', async () => {
    const older = [{ setting: 'MASTER_KEYS_OLD, number 2', file: text.slice(0, -1) }];
    const opening = openMasterKeys({ current: { setting: 'MASTER_KEY', text }, older });
    await expect(opening).rejects.toThrow('MASTER_KEYS_OLD, number 2 cannot be read as a file (ENOENT)');
    await expect(opening).rejects.not.toThrow(text.slice(0, 20));
  });

  it('are made once, by eight at the same moment, for their owner alone', async () => {
    const file = join(directory, 'keys', 'master.key');
    await Promise.all(Array.from({ length: 8 }, () => makeMasterKeyFile(file)));
    const made = await readFile(file, 'utf8');
    await makeMasterKeyFile(file);
    expect(await readFile(file, 'utf8')).toBe(made);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await openMasterKeys({ current: { setting: 'MASTER_KEY_FILE', file } });
  });

  it('are on the disk before they are used: the file, its name, and the directories that were made', async () => {
    const synced = await recordSyncs(() => makeMasterKeyFile(join(directory, 'more', 'keys', 'master.key')));
    expect(synced).toContainEqual(expect.stringContaining(join(directory, 'more', 'keys', 'master.key.')));
    const folders = [directory, join(directory, 'more'), join(directory, 'more', 'keys')];
    expect(synced).toEqual(expect.arrayContaining(folders));
    expect(synced.at(-1)).toBe(join(directory, 'more', 'keys'));
    // Its name may have been lost on the way by whoever made it.
    expect(await recordSyncs(() => makeMasterKeyFile(join(directory, 'more', 'keys', 'master.key')))).toContain(
      join(directory, 'more', 'keys'),
    );
  });
});

describe('a vault and its master keys', () => {
  let database: TestVaults;
  const [first, second] = [randomBytes(32), randomBytes(32)];
  beforeEach(async () => {
    database = await testVaults(500);
  });
  afterEach(() => database.close());

  it('starts with those that it began with, and no others', async () => {
    const { admin } = database;
    await Promise.all([1, 2, 3].map(() => confirmMaster(admin, new MasterKeys(first))));
    await confirmMaster(admin, new MasterKeys(first));
    await expect(confirmMaster(admin, new MasterKeys(second))).rejects.toThrow(MasterKeyWrong);
    await expect(confirmMaster(admin, new MasterKeys(second))).rejects.toThrow(new MasterKeys(first).current);
    await confirmMaster(admin, new MasterKeys(second, [first]));
    await expect(confirmMaster(admin, new MasterKeys(first))).rejects.toThrow(new MasterKeys(second).current);
  });

  it('takes one master key only, of two that start together in an empty vault', async () => {
    const starts = [first, second].map((key) => confirmMaster(database.admin, new MasterKeys(key)));
    const outcomes = await Promise.allSettled(starts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(2);
  });

  it('is wrapped anew while processes go on, and then needs the old one no more', async () => {
    const { admin } = database;
    const [before, between, after] = [new MasterKeys(first), new MasterKeys(second, [first]), new MasterKeys(second)];
    await confirmMaster(admin, before);
    const old = await database.vault(everything, { masters: before });
    const scopes = Array.from({ length: 1_200 }, () => newScope());
    const texts = await Promise.all(scopes.map((scope) => sealed(old, scope)));
    const gone = scopes[7] ?? '';
    await old.destroy(gone, why);
    await confirmMaster(admin, between);

    const going = await database.vault(everything, { masters: between });
    const [busy, fresh] = [scopes[3] ?? '', newScope()];
    const work = (async () => {
      for (let round = 0; round < 50; round += 1) await sealed(going, busy);
      return sealed(going, fresh);
    })();
    expect(await rotate(admin, between)).toBe(1_199);
    expect(await rotate(admin, between)).toBe(0);
    const late = await work;

    await confirmMaster(admin, after);
    const vault = await database.vault(everything, { masters: after });
    const told = await Promise.all(scopes.map((scope, nth) => opened(vault, scope, texts[nth] ?? new Uint8Array())));
    expect(told.filter((text) => text === 'a name')).toHaveLength(1_199);
    expect(told[7]).toBeUndefined();
    expect(await opened(vault, fresh, late)).toBe('a name');
    await expect(confirmMaster(admin, before)).rejects.toThrow(MasterKeyWrong);
    const left = await database.vault(everything, { masters: before });
    await expect(left.opening(busy)).rejects.toThrow(VaultUnavailable);
  });

  it('takes no key from a process that is still on the old master key, once that is taken out of use', async () => {
    const { admin } = database;
    const [before, between] = [new MasterKeys(first), new MasterKeys(second, [first])];
    await confirmMaster(admin, before);
    const late = await database.vault(everything, { masters: before });
    const blind = await database.vault({ seals: ['informant'], opens: [] }, { masters: before });
    await Promise.all([sealed(late, newScope()), sealed(blind, newScope('informant'))]);
    await confirmMaster(admin, between);
    expect(await rotate(admin, between)).toBe(2);
    await expect(sealed(late, newScope())).rejects.toThrow(VaultUnavailable);
    await expect(sealed(blind, newScope('informant'))).rejects.toThrow(VaultUnavailable);
  });

  it('has no living key under the old master key, whoever makes keys with it during the rotation', async () => {
    const { admin } = database;
    const [before, between] = [new MasterKeys(first), new MasterKeys(second, [first])];
    await confirmMaster(admin, before);
    const late = await database.vault(everything, { masters: before });
    await confirmMaster(admin, between);
    const made: unknown[] = [];
    const making = (async () => {
      for (;;) {
        made.push(await sealed(late, newScope()));
      }
    })().catch((error: unknown) => error);
    while (made.length < 20) await setImmediate();
    await rotate(admin, between);
    expect(await making).toBeInstanceOf(VaultUnavailable);
    const { rows } = await admin.query('SELECT DISTINCT master FROM vault.keys');
    expect(rows).toEqual([{ master: between.current }]);
    await confirmMaster(admin, new MasterKeys(second));
  });

  it('cannot be opened from what a destroyed key was wrapped in, once the old master key is gone', async () => {
    const scope = newScope();
    await confirmMaster(database.admin, new MasterKeys(first));
    const vault = await database.vault(everything, { masters: new MasterKeys(first) });
    await sealed(vault, scope);
    const { rows } = await database.admin.query<{ master: string; wrapped: Buffer }>('SELECT * FROM vault.keys');
    const [row] = rows;
    const page: Wrapped = { master: row?.master ?? '', bytes: row?.wrapped ?? new Uint8Array() };
    await vault.destroy(scope, why);
    // Without a rotation, who has an old page of the disk and the master key has the data key.
    expect(await new MasterKeys(first).unwrap(scope, page)).toHaveLength(32);
    const both = new MasterKeys(second, [first]);
    await confirmMaster(database.admin, both);
    await rotate(database.admin, both);
    await expect(new MasterKeys(second).unwrap(scope, page)).rejects.toThrow(MasterKeyMissing);
  });

  it('fails closed while the master keys cannot be used, and goes on when they can', async () => {
    const masters = new MasterKeys(first);
    let isDown = false;
    const service: KeyManagement = {
      current: masters.current,
      wrap: (scope, key) => (isDown ? Promise.reject(new Error('no route')) : masters.wrap(scope, key)),
      unwrap: (scope, wrapped) => (isDown ? Promise.reject(new Error('no route')) : masters.unwrap(scope, wrapped)),
    };
    await confirmMaster(database.admin, masters);
    const vault = await database.vault(everything, { masters: service });
    const scope = newScope();
    const text = await sealed(vault, scope);
    const elsewhere = await database.vault(everything, { masters: service });
    isDown = true;
    await expect(opened(elsewhere, scope, text)).rejects.toThrow(VaultUnavailable);
    await expect(sealed(vault, newScope())).rejects.toThrow(VaultUnavailable);
    expect(await opened(vault, scope, text)).toBe('a name');
    isDown = false;
    expect(await opened(elsewhere, scope, text)).toBe('a name');
  });

  it('tells a wrapped key that was put in the place of another', async () => {
    const [mine, yours] = [newScope(), newScope()];
    const vault = await database.vault();
    await sealed(vault, mine);
    const text = await sealed(vault, yours);
    await database.admin.query(
      'UPDATE vault.keys SET wrapped = (SELECT wrapped FROM vault.keys WHERE scope = $1) WHERE scope = $2',
      [mine, yours],
    );
    await expect(opened(await database.vault(), yours, text)).rejects.toThrow(Tampered);
  });
});

describe('a backup from before an erasure', () => {
  let database: TestVaults;
  beforeAll(async () => {
    database = await testVaults(50);
  });
  afterAll(() => database.close());

  it('is erased again from the list, exactly that; without the list it opens, which is the control', async () => {
    const { admin } = database;
    const vault = await database.vault();
    const [one, other, evidence] = [newScope(), newScope(), newScope('evidence')];
    const texts = await Promise.all([one, other, evidence].map((scope) => sealed(vault, scope)));
    await vault.hold(evidence, one);
    await admin.query('CREATE TABLE backup AS TABLE vault.keys');
    // After the backup: another case takes hold of the evidence, and the first is destroyed.
    await vault.hold(evidence, other);
    await vault.destroy(one, why);
    const list = await tombstones(admin);
    expect(list.map(({ scope }) => scope)).toEqual([one]);

    await admin.query(
      `ALTER TABLE vault.tombstones DISABLE TRIGGER for_ever; DELETE FROM vault.tombstones;
       ALTER TABLE vault.tombstones ENABLE TRIGGER for_ever;
       DELETE FROM vault.holds; DELETE FROM vault.keys; UPDATE vault.scopes SET alive = true;
       INSERT INTO vault.keys SELECT * FROM backup`,
    );
    await admin.query(`INSERT INTO vault.holds (held, holder) VALUES ('${evidence}', '${one}')`);
    const control = await database.vault();
    expect(await opened(control, one, texts[0] ?? new Uint8Array())).toBe('a name');

    expect(await eraseAgain(admin, list)).toBe(1);
    expect(await eraseAgain(admin, list)).toBe(0);
    expect(await eraseAgain(admin, [])).toBe(0);
    const restored = await database.vault();
    for (const reader of [control, restored]) {
      expect(await reader.opening(one)).toBeUndefined();
      await expect((async () => reader.sealing(one))()).rejects.toThrow(ScopeDestroyed);
    }
    for (const [nth, scope] of [other, evidence].entries())
      expect(await opened(restored, scope, texts[nth + 1] ?? new Uint8Array())).toBe('a name');
    expect(await tombstones(admin)).toEqual(list);
  });

  it('is erased again a page at a time, and only what had come back', async () => {
    const { admin } = database;
    const list = Array.from({ length: 2_500 }, () => ({ scope: newScope(), ...why }));
    const asked = jest.spyOn(admin, 'query');
    const pages = (): number[] =>
      asked.mock.calls
        .filter(([sql]) => String(sql).includes('erase_again'))
        .map(([, values]) => (values as unknown as string[][])[0]?.length ?? 0);
    expect(await eraseAgain(admin, list)).toBe(2_500);
    expect(pages()).toEqual([1_000, 1_000, 500]);
    asked.mockClear();
    const one = { scope: newScope(), ...why };
    expect(await eraseAgain(admin, [...list, one])).toBe(1);
    expect(pages()).toEqual([1]);
    asked.mockRestore();
  });
});
