import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kafkaSettingsFrom, KafkaSettingsWrong, principalsFrom, topicSettingsFrom } from './settings-from.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'probity-settings-'));
  await writeFile(join(directory, 'password'), 'of a file\n');
  await writeFile(join(directory, 'empty'), '\n');
  await writeFile(join(directory, 'no.pem'), 'no certificate');
});
afterAll(() => rm(directory, { recursive: true }));

const refusal = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(KafkaSettingsWrong);
    return (error as Error).message;
  }
  throw new Error('it was taken');
};

const brokers = { KAFKA_BROKERS: 'one:9092, two:9092' };

describe('the settings of a broker', () => {
  it('are none where no broker is named', () => {
    expect(kafkaSettingsFrom({ OTHER: '1' })).toBeUndefined();
  });

  it('are brokers, a prefix, and no more on a network that is trusted', () => {
    expect(kafkaSettingsFrom(brokers)).toEqual({
      brokers: ['one:9092', 'two:9092'],
      prefix: 'probity',
      compression: 'gzip',
    });
  });

  it('speak TLS where there is a password, unless they say otherwise', () => {
    const known = { ...brokers, KAFKA_SASL_USERNAME: 'intake', KAFKA_SASL_PASSWORD_FILE: join(directory, 'password') };
    const sasl = { mechanism: 'scram-sha-512', username: 'intake', password: 'of a file' };
    expect(kafkaSettingsFrom(known)).toMatchObject({ sasl, tls: {} });
    expect(kafkaSettingsFrom({ ...known, KAFKA_TLS: 'no' })).not.toHaveProperty('tls');
    expect(kafkaSettingsFrom({ ...brokers, KAFKA_TLS: 'yes' })).toMatchObject({ tls: {} });
  });

  it.each([
    [{ KAFKA_BROKERS: '' }, 'KAFKA_BROKERS is "", '],
    [{ KAFKA_BROKERS: 'kafka' }, 'KAFKA_BROKERS is "kafka"; expected host:port'],
    [{ KAFKA_PREFIX: 'a b' }, 'KAFKA_PREFIX is "a b"; expected letters'],
    [{ KAFKA_TLS: 'true' }, 'KAFKA_TLS is "true"; expected yes or no'],
    [{ KAFKA_SASL_MECHANISM: 'plain' }, 'KAFKA_SASL_MECHANISM is "plain"; expected scram-sha-512'],
    [{ KAFKA_SASL_USERNAME: 'intake' }, 'KAFKA_SASL_PASSWORD is not set, and KAFKA_SASL_USERNAME is'],
    [{ KAFKA_SASL_PASSWORD: 'secret' }, 'KAFKA_SASL_USERNAME is not set, and its password is'],
    [{ KAFKA_COMPRESSION: 'zstd' }, 'KAFKA_COMPRESSION is "zstd"; expected gzip or none'],
  ])('names what is wrong: %j', (wrong, told) => {
    const message = refusal(() => kafkaSettingsFrom({ ...brokers, ...wrong }));
    expect(message).toContain(told.replace(/, $/, ''));
    expect(message).not.toContain('secret');
  });

  it('names a file that cannot be used', () => {
    const user = { ...brokers, KAFKA_SASL_USERNAME: 'intake' };
    const password = (KAFKA_SASL_PASSWORD_FILE: string, more = {}): string =>
      refusal(() => kafkaSettingsFrom({ ...user, ...more, KAFKA_SASL_PASSWORD_FILE }));
    expect(password('/nowhere')).toContain('KAFKA_SASL_PASSWORD_FILE is "/nowhere", which cannot be read (ENOENT)');
    expect(password(join(directory, 'empty'))).toContain('which is empty');
    expect(password(join(directory, 'password'), { KAFKA_SASL_PASSWORD: 'x' })).toContain('KAFKA_SASL_PASSWORD is set');
    const authority = (file: string): string =>
      refusal(() => kafkaSettingsFrom({ ...brokers, KAFKA_TLS_CA_FILE: file }));
    expect(authority('/nowhere')).toContain('KAFKA_TLS_CA_FILE is "/nowhere", which cannot be read (ENOENT)');
    expect(authority(join(directory, 'no.pem'))).toContain('which holds no certificate');
    const inClear = { ...brokers, KAFKA_TLS: 'no', KAFKA_TLS_CA_FILE: '/any' };
    expect(refusal(() => kafkaSettingsFrom(inClear))).toContain('KAFKA_TLS is "no", and KAFKA_TLS_CA_FILE is set');
  });

  it('names all that is wrong at once', () => {
    const message = refusal(() => kafkaSettingsFrom({ KAFKA_BROKERS: 'kafka', KAFKA_PARTITIONS: '0' }));
    expect(message.split('\n').map((line) => line.split(' ')[0])).toEqual(['KAFKA_BROKERS', 'KAFKA_PARTITIONS']);
  });
});

describe('the settings of topics', () => {
  it('are twelve partitions on three brokers, two of which have what is acknowledged, for ever', () => {
    expect(topicSettingsFrom({})).toEqual({ partitions: 12, replication: 3, minInsync: 2, retention: null });
  });

  it('may be others', () => {
    const day = 86_400_000;
    expect(topicSettingsFrom({ KAFKA_REPLICATION: '1', KAFKA_PARTITIONS: '4', KAFKA_RETENTION: 'P1W2DT3H' })).toEqual({
      ...{ partitions: 4, replication: 1, minInsync: 1 },
      retention: 9 * day + day / 8,
    });
  });

  it.each([
    [{ KAFKA_PARTITIONS: '0' }, 'KAFKA_PARTITIONS is "0"; expected a whole number from 1'],
    [{ KAFKA_REPLICATION: 'two' }, 'KAFKA_REPLICATION is "two"; expected a whole number'],
    [{ KAFKA_REPLICATION: '2', KAFKA_MIN_INSYNC: '3' }, 'KAFKA_MIN_INSYNC is "3", and KAFKA_REPLICATION is 2'],
    [{ KAFKA_RETENTION: 'P1Y' }, 'KAFKA_RETENTION is "P1Y"; expected forever, or an ISO 8601 duration'],
    [{ KAFKA_RETENTION: 'PT' }, 'KAFKA_RETENTION is "PT"; expected forever'],
    [{ KAFKA_RETENTION: 'P1DT' }, 'KAFKA_RETENTION is "P1DT"; expected forever'],
    [{ KAFKA_RETENTION: 'P0D' }, 'KAFKA_RETENTION is "P0D"; expected forever'],
  ])('names what is wrong: %j', (wrong, told) => {
    expect(refusal(() => topicSettingsFrom(wrong))).toContain(told);
  });
});

it('the name of every service at the brokers has the service in it', () => {
  expect(principalsFrom({})).toBe('probity-{service}');
  expect(principalsFrom({ KAFKA_PRINCIPALS: 'CN={prefix}.{service}' })).toBe('CN={prefix}.{service}');
  expect(refusal(() => principalsFrom({ KAFKA_PRINCIPALS: 'probity' }))).toContain('KAFKA_PRINCIPALS is "probity"');
});
