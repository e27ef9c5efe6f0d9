import { runClauses } from '../run-clauses.js';

runClauses('imi');
