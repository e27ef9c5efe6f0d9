import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Gate, type Passage, type Way } from './gate.js';

export type { Way } from './gate.js';

/** What is to happen to the connection that carries the byte after so many, counted over all connections. */
export interface Break {
  readonly way: Way;
  readonly after: number;
  /** `stall` leaves the connection open and silent, both ways. */
  readonly then: 'cut' | 'stall';
}

/** One connection through the proxy. */
class Link {
  readonly gates: Readonly<Record<Way, Gate>>;
  private readonly closed = new Set<Socket>();

  constructor(
    readonly client: Socket,
    readonly server: Socket,
    meet: (link: Link, way: Way, bytes: number) => Passage,
    readonly gone: () => void,
  ) {
    this.gates = {
      up: new Gate((bytes) => meet(this, 'up', bytes)),
      down: new Gate((bytes) => meet(this, 'down', bytes)),
    };
    client.pipe(this.gates.up).pipe(server);
    server.pipe(this.gates.down).pipe(client);
    for (const socket of [client, server]) socket.on('error', () => {}).on('close', () => this.close(socket));
  }

  /** Nothing is told to the other side while the link is stalled: that is what makes it half-open. */
  private close(socket: Socket): void {
    this.closed.add(socket);
    const stalled = this.gates.up.stalled || this.gates.down.stalled;
    if (this.closed.size === 2 || !stalled) this.cut();
  }

  cut(): void {
    for (const socket of [this.client, this.server]) socket.destroy();
    this.gone();
  }

  stall(...ways: readonly Way[]): void {
    for (const way of ways) this.gates[way].stall();
  }

  /** What was held arrives now, late, though the client may have given up. */
  release(): void {
    for (const gate of Object.values(this.gates)) gate.release();
    if (this.closed.has(this.client)) this.gates.up.end();
    if (this.closed.has(this.server)) this.gates.down.end();
  }
}

/** Stands between a program and its database: can be cut, broken after so many bytes, and made to hold things back. */
export class Proxy {
  private readonly links = new Set<Link>();
  private readonly held = new Set<Way>();
  private server: Server | undefined;
  private armed: { readonly break: Break; left: number; readonly hit: () => void } | undefined;

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
    this.held.clear();
    const server = createServer((client) => this.pass(client));
    this.server = server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
  }

  /** Every connection breaks, and nobody gets a new one. */
  cut(): void {
    this.server?.close();
    for (const link of this.links) link.cut();
  }

  /** Resolves when it has happened. Only one is waited for at a time. */
  arm(wanted: Break): Promise<void> {
    return new Promise((hit) => (this.armed = { break: wanted, left: wanted.after, hit }));
  }

  /** From now on nothing passes that way, on no connection; what was sent is kept. Until `mend`, or `release`. */
  hold(way: Way): void {
    this.held.add(way);
    for (const link of this.links) link.stall(way);
  }

  /** Everything that was held goes on. */
  release(): void {
    this.held.clear();
    for (const link of this.links) link.release();
  }

  private pass(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    const link: Link = new Link(
      client,
      server,
      (of, way, bytes) => this.meet(of, way, bytes),
      () => this.links.delete(link),
    );
    this.links.add(link);
    link.stall(...this.held);
  }

  private meet(link: Link, way: Way, bytes: number): Passage {
    const armed = this.armed;
    if (armed?.break.way !== way) return { bytes };
    armed.left -= bytes;
    if (armed.left >= 0) return { bytes };
    this.armed = undefined;
    armed.hit();
    const passing = bytes + armed.left;
    if (armed.break.then === 'cut') return { bytes: passing, then: () => link.cut() };
    return { bytes: passing, then: () => link.stall('up', 'down') };
  }
}
