import type { OpeningKey, SealingKey } from '@probity/record';
import type { ServiceVault, Vaults } from '@probity/shell';

/** Where nothing is sealed: what a test compares with, to see that what it looks for is there to be found. */
export const clearVaults: Vaults = {
  of: async () => clearVault,
  provisioned: async () => {},
  close: async () => {},
};

/** As long as what is sealed, so that files have the same chunks. */
const before = Buffer.alloc(17);
const after = Buffer.alloc(16);

const inClear: SealingKey & OpeningKey = {
  seal: (plain) => Buffer.concat([before, plain, after]),
  open: (sealed) => sealed.subarray(before.length, sealed.length - after.length),
};

const clearVault: ServiceVault = {
  sealing: () => inClear,
  opening: () => inClear,
  destroy: async () => {},
  hold: async () => {},
  tombstones: async () => [],
};
