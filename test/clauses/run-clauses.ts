import { describe, it } from '@jest/globals';
import { titleOf } from './clause-test.js';
import { inParts, packs } from './packs.js';

/** A pack's tests by clause, as jest runs them. */
export function runClauses(name: string): void {
  const pack = packs.find((one) => one.pack === name);
  if (!pack) throw new Error(`there is no pack ${name}`);
  const { whole } = inParts(pack);
  describe(`${whole.pack} ${whole.version}`, () => {
    for (const test of pack.tests) it(`${titleOf(test)}`, () => test.check(whole));
  });
}
