import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchToken } from './fetch-token.js';
import { startIdentity, type Identity, type IdentityOptions } from './start-identity.js';

const AUDIENCE = 'https://probity.example/api';

describe('the built-in OpenID provider', () => {
  let directory: string;
  let identity: Identity;

  const start = (options: Partial<IdentityOptions> = {}): Promise<Identity> =>
    startIdentity({
      port: 0,
      audience: AUDIENCE,
      people: [{ subject: 'person-ada', name: 'Ada Sample' }],
      keysFile: join(directory, 'keys', 'signing.json'),
      ...options,
    });
  const verify = async (token: string, { issuer } = identity): ReturnType<typeof jwtVerify> => {
    const { jwks_uri: uri } = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as {
      jwks_uri: string;
    };
    return jwtVerify(token, createRemoteJWKSet(new URL(uri)), { issuer, audience: AUDIENCE });
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'probity-identity-'));
    identity = await start();
  });
  afterEach(async () => {
    await identity.stop();
    await rm(directory, { recursive: true });
  });

  it('describes itself', async () => {
    const answer = await fetch(`${identity.issuer}/.well-known/openid-configuration`);
    expect(await answer.json()).toMatchObject({
      issuer: identity.issuer,
      token_endpoint: `${identity.issuer}/token`,
      grant_types_supported: expect.arrayContaining(['urn:probity:grant:sample-person']),
    });
  });

  it('gives a person of the sample a token that verifies against its published keys, for eight hours', async () => {
    const { payload, protectedHeader } = await verify(await fetchToken(identity.issuer, 'person-ada'));
    expect(protectedHeader.alg).toBe('ES256');
    expect(payload).toMatchObject({ sub: 'person-ada', name: 'Ada Sample', aud: AUDIENCE, iss: identity.issuer });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(8 * 60 * 60);
  });

  it('refuses a person whom it does not know', async () => {
    await expect(fetchToken(identity.issuer, 'person-eve')).rejects.toThrow(
      'person-eve: person is in no sample, and in no register here',
    );
  });

  it('refuses another client, and no person at all', async () => {
    const ask = async (fields: Record<string, string>): Promise<unknown> => {
      const body = new URLSearchParams({ grant_type: 'urn:probity:grant:sample-person', ...fields });
      const answer = await fetch(`${identity.issuer}/token`, { method: 'POST', body });
      return { status: answer.status, error: ((await answer.json()) as { error: string }).error };
    };
    expect(await ask({ client_id: 'other', person: 'person-ada' })).toEqual({ status: 401, error: 'invalid_client' });
    expect(await ask({ client_id: 'probity-cli' })).toEqual({ status: 400, error: 'invalid_grant' });
  });

  it('keeps its key to its owner and over a restart, so a token given before is still good', async () => {
    const token = await fetchToken(identity.issuer, 'person-ada');
    const port = Number(new URL(identity.issuer).port);
    await identity.stop();
    expect((await stat(join(directory, 'keys/signing.json'))).mode & 0o777).toBe(0o600);
    identity = await start({ port });
    expect((await verify(token)).payload.sub).toBe('person-ada');
  });

  it('does not accept the key of another provider', async () => {
    const other = await start({ keysFile: join(directory, 'other.json'), issuer: identity.issuer });
    const port = Number(new URL(identity.issuer).port);
    const token = await fetchToken(identity.issuer, 'person-ada');
    await identity.stop();
    identity = await start({ port, keysFile: join(directory, 'other.json') });
    await expect(verify(token)).rejects.toThrow('no applicable key found');
    await other.stop();
  });

  it('names a key file that it cannot read, and a port that is taken', async () => {
    const broken = join(directory, 'broken.json');
    await writeFile(broken, '{"keys":[]}');
    await expect(start({ keysFile: broken })).rejects.toThrow(`${broken} is not a set of signing keys`);
    const port = Number(new URL(identity.issuer).port);
    await expect(start({ port })).rejects.toThrow(`port ${port} is taken`);
  });

  it('answers on this machine alone, under its own name alone', async () => {
    const { port } = new URL(identity.issuer);
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    if (outside) await expect(fetch(`http://${outside.address}:${port}/`)).rejects.toThrow('fetch failed');
    const status = await new Promise((resolve, reject) => {
      request({ port, path: '/.well-known/openid-configuration', headers: { host: `elsewhere.example:${port}` } })
        .on('response', (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });
});
