import { describe, expect, it } from '@jest/globals';
import { fold } from '@probity/decider';
import type { Asked, ServiceContext } from '@probity/shell';
import { notificationDecider } from '../domain/notification/decisions.js';
import { caseId, noLimb, noted, opened } from '../testing/sample.js';
import { assessment } from './notification.lookups.js';

const register: Readonly<Record<string, readonly string[]>> = { 'Q-001': ['ofqual'], 'Q-002': ['sqa'] };
const contextWith = (products: string[]): ServiceContext => {
  const opening = { ...noted.opened, data: { ...noted.opened.data, products } };
  const facts = opened.map((event) => (event.type === 'CaseOpeningNoted' ? opening : event));
  return {
    streams: { load: () => ({ state: fold(notificationDecider, facts) }) },
    registers: { qualification: (_: string, number: string) => register[number] && { regulators: register[number] } },
  } as unknown as ServiceContext;
};
const asked = { at: '2026-10-05T09:00:00.000Z', institution: 'x' } as Asked;
const about = (qualifications: readonly string[]) => ({
  limbs: noLimb,
  qualifications: [...qualifications],
  fraudSuspected: false,
});

describe('the regulators of an assessment', () => {
  it.each([
    [['Q-002'], [], ['sqa']],
    [['Q-002'], ['Q-001'], ['ofqual', 'sqa']],
    [['Q-gone'], ['Q-001'], ['ofqual']],
  ])(
    'of a case on %j that names %j are %j: also those of its own products [IMI/notify/regulator-prompt]',
    async (products, named, regulators) => {
      expect((await assessment(contextWith(products), caseId, asked, about(named))).regulators).toEqual(regulators);
    },
  );

  it('are not known of a qualification that the register has not', async () => {
    await expect(assessment(contextWith([]), caseId, asked, about(['Q-001', 'Q-9']))).rejects.toMatchObject({
      field: '/qualifications/1',
    });
  });
});
