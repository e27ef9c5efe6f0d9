export * from './port.js';
export * from './memory/memory-event-store.js';
export { isPassing } from './postgres/errors.js';
export * from './postgres/grant-categories.js';
export { keepListening, type Listening } from './postgres/listening.js';
export * from './postgres/migrations.js';
export * from './postgres/postgres-event-store.js';
