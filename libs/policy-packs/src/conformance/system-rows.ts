import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { shapes } from '../load/schema.js';

export const SYSTEM_FILE = 'enforced-by-system.yaml';

/** Duties that no rule of the pack can hold, and the tests that show that the system keeps them. */
export interface SystemRow {
  readonly clauses: readonly string[];
  /** `test/journeys/x.e2e.spec.ts the title of the test`. */
  readonly tests: readonly string[];
}

/** @param directory of the pack */
export function systemRowsIn(directory: string): readonly SystemRow[] {
  const path = join(directory, SYSTEM_FILE);
  if (!existsSync(path)) return [];
  return Object.values(shapes['enforced-by-system'].parse(parse(readFileSync(path, 'utf8')) ?? {}));
}
