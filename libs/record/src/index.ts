export * from './durable-files.js';
export * from './evidence/evidence-store.js';
export * from './evidence/file-evidence-store.js';
export * from './retention/index.js';
export * from './vault/index.js';
