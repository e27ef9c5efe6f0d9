import type { TableFault } from './line.js';

/** Nothing changed: lines are wrong, and nobody asked to keep the others; or without them the register would not hold. */
export class InvalidTable extends Error {
  override readonly name = 'InvalidTable';
  constructor(
    readonly faults: readonly TableFault[],
    readonly lines: number,
  ) {
    super(`${faults.length} faults in ${lines} lines`);
  }
}
