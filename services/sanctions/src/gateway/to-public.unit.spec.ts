import { expect, it } from '@jest/globals';
import { personalPaths, publicEvents } from '@probity/contracts';
import type { Told } from '@probity/shell';
import { sanctionsEvents } from '../domain/sanctions/sanctions.js';
import { at, holdId, invalid, noRuling, noted, reviewOn, withheld } from '../testing/samples.js';
import { toPublic } from './to-public.js';

const tell = (event: unknown) => toPublic({ event } as Told);

it('tells how many certificates are withheld and until when, not which and why', () => {
  const told = tell(withheld('CERT-0001', 'CERT-0002'));
  expect(told).toMatchObject({ type: 'CertificatesWithheld', data: { hold: holdId, certificates: 2, reviewOn } });
  expect(JSON.stringify(told)).not.toMatch(/CERT|Claimed/);
});

it('tells which certificates are invalid, why and what happens next', () => {
  expect(tell(invalid('CERT-0001'))).toMatchObject({
    type: 'CertificatesInvalidated',
    data: { certificates: [{ number: 'CERT-0001', reason: 'The work was not finished.', next: 'reassess' }] },
  });
});

it('tells what is in effect without what was said of it, and that nothing is left', () => {
  const data = { action: 'visits', effect: 'centre-action', what: 'Two visits.', inEffectAt: at, ruling: noRuling };
  const told = tell({ type: 'SanctionPutIntoEffect', data });
  expect(told).toMatchObject({ type: 'SanctionInEffect', data: { action: 'visits', inEffectAt: at } });
  expect(JSON.stringify(told)).not.toContain('Two visits');
  expect(tell({ type: 'EffectsCompleted', data: { completedAt: at } })?.type).toBe('EffectsCompleted');
  expect(tell(noted())).toBeUndefined();
});

it('tells how many confirmations are outstanding', () => {
  const told = tell({ type: 'ConfirmationsChanged', data: { outstanding: 36 } });
  expect(told).toMatchObject({ type: 'ConfirmationsChanged', data: { outstanding: 36 } });
});

it('tells the history that was taken for a body, as a personal field, which is sealed [IBC-84]', () => {
  const offence = {
    ...{ case: '0197f3a0-0000-7000-8000-000000000020', reference: 'IBC-2025-000009', category: 'malpractice' },
    ...{
      offences: ['collusion'],
      career: 'undergraduate',
      moduleLevel: 4,
      foundAt: at,
      penalties: ['a'],
      spent: false,
    },
  };
  const taken = { type: 'HistoryTaken', data: { version: 2, asOf: 7, takenAt: at, offences: [offence] } };
  expect(tell(taken)).toMatchObject({ type: 'HistoryTold', data: { version: 2, toldAt: at, offences: [offence] } });
  expect(personalPaths(publicEvents.sanctions.HistoryTold)).toEqual(['offences']);
  expect(personalPaths(sanctionsEvents.HistoryTaken)).toEqual(['offences']);
});
