import { join } from 'node:path';
import { readPack } from '../load/pack-files.js';
import { packWithout } from '../load/pack-without.js';
import type { ActCatalogue, Clause, Policy } from '../policy.js';
import { compilePack } from './compile-pack.js';
import { compilePacks, type CompileOptions } from './compile-packs.js';
import { policyOf } from './policy-of.js';

/** A pack, to see what fails where nothing rests on a clause. */
export interface PackInParts {
  readonly whole: Policy;
  readonly clauses: readonly Clause[];
  /** Undefined where nothing is left of it. */
  without(clause: string): Policy | undefined;
}

/**
 * @param folder `<pack>/<version>`
 * @throws PackError with all that is wrong with the whole pack
 */
export function packInParts(
  directory: string,
  catalogues: readonly ActCatalogue[],
  folder: string,
  { isWhole = false }: Pick<CompileOptions, 'isWhole'> = {},
): PackInParts {
  const policies = compilePacks(directory, catalogues, { isWhole, only: folder });
  const files = readPack(directory, folder, []);
  const [pack = '', version = ''] = folder.split('/');
  return {
    whole: policies.get({ pack, version }),
    clauses: [...(files.clauses?.values() ?? [])],
    without(clause) {
      const calendars = [join(directory, '..', 'calendars')];
      const supply = { catalogues, isWhole, isChecked: true };
      const compiled = compilePack(packWithout(files, clause), calendars, supply, {});
      return compiled?.reckoning && policyOf(compiled, compiled.reckoning);
    },
  };
}
