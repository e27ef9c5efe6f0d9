/**
 * A process that appends, to be killed: `node appender.js <journal> <seed> <careful|hasty>`, the database's address in
 * FAULTS_URL. Goes on with what its journal has no answer to, says `resumed`, then appends until SIGTERM.
 */
import { CarefulClient, HastyClient } from './client.js';
import { isOpen, Journal, readJournal } from './journal.js';
import { load, sharedStreams } from './load.js';
import { openStore } from './trial.js';

const WRITERS = 6;

const [path = '', seed = '0', kind = 'careful'] = process.argv.slice(2);

let goesOn = true;
process.once('SIGTERM', () => (goesOn = false));
// Whoever started this holds the other end: it must not outlive them.
process.stdin.resume().once('end', () => process.exit(1));

const journal = await Journal.open(path);
const open = openStore(process.env['FAULTS_URL'] ?? '');
const client = kind === 'hasty' ? new HastyClient(open.store, journal) : new CarefulClient(open.store, journal);
for (const attempt of (await readJournal(path)).filter(isOpen)) await client.resume(attempt, 'killed before an answer');
process.stdout.write('resumed\n');
await load(client, { writers: WRITERS, seed: Number(seed), goesOn: () => goesOn, shared: sharedStreams });
await open.close();
await journal.close();
process.exit(0);
