import { describe, expect, it } from '@jest/globals';
import { rolesHeldBy } from './roles-held.js';

describe('the parts that somebody has', () => {
  const roles = { chair: ['p-1'], member: ['p-2', 'p-1'], secretary: [] };

  it('are all those in which they are named', () => {
    expect(rolesHeldBy('p-1', roles)).toEqual(['chair', 'member']);
  });

  it('are none for anybody else', () => {
    expect(rolesHeldBy('p-3', roles)).toEqual([]);
  });
});
