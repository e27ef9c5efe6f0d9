import { expect, it } from '@jest/globals';
import { isPassing } from '@probity/event-store';
import { MemoryVault, ScopeDestroyed, VaultUnavailable } from '@probity/record';
import { PatientVault } from './patient-vault.js';
import type { ServiceVault } from './vaults.js';

const away = (): never => {
  throw new VaultUnavailable('the keys cannot be reached');
};

it('keys that cannot be reached pass, asked at once or later; a destroyed one does not', async () => {
  const later = async (): Promise<never> => away();
  const broken = { sealing: away, opening: later, destroy: later, hold: later, tombstones: later } as ServiceVault;
  const vault = new PatientVault(broken);
  const errors = [
    await Promise.resolve()
      .then(() => vault.sealing('case:1'))
      .catch((error: unknown) => error),
    await Promise.resolve(vault.opening('case:1')).catch((error: unknown) => error),
    await vault.hold('evidence:1', 'case:1').catch((error: unknown) => error),
  ];
  expect(errors.map(isPassing)).toEqual([true, true, true]);
  expect(isPassing(new VaultUnavailable())).toBe(false);

  const memory = new MemoryVault();
  const destroyed = new PatientVault(Object.assign(memory, { tombstones: async () => [] }));
  const committed: string[] = [];
  const why = { by: 'st-1', why: 'C-1', at: '2031-10-05T09:00:00.000Z' };
  await destroyed.destroy('case:1', why, async () => void committed.push('case:1'));
  expect(committed).toEqual(['case:1']);
  expect(() => destroyed.sealing('case:1')).toThrow(ScopeDestroyed);
});
