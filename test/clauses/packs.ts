import { fileURLToPath } from 'node:url';
import { compilePacks, mergeCatalogues, packsDirectory, type Policy, procedure } from '@probity/policy-packs';
import { allServices } from '@probity/standalone';
import type { ClauseTest } from './clause-test.js';
import { chester } from './chester/index.js';
import { imi } from './imi/index.js';
import { irishBaptistCollege } from './irish-baptist-college/index.js';

export interface PackUnderTest {
  readonly pack: string;
  readonly version: string;
  /** What the ids of its clauses begin with. */
  readonly prefix: string;
  readonly tests: readonly ClauseTest[];
  /** Below this folder. */
  readonly folder: string;
}

export const packs: readonly PackUnderTest[] = [
  { pack: 'imi', version: '8', prefix: 'IMI/', tests: imi, folder: 'imi' },
  {
    pack: 'irish-baptist-college',
    version: '2023-08-21',
    prefix: 'IBC-',
    tests: irishBaptistCollege,
    folder: 'irish-baptist-college',
  },
  { pack: 'chester', version: '2017-18', prefix: 'UC-', tests: chester, folder: 'chester' },
];

const catalogues = mergeCatalogues([
  ...allServices.flatMap(({ subjects }) => subjects.map(({ catalogue }) => catalogue)),
  ...procedure,
]);

/** @param without a clause, to see what fails where nothing rests on it. Undefined where nothing is left of the pack then. */
export function policyOf({ pack, version }: PackUnderTest, without?: string): Policy | undefined {
  const only = `${pack}/${version}`;
  const options = { isWhole: true, only, ...(without !== undefined && { without }) };
  const policies = compilePacks(packsDirectory, catalogues, options);
  try {
    return policies.get({ pack, version });
  } catch (error) {
    if (without !== undefined) return undefined;
    throw error;
  }
}

export const clausesFolder = fileURLToPath(new URL('.', import.meta.url));
