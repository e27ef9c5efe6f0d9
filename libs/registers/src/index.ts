export * from './migrations.js';
export { InvalidRegister, readRegister, type RegisterFault } from './read-register.js';
export * from './register.js';
export { nearTo, officesIn, type Near, type Person, type Snapshot } from './register-index.js';
export * from './register-store.js';
export {
  InvalidTable,
  NotInThisFormat,
  type Row,
  type Table,
  type TableFault,
  tables,
  tableTypes,
  type UploadedTable,
  writeCsvTable,
  writeJsonLinesTable,
} from './tables/index.js';
