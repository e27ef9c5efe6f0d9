import { runClauses } from '../run-clauses.js';

runClauses('irish-baptist-college');
