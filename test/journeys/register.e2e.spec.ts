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
