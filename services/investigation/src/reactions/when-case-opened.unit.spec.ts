import { describe, expect, it } from '@jest/globals';
import { told } from '@probity/contracts';
import { given } from '@probity/decider';
import type { PublicEvent } from '@probity/messaging';
import { investigationDecider } from '../domain/investigation/decisions.js';
import { managed, noted, policy, system, underWay } from '../testing/samples.js';
import { noteOf } from './when-case-opened.js';

const { institution, policy: pin, case: id, ...opened } = noted().data;
const event: PublicEvent = {
  ...told('intake', 'CaseOpened', { ...opened, products: ['Q-001'] }),
  ...{ id, source: 'intake', institution, case: id, policy: pin, time: system.at },
  ...{ correlationId: id, position: '1', predecessor: null },
};
const note = { ...noteOf(event), ...system };

describe('a case that intake opened', () => {
  it('is noted, in codes, dates and ids', () => {
    given(investigationDecider, policy).when(note).then(noted());
  });

  it('is noted once, however often and however late it is told', () => {
    given(investigationDecider, policy, noted()).when(note).thenNothing();
    given(investigationDecider, policy, noted(), managed).when(note).thenNothing();
    given(investigationDecider, policy, ...underWay)
      .when(note)
      .thenNothing();
  });

  it('comes before anything can be done to it', () => {
    const step = { type: 'RecordStep', step: 'investigation.admit-person', fields: {}, ...system } as const;
    expect(() => investigationDecider.decide(step, { status: 'none' }, policy)).toThrow('nothing is known');
  });
});
