import { chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterFolder } from './cluster.js';
import { startEmbedded, type Embedded } from './embedded.js';
import { connect } from './roles.js';
import { makeTestCertificate } from './test-certificate.js';

export interface TestTlsServer {
  /** The superuser's, at `localhost`, without a word about TLS. */
  readonly plainUrl: string;
  /** The same, asking for TLS with this root and for the right name. */
  readonly url: string;
  stop(): Promise<void>;
}

/** As `libpq` would be told. */
export const verifiedBy = (plainUrl: string, certificateFile: string): string => {
  const url = new URL(plainUrl);
  url.searchParams.set('sslmode', 'verify-full');
  url.searchParams.set('sslrootcert', certificateFile);
  return url.href;
};

/** A server of its own that takes no connection but over TLS, and says that it is `host`. */
export async function startTestTlsServer(host = 'localhost'): Promise<TestTlsServer> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'probity-tls-'));
  const server = await startEmbedded({ dataDirectory, settings: { fsync: 'off' } });
  const plainUrl = Object.assign(new URL(server.url), { hostname: 'localhost' }).href;
  const certificateFile = join(dataDirectory, 'root.crt');
  const { certificate, privateKey } = makeTestCertificate(host);
  await writeFile(certificateFile, certificate);
  const cluster = clusterFolder(dataDirectory);
  const { uid, gid } = await stat(cluster);
  const give = async (file: string, content: string): Promise<void> => {
    await writeFile(join(cluster, file), content, { mode: 0o600 });
    await chown(join(cluster, file), uid, gid);
  };
  await give('server.crt', certificate);
  await give('server.key', privateKey);
  await give('pg_hba.conf', 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
  await turnOn(server, plainUrl);
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  return { plainUrl, url: verifiedBy(plainUrl, certificateFile), stop };
}

async function turnOn(server: Embedded, plainUrl: string): Promise<void> {
  const pool = connect(server.url, { max: 1 });
  await pool.query('ALTER SYSTEM SET ssl = on');
  await pool.query('SELECT pg_reload_conf()');
  await pool.end();
  // The server reads its settings again when it comes to it.
  for (let waited = 0; waited < 10_000; waited += 25) {
    const plain = connect(plainUrl, { max: 1 });
    const refused = await plain.query('SELECT 1').then(
      () => false,
      () => true,
    );
    await plain.end();
    if (refused) return;
    await sleep(25);
  }
  throw new Error('the server still takes connections without TLS');
}
