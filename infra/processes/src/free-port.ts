import { createServer, type AddressInfo } from 'node:net';

/** On 127.0.0.1, free at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((found, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
