export { findBinaries } from './binaries.js';
export { startEmbedded, type Embedded, type EmbeddedOptions } from './embedded.js';
export { AlreadyRunning, lockDirectory } from './lock.js';
export { migrate, MigrationRefused, type MigrateOptions } from './migrate.js';
export {
  connect,
  ensureDatabase,
  ensureLogin,
  ensureRole,
  session,
  SturdyClient,
  type ConnectOptions,
} from './roles.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
export { startTestTlsServer, type TestTlsServer } from './test-tls-server.js';
