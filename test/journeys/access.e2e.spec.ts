import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIdentity, type Identity } from '@probity/identity';
import { intake } from '@probity/intake';
import { Caller, type Reply } from '@probity/standalone';
import type { Running } from '@probity/shell';
import { exportSPKI, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { System } from '../support/system.js';
import { aReport, received } from './a-report.js';
import { beside } from './beside.js';

let system: System;
let provider: Identity;
let running: Running;
let key: JWK;

/** The provider keeps its key in a file, so that the test can sign what the provider would never give out. */
beforeAll(async () => {
  system = await System.start([intake]);
  const keysFile = join(system.data, 'provider.json');
  const people = [{ subject: 'imi-intake', name: 'Intake Officer Sample' }];
  provider = await startIdentity({ port: 0, people, audience: 'probity', keysFile });
  [key] = (JSON.parse(await readFile(keysFile, 'utf8')) as { keys: [JWK] }).keys;
  running = await beside(system, [intake], { OIDC_ISSUER: provider.issuer });
});
afterAll(async () => {
  await running.close();
  await provider.stop();
  await system.stop();
});

const now = (): number => Math.floor(Date.now() / 1_000);
const claims = (more: JWTPayload = {}): JWTPayload => ({
  iss: provider.issuer,
  sub: 'imi-intake',
  aud: 'probity',
  iat: now(),
  exp: now() + 60,
  ...more,
});
const signed = async (payload: JWTPayload, typ: string | undefined = 'at+jwt'): Promise<string> =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', kid: key.kid ?? '', ...(typ === '' ? {} : { typ }) })
    .sign(await importJWK(key, 'ES256'));
const withToken = (token: string | undefined): Promise<Reply> => new Caller(running.url, token).get('/reports');
const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const isUnknown = ({ status, headers, body }: Reply): void => {
  expect({ status, type: body.type }).toEqual({ status: 401, type: '/problems/unauthenticated' });
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
  expect(headers.get('www-authenticate')).toBe('Bearer');
};

describe('who asks', () => {
  it('is known by a token of the provider that is signed, for us, and still valid', async () => {
    expect((await withToken(await signed(claims()))).status).toBe(200);
  });

  it('is not known without a token: 401', async () => isUnknown(await withToken(undefined)));

  it('is not known by garbage: 401', async () => {
    for (const token of ['', 'x', 'a.b.c', 'a.b', `${await signed(claims())}x`, `x${await signed(claims())}`])
      isUnknown(await withToken(token));
    const basic = { headers: { authorization: `Basic ${await signed(claims())}` } };
    isUnknown(await new Caller(running.url).send('GET', '/reports', basic));
  });

  it('is not known by an expired token: 401, and is told so', async () => {
    const reply = await withToken(await signed(claims({ exp: now() - 1 })));
    isUnknown(reply);
    expect(reply.body.detail).toBe('the token has expired');
  });

  it('is not known by a token that never expires, names nobody, or is for another audience: 401', async () => {
    const { exp: _exp, ...endless } = claims();
    const { sub: _sub, ...nobody } = claims();
    const { aud: _aud, ...anywhere } = claims();
    for (const payload of [endless, nobody, anywhere, claims({ aud: 'elsewhere' }), claims({ nbf: now() + 60 })])
      isUnknown(await withToken(await signed(payload)));
  });

  it("is not known by another issuer's token, nor by one in our issuer's name under another key: 401", async () => {
    isUnknown(await withToken(await signed(claims({ iss: system.identity.issuer }))));
    const { privateKey } = await generateKeyPair('ES256');
    for (const header of [{ kid: key.kid ?? '' }, {}])
      isUnknown(
        await withToken(
          await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...header }).sign(privateKey),
        ),
      );
  });

  it('is not known by a token that is not signed, or signed with what everybody knows: 401', async () => {
    isUnknown(await withToken(`${base64({ alg: 'none' })}.${base64(claims())}.`));
    isUnknown(await withToken(`${base64({ alg: 'none' })}.${base64(claims())}.x`));
    const published = await importJWK({ kty: key.kty, crv: key.crv, x: key.x, y: key.y } as JWK, 'ES256', {
      extractable: true,
    });
    const secret = new TextEncoder().encode(await exportSPKI(published as Parameters<typeof exportSPKI>[0]));
    const header = { alg: 'HS256', typ: 'at+jwt' };
    isUnknown(await withToken(await new SignJWT(claims()).setProtectedHeader(header).sign(secret)));
  });

  it('is not known by what is signed for another purpose, such as an ID token: 401', async () => {
    for (const typ of ['JWT', 'logout+jwt', '']) isUnknown(await withToken(await signed(claims(), typ)));
    expect((await withToken(await signed(claims(), 'application/at+jwt'))).status).toBe(200);
  });

  it('is known where the provider is written with a slash at its end', async () => {
    const slashed = await beside(system, [intake], { OIDC_ISSUER: `${provider.issuer}/` });
    try {
      for (const iss of [provider.issuer, `${provider.issuer}/`])
        expect((await new Caller(slashed.url, await signed(claims({ iss }))).get('/reports')).status).toBe(200);
    } finally {
      await slashed.close();
    }
  });

  it("is not known as an institution's first writer once it has a register: 401", async () => {
    const written = await beside(system, [intake], { REGISTER_WRITERS: 'imi=stranger' });
    try {
      const stranger = await system.as('stranger', written.url);
      isUnknown(await stranger.put('/registers/imi', {}));
    } finally {
      await written.close();
    }
  });

  it('is not known when no register has them: 401', async () => {
    isUnknown(await (await system.as('stranger')).get('/reports'));
  });

  it('cannot be said while the provider does not answer, or has no keys to give: 503 with Retry-After', async () => {
    const half = createServer((request, response) => {
      const described = request.url === '/.well-known/openid-configuration';
      response.statusCode = described ? 200 : 500;
      response.end(JSON.stringify({ jwks_uri: `http://${request.headers.host}/keys` }));
    }).listen(0, '127.0.0.1');
    await once(half, 'listening');
    try {
      for (const issuer of ['http://127.0.0.1:9', `http://127.0.0.1:${(half.address() as AddressInfo).port}`]) {
        const lost = await beside(system, [intake], { OIDC_ISSUER: issuer });
        const reply = await new Caller(lost.url, await signed(claims())).get('/reports');
        await lost.close();
        expect({ status: reply.status, type: reply.body.type }).toEqual({ status: 503, type: '/problems/unavailable' });
        expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    } finally {
      half.close();
    }
  });
});

describe('what an office may not do', () => {
  it('is 403, and says which permission is wanting', async () => {
    const { path } = await received(system.anyone());
    const lead = await system.as('imi-lead');
    const reply = await lead.post(`${path}/acknowledgement`, { notice: 'We have it.' }, { ifMatch: '"1"' });
    expect({ status: reply.status, ...reply.body }).toMatchObject({
      status: 403,
      type: '/problems/not-permitted',
      permission: 'report.acknowledge',
      offices: ['investigator'],
    });
    const officer = await system.as('imi-intake');
    expect((await officer.get(path)).headers.get('etag')).toBe('"1"');
  });

  it('is 403 before anything is said of what was sent', async () => {
    const { path } = await received(system.anyone());
    const lead = await system.as('imi-lead');
    const reply = await lead.send('POST', `${path}/scope`, {
      headers: { 'content-type': 'application/json' },
      body: '{"unknown":true}',
    });
    expect(reply.status).toBe(403);
  });

  it('is 403 for what there is at their institution, and 404 for what there is not', async () => {
    const { path } = await received(system.anyone());
    const certificates = await system.as('imi-certificates');
    expect((await certificates.get(path)).status).toBe(403);
    expect((await certificates.get(`/reports/${randomUUID()}`)).status).toBe(404);
  });
});

describe('an institution whose policy is not in force', () => {
  beforeAll(() => system.clock.set('2020-01-06T09:00:00Z'));
  afterAll(() => system.clock.set(new Date().toISOString()));

  it('is not on the page, which comes all the same', async () => {
    const page = await system.anyone().get('/');
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('Malpractice / Maladministration Policy');
  });

  it('has nothing here for its people: 404', async () => {
    const reply = await (await system.as('imi-intake')).get('/reports');
    expect({ status: reply.status, type: reply.body.type }).toEqual({ status: 404, type: '/problems/not-found' });
  });

  it('receives no report: 422 that names it', async () => {
    const reply = await system.anyone().post('/reports', await aReport());
    expect({ status: reply.status, type: reply.body.type }).toEqual({ status: 422, type: '/problems/invalid' });
    expect(reply.body.errors).toEqual([
      { field: '/institution', code: 'no-policy-in-force', says: expect.any(String) },
    ]);
  });
});

describe('the public route', () => {
  it('takes so many reports a minute from one address, and then 429 with Retry-After', async () => {
    const slow = await beside(system, [intake], { PUBLIC_REPORTS_PER_MINUTE: '3' });
    try {
      const anyone = new Caller(slow.url);
      const statuses: number[] = [];
      for (let nth = 0; nth < 3; nth += 1) statuses.push((await anyone.post('/reports', await aReport())).status);
      expect(statuses).toEqual([201, 201, 201]);
      const reply = await anyone.post('/reports', await aReport());
      expect({ status: reply.status, type: reply.body.type }).toEqual({
        status: 429,
        type: '/problems/too-many-requests',
      });
      expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(reply.headers.get('retry-after'))).toBeLessThanOrEqual(60);
      const officer = await system.as('imi-intake', slow.url);
      for (let nth = 0; nth < 10; nth += 1) expect((await officer.get('/reports')).status).toBe(200);
    } finally {
      await slow.close();
    }
  });
});
