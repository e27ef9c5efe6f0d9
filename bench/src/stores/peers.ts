import { castore } from './castore.js';
import { emmett } from './emmett.js';
import { messageDb } from './message-db.js';
import { typeOrm } from './typeorm.js';

export const peers = [emmett, messageDb, castore, typeOrm] as const;
