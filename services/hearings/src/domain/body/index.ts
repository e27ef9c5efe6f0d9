export * from './body.js';
export * from './proposal.js';
export * from './making.js';
