import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, ensureDatabase } from './roles.js';
import { makeTestCertificate } from './test-certificate.js';
import { startTestTlsServer, type TestTlsServer, verifiedBy } from './test-tls-server.js';

const OVER_TLS = 'SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()';

const tries = async (url: string): Promise<unknown> => {
  const pool = connect(url, { max: 1 });
  return pool
    .query(OVER_TLS)
    .then(({ rows }) => rows[0] as unknown)
    .catch((error: Error) => error.message)
    .finally(() => pool.end());
};

describe('a connection over TLS', () => {
  let server: TestTlsServer;
  let elsewhere: TestTlsServer;
  let directory: string;
  beforeAll(async () => {
    [server, elsewhere] = await Promise.all([startTestTlsServer(), startTestTlsServer('elsewhere.example')]);
    directory = await mkdtemp(join(tmpdir(), 'probity-tls-'));
  }, 60_000);
  afterAll(async () => {
    await Promise.all([server.stop(), elsewhere.stop(), rm(directory, { recursive: true })]);
  });

  it('is had where the address asks for it, to the database of a name as well', async () => {
    expect(await tries(server.url)).toEqual({ ssl: true, version: 'TLSv1.3' });
    expect(await tries(await ensureDatabase(server.url, 'another'))).toEqual({ ssl: true, version: 'TLSv1.3' });
  });

  it('is the only one that the server takes (the control)', async () => {
    expect(await tries(server.plainUrl)).toMatch(/no pg_hba.conf entry .* no encryption/);
  });

  it('is refused to a server whose certificate another root has signed', async () => {
    const other = join(directory, 'other.crt');
    await writeFile(other, makeTestCertificate('localhost').certificate);
    expect(await tries(verifiedBy(server.plainUrl, other))).toMatch(/self-signed certificate|signature failure/);
  });

  it('is refused to a server whose certificate is for another name', async () => {
    expect(await tries(elsewhere.url)).toMatch(/Hostname\/IP does not match certificate's altnames/);
  });

  it('is tested with a certificate that is what it says', () => {
    const read = new X509Certificate(makeTestCertificate('localhost').certificate);
    expect([read.checkHost('localhost'), read.checkHost('elsewhere.example')]).toEqual(['localhost', undefined]);
    expect([read.verify(read.publicKey), read.ca]).toEqual([true, true]);
  });
});
