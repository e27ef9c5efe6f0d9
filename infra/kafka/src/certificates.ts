import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BrokerNotToBeHad } from './jars.js';

export interface Certificates {
  /** PEM: whom clients and nodes trust. */
  readonly authorityFile: string;
  /** PEM: key and certificate of every node. */
  readonly nodeFile: string;
}

/** The nodes' subject: by it they know each other. */
export const nodeSubject = 'CN=probity-kafka';

const extensions = `[req]
distinguished_name = none
[none]
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[node]
basicConstraints = CA:FALSE
subjectAltName = IP:127.0.0.1,DNS:localhost
`;

const days = '3650';
const kept: readonly string[] = ['ca.pem', 'node.pem'];

/**
 * For brokers of this machine: kept in a directory that is there or made, and an authority of their own whose key nobody keeps.
 * @throws BrokerNotToBeHad without openssl
 */
export async function keptCertificates(directory: string): Promise<Certificates> {
  if (!existsSync(directory)) await makeCertificates(directory);
  return { authorityFile: join(directory, 'ca.pem'), nodeFile: join(directory, 'node.pem') };
}

/** Under another name first: what was made in part is never taken for all. */
async function makeCertificates(directory: string): Promise<void> {
  await mkdir(dirname(directory), { recursive: true });
  const draft = await mkdtemp(`${directory}-`);
  const inDraft = (name: string): string => join(draft, name);
  try {
    await writeFile(inDraft('extensions'), extensions);
    const key = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -sha256 -config extensions'.split(' ');
    const authority = ['-days', days, '-subj', '/CN=probity-kafka authority', '-extensions', 'authority'];
    openssl(draft, 'req', '-x509', ...key, ...authority, '-keyout', 'ca.key', '-out', 'ca.pem');
    openssl(draft, 'req', '-new', ...key, '-subj', `/${nodeSubject}`, '-keyout', 'node.pem', '-out', 'node.csr');
    const signed = '-CA ca.pem -CAkey ca.key -CAcreateserial -extfile extensions -extensions node'.split(' ');
    openssl(draft, 'x509', '-req', '-sha256', '-in', 'node.csr', ...signed, '-days', days, '-out', 'node.crt');
    await appendFile(inDraft('node.pem'), await readFile(inDraft('node.crt')));
    await chmod(inDraft('node.pem'), 0o600);
    for (const name of await readdir(draft)) if (!kept.includes(name)) await rm(inDraft(name));
    await rename(draft, directory);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function openssl(cwd: string, ...args: readonly string[]): void {
  const { status, error, stderr } = spawnSync('openssl', args, { cwd, encoding: 'utf8' });
  if (error) throw new BrokerNotToBeHad(`A Kafka broker with TLS needs openssl (${error.message}): install it.`);
  if (status !== 0) throw new BrokerNotToBeHad(`openssl ${args[0]} failed:\n${stderr.trim()}`);
}
