import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { contracts, UnknownVersion, type Contract } from './contract.js';
import { heard } from './heard.js';
import { told } from './told.js';
import { tolerant } from './tolerant.js';

const line = z.strictObject({ point: z.string(), weight: z.number().default(1) });
const contract: Contract = {
  name: 'hearings.Decided',
  version: 2,
  schema: z.strictObject({ lines: z.array(line), by: z.string().nullable().default(null) }),
  others: {
    1: {
      schema: z.strictObject({ points: z.array(z.string()) }),
      asNow: ({ points }: { readonly points: readonly string[] }) => ({ lines: points.map((point) => ({ point })) }),
    },
  },
};

describe('what is heard', () => {
  it('is read without the fields that are not known here, at any depth', () => {
    const data = { lines: [{ point: 'a', weight: 2, since: 'then' }], by: 'st-1', more: { of: 1 } };
    expect(heard(contract, 2, data)).toEqual({ lines: [{ point: 'a', weight: 2 }], by: 'st-1' });
  });

  it('has what its sender did not know of yet', () => {
    expect(heard(contract, 2, { lines: [{ point: 'a' }] })).toEqual({ lines: [{ point: 'a', weight: 1 }], by: null });
  });

  it('is lifted from a version that can be read', () => {
    const data = { points: ['a'], more: 1 };
    expect(heard(contract, 1, data)).toEqual({ lines: [{ point: 'a', weight: 1 }], by: null });
  });

  it('is refused by its version where that cannot be read, and where it is not as its version says', () => {
    expect(() => heard(contract, 3, {})).toThrow(UnknownVersion);
    expect(() => heard(contract, 3, {})).toThrow('version 3 of hearings.Decided cannot be read');
    expect(() => heard(contract, 2, { lines: [{}] })).toThrow(z.ZodError);
  });

  it('can be looked through for every public event', () => {
    for (const { schema } of contracts.values()) expect(tolerant(schema)).not.toBe(schema);
    expect(() => tolerant(z.strictObject({ when: z.date() }))).toThrow('how a date is read');
  });

  it('keeps the limits of what is known', () => {
    const limited = tolerant(z.strictObject({ of: z.array(z.string().min(1)).max(1).nullable().optional() }));
    expect(limited.parse({ of: ['a'], more: 1 })).toEqual({ of: ['a'] });
    for (const one of [[''], ['a', 'b'], 'a']) expect(limited.safeParse({ of: one }).success).toBe(false);
  });
});

it('nothing is told beyond the contract', () => {
  const data = { closedAt: '2026-10-05T09:00:00.000Z', keepUntilAtLeast: null, clause: ['C-1'] };
  expect(told('records', 'CaseClosed', data)).toEqual({ type: 'CaseClosed', schemaVersion: 1, data });
  expect(() => told('records', 'CaseClosed', { ...data, more: 1 } as typeof data)).toThrow('more');
});
