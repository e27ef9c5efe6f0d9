import { eventStoreContract } from '../contract/index.js';
import { KurrentDbEventStore } from './kurrentdb-event-store.js';
import { severable } from './testing/severable.js';

/** A real server's, of one node: `kurrentdb://localhost:2113?tls=false`. */
const url = process.env['KURRENTDB_URL'];

const HOST = /^(?<before>[a-z]+:\/\/(?:[^@/]+@)?)(?<host>[^:/?,]+)(?::(?<port>\d+))?(?<after>[/?].*)?$/;

/** The same server, by a way that can be cut. Without TLS: a certificate does not name that way. */
const throughAWay = async (address: string) => {
  const { before = '', host, port = '2113', after = '' } = HOST.exec(address)?.groups ?? {};
  if (host === undefined)
    throw new Error(`KURRENTDB_URL names one node: kurrentdb://host:2113?tls=false, not ${address}`);
  const way = await severable(host, Number(port));
  return { way, address: `${before}127.0.0.1:${way.port}${after}` };
};

eventStoreContract(
  'kurrentdb, on a real server,',
  async () => {
    const { way, address } = await throughAWay(url ?? '');
    const store = new KurrentDbEventStore(address);
    const close = async (): Promise<void> => {
      await store.close();
      way.close();
    };
    return { store, close, killConnections: async () => way.sever() };
  },
  {
    dense: false,
    knowsEveryId: false,
    connections: true,
    storedElsewhere: true,
    ...(url === undefined && { skipped: 'KURRENTDB_URL names no server' }),
  },
);
