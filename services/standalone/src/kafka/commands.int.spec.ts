import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Cluster, startCluster, whereThereIsABroker } from '@probity/kafka';
import { busMigrations } from '@probity/messaging';
import { connect, createTestDatabase, migrate } from '@probity/postgres';
import { run } from './commands.js';

const describeOverBroker = await whereThereIsABroker(describe);

const brokers = { KAFKA_BROKERS: '127.0.0.1:1' };

const asked = async (environment: NodeJS.ProcessEnv, ...words: readonly string[]) => {
  const lines: string[] = [];
  const fits = await run(words, environment, (line) => lines.push(line));
  return { fits, lines };
};

describe('npm run kafka -- acls', () => {
  it('prints what each service needs, and nothing else', async () => {
    const { fits, lines } = await asked({ ...brokers, KAFKA_PRINCIPALS: '{prefix}/{service}' }, 'acls');
    expect(fits).toBe(true);
    expect(lines.filter((line) => line.startsWith('User:probity/investigation '))).toEqual([
      'User:probity/investigation  WRITE, DESCRIBE, DESCRIBE_CONFIGS on topics probity.investigation.v*',
      'User:probity/investigation  READ, DESCRIBE, DESCRIBE_CONFIGS on topics probity.intake.v*',
      'User:probity/investigation  READ, DESCRIBE, DESCRIBE_CONFIGS on topics probity.records.v*',
      'User:probity/investigation  READ on groups probity.investigation*',
    ]);
    expect(lines).toContain(
      'User:probity/records  WRITE, DESCRIBE, DESCRIBE_CONFIGS, READ on topics probity.records.v*',
    );
    expect(lines.filter((line) => line.includes('WRITE'))).toHaveLength(6);
  });
});

describe('npm run kafka', () => {
  it.each([
    [[], brokers, 'NotUnderstood', 'Say what.'],
    [['toString'], brokers, 'NotUnderstood', 'toString is not understood'],
    [['topics', '--sett'], brokers, 'NotUnderstood', '--sett is not understood here'],
    [['rebuild'], brokers, 'NotUnderstood', 'Say which: all, intake, investigation, '],
    [['rebuild', 'console'], brokers, 'NotUnderstood', 'Say which: all, intake, '],
    [['rebuild', 'intake'], brokers, 'SettingsWrong', 'DATABASE_URL is not set'],
    [['rebuild', 'all'], {}, 'SettingsWrong', 'KAFKA_BROKERS is not set'],
    [['topics'], {}, 'SettingsWrong', 'KAFKA_BROKERS is not set'],
    [['topics'], { ...brokers, KAFKA_PARTITIONS: 'x' }, 'KafkaSettingsWrong', 'KAFKA_PARTITIONS is "x"'],
    [
      ['rebuild', 'all'],
      { ...brokers, DATABASE_URL: 'postgres://127.0.0.1:1/none' },
      'SettingsWrong',
      'which cannot be used (',
    ],
  ])('%j says what it did not take', async (words, environment, name, message) => {
    const refused = asked(environment, ...words);
    await expect(refused).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });
});

describeOverBroker('npm run kafka at a broker', () => {
  let directory: string;
  let cluster: Cluster;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'probity-kafka-'));
    cluster = await startCluster({ dataDirectory: directory });
  }, 120_000);
  afterAll(async () => {
    await cluster.stop();
    await rm(directory, { recursive: true });
  });

  const here = () => ({ KAFKA_BROKERS: cluster.addresses.join(), KAFKA_PARTITIONS: '2', KAFKA_REPLICATION: '1' });

  it('makes the topics of all services, and fails where they do not fit', async () => {
    const made = await asked(here(), 'topics');
    expect(made.fits).toBe(true);
    expect(made.lines).toHaveLength(6);
    expect(made.lines).toContain('probity.regulator-notification.v1  made');
    const others = await asked({ ...here(), KAFKA_PARTITIONS: '3', KAFKA_RETENTION: 'P1D' }, 'topics', '--set');
    expect(others.fits).toBe(false);
    expect(others.lines.slice(0, 2)).toEqual([
      'probity.intake.v1  set, and does not fit:',
      expect.stringContaining('has 2 partitions, and KAFKA_PARTITIONS is 3; it keeps them'),
    ]);
    expect(await asked({ ...here(), KAFKA_RETENTION: 'P1D' }, 'topics')).toMatchObject({ fits: true });
  });

  it('asks the services to publish everything anew', async () => {
    const database = await createTestDatabase();
    const pool = connect(database.url);
    try {
      const environment = { ...here(), DATABASE_URL: database.url };
      await expect(asked(environment, 'rebuild', 'all')).rejects.toThrow('no service has run on it yet');
      await migrate(pool, busMigrations);
      await asked(environment, 'rebuild', 'hearings');
      const { lines } = await asked(environment, 'rebuild', 'all');
      expect(lines).toEqual(['Asked: every service publishes everything anew, once it runs.']);
      const { rows } = await pool.query('select source, case_id from bus.asked_again');
      expect(rows).toHaveLength(6);
      expect(rows).toContainEqual({ source: 'hearings', case_id: '' });
    } finally {
      await pool.end();
      await database.drop();
    }
  });
});
