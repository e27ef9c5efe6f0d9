export * from './earliest-destruction.js';
export * from './latest-of.js';
