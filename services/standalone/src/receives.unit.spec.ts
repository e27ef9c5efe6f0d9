import { expect, it } from '@jest/globals';
import { contracts, receives } from '@probity/contracts';
import type { ServiceContext } from '@probity/shell';
import { allServices } from './services.js';

it('every service acts on what is said that it receives, and on nothing else', () => {
  expect(Object.keys(receives).toSorted()).toEqual(allServices.map(({ name }) => name).toSorted());
  for (const { name, reactions } of allServices) {
    const acting = Object.keys(reactions({} as ServiceContext)).toSorted();
    expect([name, acting]).toEqual([name, receives[name as 'intake'].toSorted()]);
    for (const one of acting) expect(contracts.has(one)).toBe(true);
  }
});
