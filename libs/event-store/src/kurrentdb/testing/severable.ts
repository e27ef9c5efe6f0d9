import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Severable {
  readonly port: number;
  /** Cuts every connection; how many there were. */
  sever(): number;
  /** Lets nothing through, and leaves the connections open. */
  hold(): void;
  goOn(): void;
  close(): void;
}

/** A way to a server that can be cut while the server stays up. */
export const severable = async (host: string, port: number): Promise<Severable> => {
  const open = new Map<Socket, Socket>();
  let held = false;
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host, port, noDelay: true });
    open.set(near, far);
    if (!held) near.pipe(far).pipe(near);
    const cut = (): void => {
      open.delete(near);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('error', cut).on('close', cut);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sever = (): number => {
    const cut = [...open.keys()];
    for (const socket of cut) socket.destroy();
    return cut.length;
  };
  const hold = (): void => {
    held = true;
    for (const [near, far] of open) for (const socket of [near, far]) socket.unpipe();
  };
  const goOn = (): void => {
    held = false;
    for (const [near, far] of open) near.pipe(far).pipe(near);
  };
  const close = (): void => {
    server.close();
    sever();
  };
  return { port: (server.address() as AddressInfo).port, sever, hold, goOn, close };
};
