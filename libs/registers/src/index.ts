export * from './migrations.js';
export { InvalidRegister, readRegister, type RegisterFault } from './read-register.js';
export * from './register.js';
export type { Person, Snapshot } from './register-index.js';
export * from './register-store.js';
export { InvalidTable, type TableFault, tables, tableTypes, type UploadedTable } from './tables/index.js';
