import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@probity/postgres';
import { settingsFrom, SettingsWrong } from './settings.js';
import { checkDatabase, checkPacks, listenFailure, prepareData } from './start-checks.js';

const settings = settingsFrom({});

describe('what is looked at before a start', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'probity-start-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('makes the data directory for its owner alone', async () => {
    const made = join(folder, 'some', 'data');
    await prepareData({ ...settings, PROBITY_DATA: made });
    await prepareData({ ...settings, PROBITY_DATA: made });
    expect(await readdir(made)).toEqual([]);
    expect((await stat(made)).mode & 0o777).toBe(0o700);
  });

  it('refuses a data directory that is a file, or cannot be made', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    for (const PROBITY_DATA of [file, join(file, 'below'), '/dev/null/data']) {
      const refused = prepareData({ ...settings, PROBITY_DATA });
      await expect(refused).rejects.toThrow(SettingsWrong);
      await expect(refused).rejects.toThrow(`PROBITY_DATA is "${PROBITY_DATA}", which cannot be written (`);
    }
  });

  it('refuses packs that are not there, or none', async () => {
    await expect(checkPacks(join(folder, 'nowhere'))).rejects.toThrow(
      /^PROBITY_POLICIES is .*, which cannot be read \(ENOENT/,
    );
    await expect(checkPacks(await mkdtemp(join(folder, 'empty-')))).rejects.toThrow(
      /^PROBITY_POLICIES is .*, which is empty;/,
    );
  });

  it.each([
    ['that nobody serves', { port: '1' }, 'ECONNREFUSED'],
    ['that does not exist', { pathname: '/none_such' }, 'database "none_such" does not exist'],
    ['that refuses the password', { password: 'guessed' }, 'password authentication failed'],
  ])('refuses a database %s, and keeps the password to itself', async (_, change, reason) => {
    const url = Object.assign(new URL(process.env['TEST_DATABASE_URL'] ?? ''), change);
    const pool = connect(url.href, { max: 1 });
    const refused = checkDatabase(url.href, pool);
    await expect(refused).rejects.toThrow(SettingsWrong);
    await expect(refused).rejects.toThrow(reason);
    await expect(refused).rejects.not.toThrow(url.password);
    await pool.end();
  });

  it.each([
    ['EADDRINUSE', 'PORT is 3000, and something listens there; expected a free port'],
    ['EACCES', 'PORT is 3000, which this user may not listen on'],
    ['EADDRNOTAVAIL', 'HOST is "127.0.0.1", which is not this machine\'s'],
  ])('says what %s means', (code, says) => {
    expect(listenFailure(Object.assign(new Error('listen'), { code }), settings)).toMatchObject({
      name: 'SettingsWrong',
      message: expect.stringContaining(says),
    });
  });

  it('leaves any other failure as it is', () => {
    const other = new Error('something else');
    expect(listenFailure(other, settings)).toBe(other);
  });
});
