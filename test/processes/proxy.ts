import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between a program and its database, and can be cut. */
export class Proxy {
  private readonly open = new Set<Socket>();
  private server: Server | undefined;

  private constructor(
    private readonly target: URL,
    private port = 0,
  ) {}

  static async to(databaseUrl: string): Promise<Proxy> {
    const proxy = new Proxy(new URL(databaseUrl));
    await proxy.mend();
    return proxy;
  }

  /** The database's, by way of here. */
  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${this.port}`;
    return url.href;
  }

  async mend(): Promise<void> {
    const server = createServer((client) => this.pass(client));
    this.server = server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
  }

  /** Every connection breaks, and nobody gets a new one. */
  cut(): void {
    this.server?.close();
    for (const socket of this.open) socket.destroy();
  }

  private pass(client: Socket): void {
    const database = connect(Number(this.target.port), this.target.hostname);
    const both = [client, database];
    for (const socket of both) {
      this.open.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          this.open.delete(socket);
          for (const other of both) other.destroy();
        });
    }
    client.pipe(database).pipe(client);
  }
}
