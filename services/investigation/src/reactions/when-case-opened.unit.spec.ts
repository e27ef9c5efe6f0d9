import { describe, expect, it } from '@jest/globals';
import { told } from '@probity/contracts';
import { given } from '@probity/decider';
import type { PublicEvent } from '@probity/messaging';
import { investigationDecider } from '../domain/investigation/decisions.js';
import { closed, managed, noted, policy, stateAfter, system, underWay } from '../testing/samples.js';
import { closureOf } from './when-case-closed.js';
import { noteOf } from './when-case-opened.js';

const { institution, policy: pin, case: id, timeZone: _, openedAt: time, identityKept: __, ...said } = noted().data;
const { reportFiles: evidence, ...opened } = said;
const event: PublicEvent = {
  ...told('intake', 'CaseOpened', { ...opened, evidence, products: ['Q-001'] }),
  ...{ id, source: 'intake', institution, case: id, policy: pin, time: time ?? system.at },
  ...{ correlationId: id, position: '1', predecessor: null },
};
const note = { ...noteOf(event), ...system };

describe('a case that intake opened', () => {
  it('is noted, in codes, dates and ids', () => {
    given(investigationDecider, policy).when(note).then(noted());
  });

  it('rests on the clauses of what it makes possible [IMI/resp/prompt-examination]', () => {
    const [first] = investigationDecider.decide(note, investigationDecider.initial, policy);
    expect(first?.authority).toContain('IMI/resp/prompt-examination');
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
    expect(() => investigationDecider.decide(step, { status: 'none', closedAt: null }, policy)).toThrow(
      'nothing is known',
    );
  });
});

describe('a case that the record closed', () => {
  const { closedAt } = closed.data;
  const closure = (clause: string[]): PublicEvent => ({
    ...event,
    ...told('records', 'CaseClosed', { closedAt, keepUntilAtLeast: null, clause }),
    source: 'records',
  });
  const close = { ...closureOf(closure(['IMI/timelines/retain-5y'])), ...system };

  it('is noted once, on clauses in any case [IMI/outcomes/lessons]', () => {
    const authority = ['IMI/outcomes/lessons', 'IMI/timelines/retain-5y'];
    given(investigationDecider, policy, ...underWay)
      .when(close)
      .then({ ...closed, authority });
    given(investigationDecider, policy, ...underWay)
      .when({ ...close, clauses: [] })
      .then({ ...closed, authority: ['IMI/outcomes/lessons'] });
    given(investigationDecider, policy, ...underWay, closed)
      .when(close)
      .thenNothing();
  });

  it('may be told before the case is, and comes to the same', () => {
    given(investigationDecider, policy).when(close).then(closed);
    given(investigationDecider, policy, closed).when(close).thenNothing();
    given(investigationDecider, policy, closed).when(note).then(noted());
    expect(stateAfter(closed, noted())).toEqual(stateAfter(noted(), closed));
  });
});
