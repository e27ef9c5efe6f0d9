import { describe, expect, it } from '@jest/globals';
import type { Facts, Policy } from '@probity/policy-packs';
import { hiddenFrom, hides } from './hidden-from.js';

const name = { what: 'name', says: 'Nobody is told the name.', clauses: ['C-1'] };
const mark = { what: 'mark', says: 'The mark waits.', clauses: ['C-2'] };

/** Hides the name from clerks, until a matter is opened; and the mark from markers, until the case elsewhere is closed. */
const policy = {
  hidden: (from: readonly string[], facts: Facts, subject: string) => [
    ...(from.includes('clerk') && !(subject === 'matter' && facts['opened'] === true) ? [name] : []),
    ...(from.includes('marker') && !(subject === 'elsewhere' && facts['closed'] === true) ? [mark] : []),
  ],
} as unknown as Policy;

const subject = {
  name: 'matter',
  facts: (opened: boolean) => ({ opened, actor: { offices: [], roles: [] }, steps: { done: [] } }),
  roles: () => ({ marker: ['S-2'] }),
};
const asks = (id: string, ...offices: string[]) => ({ actor: { id, offices }, at: '2026-10-05T09:00:00.000Z' });

describe('what is hidden', () => {
  it('is so from an office, until something is so', () => {
    expect(hiddenFrom(policy, subject, false, asks('S-1', 'clerk'))).toEqual([name]);
    expect(hiddenFrom(policy, subject, true, asks('S-1', 'clerk'))).toEqual([]);
    expect(hiddenFrom(policy, subject, false, asks('S-1', 'dean'))).toEqual([]);
  });

  it('is so from whoever has a part in the matter', () => {
    expect(hiddenFrom(policy, subject, true, asks('S-2'))).toEqual([mark]);
    expect(hiddenFrom(policy, subject, true, asks('S-1'))).toEqual([]);
  });

  it('stays hidden where it waits for what is not known here, and not where it is', () => {
    const closed = { elsewhere: { closed: true } };
    expect(hiddenFrom(policy, subject, true, asks('S-2'), { elsewhere: { closed: false } })).toEqual([mark]);
    expect(hiddenFrom(policy, subject, true, asks('S-2'), closed)).toEqual([]);
    expect(hiddenFrom(policy, subject, false, asks('S-2', 'clerk'), closed)).toEqual([name]);
  });

  it('is asked for by what it is', () => {
    expect([hides([mark], 'mark'), hides([mark], 'name')]).toEqual([true, false]);
  });
});
