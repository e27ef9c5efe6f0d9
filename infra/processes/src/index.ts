export { boundToParent, giveTo, prepareAccount, type Account } from './account.js';
export { spawnBound, type Running } from './bound-process.js';
export { freePort } from './free-port.js';
