import { describe, it } from '@jest/globals';
import { titleOf } from './clause-test.js';
import { packs, policyOf } from './packs.js';

/** A pack's tests by clause, as jest runs them. */
export function runClauses(name: string): void {
  const pack = packs.find((one) => one.pack === name);
  const policy = pack && policyOf(pack);
  if (!policy) throw new Error(`there is no pack ${name}`);
  describe(`${policy.pack} ${policy.version}`, () => {
    for (const test of pack.tests) it(`${titleOf(test)}`, () => test.check(policy));
  });
}
