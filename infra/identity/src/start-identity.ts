import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadKeys } from './keys.js';
import { makeProvider, type Person } from './sample-person.js';

export interface IdentityOptions {
  /** On 127.0.0.1; 0 for a free one. */
  readonly port: number;
  readonly people: readonly Person[];
  /** Whom else it gives a token for, such as people of a register that was uploaded to try it with. */
  readonly others?: (subject: string) => Promise<Person | undefined>;
  /** The `aud` of every token. */
  readonly audience: string;
  /** Keeps the signing key over a restart; made with mode 0600 when missing. */
  readonly keysFile?: string;
  /** What the tokens name as `iss`; `http://127.0.0.1:<port>` when left out. */
  readonly issuer?: string;
}

export interface Identity {
  readonly issuer: string;
  stop(): Promise<void>;
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`The identity provider's port ${port} is taken.`) : error),
    );
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** A page elsewhere may point a name of its own at 127.0.0.1, and then read the answers; so other names get none. */
const onlyFor =
  (hosts: ReadonlySet<string>, listener: RequestListener): RequestListener =>
  (request, response) => {
    if (hosts.has(request.headers.host ?? '')) return listener(request, response);
    response.writeHead(421).end();
  };

/**
 * Starts the OpenID provider of the one-machine mode, on 127.0.0.1 alone. It gives a token to whoever asks for a person of
 * the sample: never point a system with real data at it.
 */
export async function startIdentity(options: IdentityOptions): Promise<Identity> {
  const keys = await loadKeys(options.keysFile);
  const server = createServer();
  const port = await listen(server, options.port);
  const issuer = options.issuer ?? `http://127.0.0.1:${port}`;
  const { audience, people, others } = options;
  const provider = makeProvider({ issuer, audience, people, keys, ...(others && { others }) });
  const hosts = new Set([new URL(issuer).host, `127.0.0.1:${port}`, `localhost:${port}`]);
  server.on('request', onlyFor(hosts, provider.callback()));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { issuer, stop };
}
