import TestSequencer from '@jest/test-sequencer';

/** Roughly how long the files of a kind take; unless told, jest goes by their size, and a short file that takes a minute comes last, alone. */
const kinds = [/\/test\/faults\//, /\/test\/processes\//, /\.e2e\.spec\.ts$/, /\.int\.spec\.ts$/];
const kindOf = ({ path }) => {
  const found = kinds.findIndex((kind) => kind.test(path));
  return found < 0 ? kinds.length : found;
};

/** Those that take longest first, so that at the end all workers have something to do. */
export default class LongestFirst extends TestSequencer {
  async sort(tests) {
    return (await super.sort(tests)).toSorted((a, b) => kindOf(a) - kindOf(b));
  }
}
