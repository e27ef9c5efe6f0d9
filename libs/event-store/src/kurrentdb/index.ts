export { SeveralStreamsUnsupported } from './errors.js';
export * from './kurrentdb-event-store.js';
