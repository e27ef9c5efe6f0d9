import { eventStoreContract } from '../contract/index.js';
import { postgresPromises, postgresSubject } from './contract-subject.js';

eventStoreContract('postgres', postgresSubject, { ...postgresPromises, loadMs: 20_000 });
