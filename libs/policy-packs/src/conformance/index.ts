export { packInParts, type PackInParts } from '../compile/pack-in-parts.js';
export { citationsIn, type Citation } from './citations.js';
export { digestOf, writeProof } from './proof-file.js';
export { prove, type ClauseCheck, type Proof, type ProvedClause } from './prove.js';
