import { describe, expect, it } from '@jest/globals';
import { policySettings, settingsFrom } from './settings.js';

describe('the settings', () => {
  it('have a default each, but for what only a deployment knows', () => {
    expect(settingsFrom({})).toEqual({
      PORT: 3000,
      HOST: '127.0.0.1',
      PROBITY_BACKUP_RETENTION: 'P35D',
      SMALL_NUMBERS_BELOW: 5,
      PROBITY_DATA: '.data',
      MASTER_KEYS_OLD: [],
      OIDC_AUDIENCE: 'probity',
      PROBITY_POLICY_SETTINGS: '',
      REGISTER_WRITERS: '',
      PUBLIC_REPORTS_PER_MINUTE: 30,
      LOG_LEVEL: 'info',
    });
  });

  it('are taken as given, and what is not a setting is left alone', () => {
    const given = {
      DATABASE_URL: 'postgres://u:p@h:5432/d',
      PROBITY_POLICIES: 'packs',
      OIDC_ISSUER: 'https://id.example/realms/r',
      REGISTER_WRITERS: 'imi=register@imi,other=subject-2',
    };
    expect(settingsFrom({ ...given, PORT: '0', PATH: '/bin', npm_config_x: 'y' })).toMatchObject({ ...given, PORT: 0 });
    expect(settingsFrom({ PATH: '/bin' })).not.toHaveProperty('PATH');
  });

  it('choose for the policies what these leave open: numbers, yes or no, words', () => {
    const said = 'a-college/retention-schedule=P6Y,a-college/window=48,a-college/online=true';
    const settings = settingsFrom({ PROBITY_POLICY_SETTINGS: said });
    expect(policySettings(settings)).toEqual({
      ...{ 'a-college/retention-schedule': 'P6Y', 'a-college/window': 48, 'a-college/online': true },
    });
    expect(policySettings(settingsFrom({}))).toEqual({});
    expect(() => settingsFrom({ PROBITY_POLICY_SETTINGS: 'retention-schedule=P6Y' })).toThrow(
      'PROBITY_POLICY_SETTINGS',
    );
  });

  const port = 'a port, 0 to 65535';
  const database = 'postgres://user:password@host:port/database';
  const provider = 'the URL of an OpenID provider';
  const letters = 'smtp://user:password@host:port or smtps://…, which letters go out by';
  const from = 'whom letters come from: an address, or Name <address>';
  it.each([
    ['PORT', 'abc', port],
    ['PORT', '', port],
    ['PORT', '65536', port],
    ['PORT', '-1', port],
    ['PORT', '0x50', port],
    ['PORT', '80.5', port],
    ['HOST', '', 'an address to listen on'],
    ['DATABASE_URL', '', database],
    ['DATABASE_URL', 'mysql://h/d', database],
    ['DATABASE_URL', 'postgres://[', database],
    ['KEYS_DATABASE_URL', 'mysql://h/d', `${database}, of the keys alone`],
    ['MASTER_KEY_FILE', '', 'a file with 32 bytes as base64'],
    ['TOMBSTONES_FILE', '', 'a file, best on another machine, to which each tombstone is added too'],
    ['PROBITY_DATA', '', 'a directory for the database, the files and the keys'],
    ['PROBITY_POLICIES', '', 'a directory of policy packs beside those that come with Probity, <pack>/<version>/'],
    ['OIDC_ISSUER', 'nonsense', provider],
    ['OIDC_ISSUER', 'ftp://id.example', provider],
    ['PROBITY_SMTP_URL', 'mail.example:25', letters],
    ['PROBITY_MAIL_FROM', 'Probity', from],
    ['PROBITY_MAIL_FROM', 'Probity <letters@probity.example>\nBcc: x@y.example', from],
    ['PUBLIC_REPORTS_PER_MINUTE', '0', 'a whole number from 1'],
    ['LOG_LEVEL', 'loud', 'fatal, error, warn, info, debug or silent'],
  ])('name %s=%s when it is wrong, and say what was expected', (name, value, expected) => {
    expect(() => settingsFrom({ [name]: value })).toThrow(`${name} is ${JSON.stringify(value)}; expected ${expected}`);
  });

  it('say whom letters come from, where they go out', () => {
    const smtp = { PROBITY_SMTP_URL: 'smtps://probity:secret@mail.example' };
    expect(() => settingsFrom(smtp)).toThrow(/^PROBITY_MAIL_FROM is not set, and PROBITY_SMTP_URL is; expected whom/);
    for (const sender of ['letters@probity.example', 'Probity <letters@probity.example>'])
      expect(settingsFrom({ ...smtp, PROBITY_MAIL_FROM: sender })).toMatchObject({ PROBITY_MAIL_FROM: sender });
  });

  it('name all that are wrong, a line each', () => {
    expect(() => settingsFrom({ PORT: 'abc', LOG_LEVEL: 'loud' })).toThrow(/^PORT is .*\nLOG_LEVEL is .*$/);
  });

  it('never repeat a password', () => {
    const wrong = () => settingsFrom({ DATABASE_URL: 'mysql://user:pass@word@h/d' });
    expect(wrong).toThrow(`DATABASE_URL is "mysql://…@h/d"; expected ${database}`);
  });

  it('never repeat a master key', () => {
    const wrong = () => settingsFrom({ MASTER_KEY: `${'k'.repeat(42)}=` });
    expect(wrong).toThrow('MASTER_KEY is "…"; expected 32 bytes as base64');
  });

  it('take the master keys of before as a list', () => {
    const key = `${'k'.repeat(43)}=`;
    expect(settingsFrom({ MASTER_KEY: key, MASTER_KEYS_OLD: ` ${key}, old.key\n` })).toMatchObject({
      MASTER_KEY: key,
      MASTER_KEYS_OLD: [key, 'old.key'],
    });
  });
});
