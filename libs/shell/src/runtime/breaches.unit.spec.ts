import { describe, expect, it } from '@jest/globals';
import { withBreaches } from './breaches.js';

const broken = (...clauses: readonly string[]) => ({
  clauses,
  code: 'late',
  force: 'must',
  says: '',
  reason: null,
  facts: {},
});
const after = (...breaches: readonly object[]) =>
  ({ event: { type: 'Communicated', data: { ruling: { restedOn: {}, departures: [], breaches } } } }) as never;
const draft = { type: 'Told', schemaVersion: 1, data: { of: 1 } };

describe('what others are told', () => {
  it('says which clauses were not kept by it, each once', () => {
    expect(withBreaches(after(broken('C-1', 'C-2'), broken('C-2')), draft)).toEqual({
      ...draft,
      breaches: ['C-1', 'C-2'],
    });
  });

  it('is as it was where all were kept, or nothing was ruled', () => {
    expect(withBreaches(after(), draft)).toBe(draft);
    expect(withBreaches({ event: { type: 'Told', data: {} } } as never, draft)).toBe(draft);
    expect(withBreaches(after(), undefined)).toBeUndefined();
  });

  it('is that alone, where they would be told nothing', () => {
    const told = { type: 'BreachRecorded', schemaVersion: 1, data: {}, breaches: ['C-1'] };
    expect(withBreaches(after(broken('C-1')), undefined)).toEqual(told);
  });
});
