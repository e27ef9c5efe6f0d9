import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import { after, assessment, director, lecturer, policy, scope, submit, type Act } from '../../testing/students.js';
import { reportDecider } from './decisions.js';

const having = (...commands: readonly Act[]) => given(reportDecider, policy, ...after(...commands));

describe('the referral of a suspicion', () => {
  it('is made by staff, in their own name [IBC-32]', () => {
    const [event] = given(reportDecider, policy)
      .when(submit())
      .then({ type: 'ReportSubmitted' }, { type: 'InformantIdentified' });
    expect(event).toMatchObject({ data: { accuser: 'S-1', about: 'assessment', students: [{ id: 'ST-1' }] } });
    const anybody = { actor: { id: 'informant', offices: [] }, at: lecturer.at };
    given(reportDecider, policy).when(submit(anybody)).thenRefused('not-yours-to-do', 'IBC-32');
  });

  it('is within the policy where the work counts for an award [IBC-10.1] [IBC-10.2] [IBC-11]', () => {
    const about = (more: Parameters<typeof assessment>[0]) => submit(lecturer, { assessment: assessment(more) });
    having(about({ requiredForAward: false }))
      .when(scope())
      .thenRefused('for-an-award', 'IBC-10.1');
    having(about({ formative: true }))
      .when(scope())
      .thenRefused('not-formative', 'IBC-10.2');
    having(about({ kind: 'portfolio' }))
      .when(scope(false))
      .thenRefused('whatever-form', 'IBC-11');
    having(about({ kind: 'portfolio' }))
      .when(scope())
      .then({ type: 'ScopeDecided' });
    having(about({ formative: true }))
      .when(scope(false))
      .then({ type: 'ScopeDecided' });
  });

  it('is within it where evidence for circumstances or an appeal is false, and no assessment is named [IBC-19]', () => {
    const falsified = submit(director, { about: 'circumstances', assessment: null, accuser: 'S-5' });
    having(falsified).when(scope(false)).thenRefused('false-evidence-too', 'IBC-19');
    having(falsified).when(scope()).then({ type: 'ScopeDecided' });
  });
});
