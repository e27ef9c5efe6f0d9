import { packsDirectory } from '@probity/policy-packs';
import { packInParts, type PackInParts } from '@probity/policy-packs/conformance';
import { catalogues } from '@probity/standalone';
import type { ClauseTest } from './clause-test.js';
import { chester } from './chester/index.js';
import { imi } from './imi/index.js';
import { irishBaptistCollege } from './irish-baptist-college/index.js';

/** The tests of a pack stand in the folder that is called as it is. */
export interface PackUnderTest {
  readonly pack: string;
  readonly version: string;
  readonly tests: readonly ClauseTest[];
}

export const packs: readonly PackUnderTest[] = [
  { pack: 'imi', version: '8', tests: imi },
  { pack: 'irish-baptist-college', version: '2023-08-21', tests: irishBaptistCollege },
  { pack: 'chester', version: '2017-18', tests: chester },
];

export const inParts = ({ pack, version }: PackUnderTest): PackInParts =>
  packInParts(packsDirectory, catalogues, `${pack}/${version}`, { isWhole: true });
