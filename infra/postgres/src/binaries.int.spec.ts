import { describe, expect, it } from '@jest/globals';
import { findBinaries, majorVersion } from './binaries.js';

describe('the binaries', () => {
  it('are those of the package, of which the major version is known', async () => {
    expect(majorVersion(await findBinaries())).toBe(18);
  });

  it('are those of a folder, where one is told', async () => {
    const elsewhere = await findBinaries('/nowhere/bin');
    expect(elsewhere).toEqual({ initdb: '/nowhere/bin/initdb', postgres: '/nowhere/bin/postgres' });
    expect(() => majorVersion(elsewhere)).toThrow('/nowhere/bin/postgres does not tell its version');
  });
});
