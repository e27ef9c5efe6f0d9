import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIdentity, type Identity } from '@probity/identity';
import { createTestDatabase, type TestDatabase } from '@probity/postgres';
import { Deployment, logOf, report } from './deployment.js';
import { ask, askAs } from './http.js';
import { build, killAll, nobodyOn, processesOn, Program, root } from './program.js';

// Each starts real programs, which takes seconds where others are at work too.
jest.setTimeout(90_000);

beforeAll(build);

let place: Deployment;
beforeAll(async () => {
  place = await Deployment.make();
});
afterEach(killAll);
afterAll(() => place.remove());

/** It stops with 1, without a stack, and nothing is left running. */
const refuses = async (program: Program): Promise<void> => {
  expect(await program.ended).toBe(1);
  expect(program.output).not.toMatch(/^\s+at /m);
  await nobodyOn(place.data);
};

describe('a wrong setting names itself, says what was expected, and stops the program', () => {
  it('each in a line, when they cannot be meant', async () => {
    const wrong = { PORT: 'abc', DATABASE_URL: 'mysql://u:secret@h/d', OIDC_ISSUER: 'nonsense', LOG_LEVEL: 'loud' };
    const program = place.program(wrong);
    await refuses(program);
    expect(program.output.trimEnd().split('\n')).toEqual([
      'PORT is "abc"; expected a port, 0 to 65535',
      'DATABASE_URL is "mysql://…@h/d"; expected postgres://user:password@host:port/database',
      'OIDC_ISSUER is "nonsense"; expected the URL of an OpenID provider',
      'LOG_LEVEL is "loud"; expected fatal, error, warn, info, debug or silent',
    ]);
  });

  const file = import.meta.filename;
  it.each([
    ['PROBITY_DATA', file, `PROBITY_DATA is "${file}", which cannot be written (`],
    [
      'DATABASE_URL',
      'postgres://u:secret@127.0.0.1:1/d',
      'DATABASE_URL is "postgres://…@127.0.0.1:1/d", which cannot be',
    ],
  ])('%s=%s, which cannot be used', async (name, value, says) => {
    const program = place.program({ [name]: value });
    await refuses(program);
    expect(program.output.split('\n')).toEqual([expect.stringContaining(says), '']);
    expect(program.output).not.toContain('secret');
  });

  it.each([
    ['PORT', 0, (port: number) => `PORT is ${port}, and something listens there; expected a free port\n`],
    ['the port after PORT', 1, (port: number) => `PORT is ${port}, and sign-in needs the next `],
  ])('%s, when it is taken', async (_, offset, says) => {
    const taken = await listening(place.port + offset);
    const program = place.program();
    await refuses(program);
    expect(program.output).toContain(says(place.port));
    taken.close();
  });
});

const listening = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

describe('DATABASE_URL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('is where everything is kept, with no PostgreSQL of our own; a second start on the same data stops', async () => {
    const program = await place.start({ DATABASE_URL: database.url });
    const { status, body } = await report(place.url);
    expect(status).toBe(201);
    const streams = (await logOf(database.url)).map(({ stream }) => stream);
    expect(streams).toContain(`report-${(body as { id: string }).id}`);
    expect(processesOn(place.data)).toEqual([]);

    const second = place.program({ DATABASE_URL: database.url, PORT: '0' });
    expect(await second.ended).toBe(1);
    expect(second.output).toContain(`is already running on the data in ${place.data} (process ${program.pid})`);
    expect(await program.end('SIGTERM')).toBe(0);
  });
});

describe('PROBITY_POLICIES', () => {
  const act = 'imi/9/acts/report.yaml';
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'probity-packs-'));
    await cp(join(root, 'libs/policy-packs/packs/imi/8'), join(folder, 'imi/9'), { recursive: true });
    const identity = join(folder, 'imi/9/identity.yaml');
    const text = await readFile(identity, 'utf8');
    await writeFile(identity, text.replace("version: '8'", "version: '9'").replace(/from: .*/, "from: '2030-01-01'"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Changes the line that first matches after the last one changed. @returns its number */
  const change = (lines: string[], from: number, found: RegExp, put: string): number => {
    const at = lines.findIndex((line, index) => index > from && found.test(line));
    lines[at] = (lines[at] ?? '').replace(found, put);
    return at;
  };

  it('keeps the program from starting when a pack is wrong, with file, line and clause', async () => {
    const file = join(folder, act);
    const lines = (await readFile(file, 'utf8')).split('\n');
    const fact = change(lines, 0, /holds: .*/, 'holds: report.neverHeardOf');
    const type = change(lines, fact + 8, /holds: .*/, 'holds: 1.0 + 1.0');
    const clause = change(lines, type + 8, /clauses: \[(.*)\]/, 'clauses: [$1, IMI/never/written]');
    await writeFile(file, lines.join('\n'));
    const program = place.program({ PROBITY_POLICIES: folder });
    await refuses(program);
    const told = program.output.trimEnd().split('\n');
    expect(told).toEqual([
      expect.stringMatching(new RegExp(`^${act}:${fact + 1}:\\d+: \\[IMI/.*neverHeardOf`)),
      expect.stringMatching(new RegExp(`^${act}:${type + 1}:\\d+: \\[IMI/.*double`)),
      expect.stringMatching(new RegExp(`^${act}:${clause + 1}:\\d+: \\[IMI/.*IMI/never/written`)),
    ]);
  });
});

describe('a service alone', () => {
  let database: TestDatabase;
  let identity: Identity;
  beforeAll(async () => {
    database = await createTestDatabase();
    identity = await startIdentity({ port: 0, people: [{ subject: 'imi-lead', name: 'Sample' }], audience: 'probity' });
  });
  afterAll(async () => {
    await identity.stop();
    await database.drop();
  });

  it('serves its own routes and no other service’s', async () => {
    const intake = Program.run('npm', ['run', 'start:intake'], {
      ...place.environment,
      DATABASE_URL: database.url,
      OIDC_ISSUER: identity.issuer,
    });
    expect(await intake.url()).toBe(place.url);
    expect((await report(place.url)).status).toBe(201);
    const { body } = await ask(`${place.url}/openapi.json`);
    const paths = Object.keys((body as { paths: object }).paths);
    expect(paths).toContain('/reports');
    expect(paths.filter((path) => path.includes('hearing'))).toEqual([]);
    const hearing = `${place.url}/cases/01a20133-d04a-76fe-9a30-29ffe38c7716/hearing`;
    expect((await askAs('imi-lead', identity.issuer, hearing)).status).toBe(404);
    expect(processesOn(place.data)).toEqual([]);
    expect(await intake.end('SIGTERM')).not.toBe(1);
  });

  it('names DATABASE_URL when it is missing', async () => {
    const intake = Program.node('services/intake/dist/main.js', { ...place.environment, OIDC_ISSUER: identity.issuer });
    expect(await intake.ended).toBe(1);
    expect(intake.output).toBe('DATABASE_URL is not set; expected postgres://user:password@host:port/database\n');
  });
});
