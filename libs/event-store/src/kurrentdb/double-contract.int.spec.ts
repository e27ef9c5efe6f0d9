import { eventStoreContract } from '../contract/index.js';
import { KurrentDbEventStore } from './kurrentdb-event-store.js';
import { addressOf, startDouble } from './testing/kurrentdb-double.js';
import { severable } from './testing/severable.js';

const options = { dense: false, knowsEveryId: false, connections: true, loadMs: 2_000 };

eventStoreContract(
  'kurrentdb, through its client, against a double of the server,',
  async () => {
    const double = await startDouble();
    const way = await severable('127.0.0.1', double.port);
    const store = new KurrentDbEventStore(addressOf(way.port));
    const close = async (): Promise<void> => {
      await store.close();
      way.close();
      double.stop();
    };
    return { store, close, killConnections: async () => way.sever() };
  },
  options,
);
