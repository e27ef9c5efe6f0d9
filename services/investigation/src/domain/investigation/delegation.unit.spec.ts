import { describe, it } from '@jest/globals';
import { afterAll, declared, director, lecturer, opened, principal, registrar } from '../../testing/student-case.js';

const delegate = {
  type: 'Delegate',
  ...{ office: 'director-of-training', to: 'ST-06', until: '2026-07-17', reason: 'On leave.', own: true },
} as const;

describe('an office on a case', () => {
  it("is delegated by its holder, or the Director of Training's by the Principal [IBC-32]", () => {
    const data = { office: 'director-of-training', to: 'ST-06', by: 'ST-01', until: '2026-07-17' };
    afterAll(opened())
      .when({ ...delegate, ...director() })
      .then({ type: 'OfficeDelegated', data });
    afterAll(opened())
      .when({ ...delegate, own: false, ...principal() })
      .then({ type: 'OfficeDelegated', data: { ...data, by: 'ST-02' } });
  });

  it('is not by anybody else, nor by whoever stands in for it [IBC-32]', () => {
    for (const given of [registrar(), director()])
      afterAll(opened())
        .when({ ...delegate, own: false, ...given })
        .thenRefused('own-office', 'IBC-32');
    afterAll(opened())
      .when({ ...delegate, own: false, office: 'registrar', ...principal() })
      .thenRefused('own-office', 'IBC-32');
    afterAll(opened())
      .when({ ...delegate, ...lecturer() })
      .thenRefused('not-yours-to-do', 'IBC-32');
  });

  it('is not delegated to somebody who declared an interest, or earlier involvement [IBC-8.5]', () => {
    for (const declaration of [declared('ST-06', true), declared('ST-06', false, true)])
      afterAll(opened(), declaration)
        .when({ ...delegate, ...director() })
        .thenRefused('unbiased', 'IBC-8.5');
    afterAll(opened(), declared('ST-06'), declared('ST-05', true))
      .when({ ...delegate, ...director() })
      .then({ type: 'OfficeDelegated' });
  });

  it('is designated to nobody who has declared so either [IBC-32, IBC-8.5]', () => {
    const designate = {
      type: 'RecordStep',
      step: 'investigation.designate-substitute',
      fields: { officer: 'ST-06', reason: 'conflict of interest' },
    } as const;
    afterAll(opened(), declared('ST-06', true))
      .when({ ...designate, ...principal() })
      .thenRefused('unbiased-officer', 'IBC-8.5');
    afterAll(opened(), declared('ST-06'))
      .when({ ...designate, ...principal() })
      .then({ type: 'StepRecorded' });
  });
});
