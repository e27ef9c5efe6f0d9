import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { intake } from '@probity/intake';
import { sampleRegister, type Body, type Caller, type Reply } from '@probity/standalone';
import { System } from '../support/system.js';

let system: System;
let registry: Caller;

beforeAll(async () => {
  system = await System.start([intake]);
  registry = await system.as('imi-registry');
});
afterAll(() => system.stop());

const is = ({ status, body }: Reply, expected: number, code: string): void =>
  expect({ status, type: body.type }).toEqual({ status: expected, type: `/problems/${code}` });

describe('a register that is uploaded', () => {
  const learner = (nth: number): object => ({
    id: `X-${nth}`,
    name: 'Learner Example '.repeat(8),
    dateOfBirth: '2001-02-03',
    registrationNumber: `R-${nth}`,
    centre: 'C-1042',
  });
  const withLearners = async (many: number): Promise<Body> => {
    const register = await sampleRegister();
    return { ...register, learners: [...register.learners, ...Array.from({ length: many }, (_, nth) => learner(nth))] };
  };

  it('of a whole institution is taken, though no other route would take as much', async () => {
    const register = await withLearners(20_000);
    expect(JSON.stringify(register).length).toBeGreaterThan(4_000_000);
    expect(await registry.put('/registers/imi', register)).toMatchObject({ status: 200, body: { changed: true } });
    expect(await registry.put('/registers/imi', await sampleRegister())).toMatchObject({ status: 200 });
  });

  it('of more than 32 MiB: 413', async () => {
    is(await registry.put('/registers/imi', await withLearners(170_000)), 413, 'too-large');
  });

  it('that is not JSON, or holds what cannot be stored: as any other body', async () => {
    const put = (body: string): Promise<Reply> =>
      registry.send('PUT', '/registers/imi', { headers: { 'content-type': 'application/json' }, body });
    is(await put('{"institution":'), 400, 'malformed-json');
    const text = await put(String.raw`{"institution":{"id":"imi","name":"a\u0000b"}}`);
    is(text, 422, 'invalid');
    expect(text.body.errors).toEqual([expect.objectContaining({ field: '/institution/name', code: 'nul' })]);
    const faults = await registry.put('/registers/imi', {
      ...(await sampleRegister()),
      learners: Array.from({ length: 5_000 }, () => ({})),
    });
    is(faults, 422, 'invalid');
    expect(faults.body.errors).toHaveLength(100);
  });

  it('of somebody without an account is not read: 401, however large', async () => {
    expect((await system.anyone().put('/registers/imi', await withLearners(20_000))).status).toBe(401);
  });
});

describe('a table of a register that is uploaded', () => {
  const put = (
    table: string,
    body: string | Uint8Array<ArrayBuffer>,
    type = 'text/csv',
    who = registry,
  ): Promise<Reply> => who.send('PUT', `/registers/imi/${table}`, { headers: { 'content-type': type }, body });
  const header = 'id,name,career';

  it('as CSV or as JSON Lines takes the place of that table alone', async () => {
    const { status, body } = await put(
      'students',
      `\ufeff${header}\r\nS-1,One,undergraduate\r\nS-2,Two,undergraduate\r\n`,
      'text/csv; charset=utf-8',
    );
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        digest: expect.stringMatching(/^sha256:/),
        receivedAt: expect.any(String),
        changed: true,
        lines: 2,
        kept: 2,
        dropped: [],
        faults: [],
        faultsInAll: 0,
      },
    });
    const rows = ['S-1,One', 'S-2,Two']
      .map((row) => row.split(','))
      .map(([id, name]) => ({ id, name, career: 'undergraduate' }));
    const same = await put('students', rows.map((row) => JSON.stringify(row)).join('\n'), 'application/x-ndjson');
    expect(same).toMatchObject({ status: 200, body: { changed: false, digest: body.digest, kept: 2 } });
  });

  it('names every bad line, and changes nothing: 422', async () => {
    const reply = await put(
      'students',
      `${header},email\nS-1,One,undergraduate,\nS-2,Secret,undergraduate,nowhere\nS-1,Three,undergraduate,`,
    );
    is(reply, 422, 'invalid');
    expect(reply.body).toMatchObject({ lines: 3, faultsInAll: 2 });
    expect(reply.body.errors).toEqual([
      { field: '/lines/3/email', code: 'invalid-format', says: 'an e-mail address is expected' },
      { field: '/lines/4/id', code: 'stands-twice', says: expect.stringContaining('line 2') },
    ]);
    expect(JSON.stringify(reply.body)).not.toMatch(/Secret|nowhere/);
  });

  it('keeps the good ones where that is asked for', async () => {
    const many = Array.from({ length: 150 }, (_, nth) => `B-${nth},,undergraduate`).join('\n');
    const reply = await put('students?keep=good', `${header}\nS-9,Nine,undergraduate\n${many}`);
    expect(reply).toMatchObject({ status: 200, body: { changed: true, lines: 151, kept: 1, faultsInAll: 150 } });
    expect(reply.body.faults).toHaveLength(100);
    expect(reply.body.faults[0]).toEqual({ line: 3, field: '/name', code: 'required', says: 'is required' });
    is(await put('students?keep=all', `${header}\nS-9,Nine,undergraduate`), 422, 'invalid');
  });

  it('cannot take away what another table refers to', async () => {
    const reply = await put('learners?keep=good', 'id,name,dateOfBirth,registrationNumber,centre');
    is(reply, 422, 'invalid');
    expect(reply.body.errors[0]).toMatchObject({ field: '/certificates/0/learner', code: 'loses-reference' });
  });

  it('is of this institution, of a kind that there is, in UTF-8, from its registry, and of 32 MiB at most', async () => {
    is(await put('salaries', header), 404, 'not-found');
    is(
      await registry.send('PUT', '/registers/northmoor/students', { headers: { 'content-type': 'text/csv' } }),
      404,
      'not-found',
    );
    is(await put('students', '{}', 'application/json'), 415, 'media-type');
    is(await put('students', header, 'text/csv; charset=iso-8859-1'), 415, 'media-type');
    is(await put('students', header, 'text/plain'), 415, 'media-type');
    is(await put('students', header, 'text/csv', await system.as('imi-quality-manager')), 403, 'not-permitted');
    is(await put('students', header, 'text/csv', system.anyone()), 401, 'unauthenticated');
    is(await put('students', `${header}\n${'x'.repeat(33_554_432)}`), 413, 'too-large');
    is(await put('students', ''), 422, 'invalid');
  });
});
