import { runClauses } from '../run-clauses.js';

runClauses('chester');
