import { contractCategories, eventStoreContract } from '../contract/index.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { testEventStore } from './test-event-store.js';

eventStoreContract('postgres', async () => {
  const database = await testEventStore();
  const pool = await database.as({ appends: contractCategories, reads: contractCategories });
  return { store: new PostgresEventStore(pool), close: () => database.close() };
});
