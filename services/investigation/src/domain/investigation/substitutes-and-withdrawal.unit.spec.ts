import { describe, expect, it } from '@jest/globals';
import {
  after,
  alleged,
  aqss,
  assign,
  chair,
  day,
  decide,
  done,
  examiner,
  factsOf,
  lineManager,
  met,
  noCase,
  opened,
  registry,
  start,
  step,
} from '../../testing/university-case.js';

describe('instead of a post-holder', () => {
  const fields = { post: 'chair-mab', holder: 'S-1', nominee: 'S-6', from: '2017-11-06', until: null };
  const nominate = (nomination = { lineManagerOfHolder: true, holderHasPost: true }, more: object = {}) => ({
    ...step('nominate-substitute', { ...fields, ...more }),
    lookedUp: { nomination },
  });

  it('the line manager of that post-holder may nominate another person, and again [UC-3.3]', () => {
    const once = done([opened()], [{ ...nominate(), ...lineManager() }]);
    expect(once.at(-1)).toMatchObject({ type: 'StepRecorded', data: { fields: { nominee: 'S-6' } } });
    expect(decide(once, { ...nominate(undefined, { nominee: 'S-8' }), ...lineManager(day(1)) })).toHaveLength(1);
  });

  it('nobody else nominates, and not the holder, nor for a post that is not theirs [UC-3.3]', () => {
    after([opened()])
      .when({ ...nominate({ lineManagerOfHolder: false, holderHasPost: true }), ...lineManager() })
      .thenRefused('line-manager-of-the-holder', 'UC-3.3');
    after([opened()])
      .when({ ...nominate({ lineManagerOfHolder: true, holderHasPost: false }), ...lineManager() })
      .thenRefused('holder-of-the-post', 'UC-3.3');
    after([opened()])
      .when({ ...nominate(undefined, { nominee: 'S-1' }), ...lineManager() })
      .thenRefused('another-person', 'UC-3.3');
    after([opened()])
      .when({ ...nominate(), ...chair() })
      .thenRefused('not-yours-to-do', 'UC-3.3');
  });

  it('whoever was nominated acts with the office of the holder [UC-3.3]', () => {
    const nominee = { actor: { id: 'S-6', offices: ['academic-staff', 'chair-mab'] }, at: day(1) };
    expect(decide([opened()], { ...assign('S-6'), ...nominee })).toHaveLength(1);
  });
});

describe('a student who withdraws, or is to', () => {
  const leaves = step('record-withdrawal', { signalled: 'They wrote that they will leave.' });

  it('is on record by the Chair, Registry or Academic Quality Support Services [UC-5.8]', () => {
    const taken = done([opened()], [{ ...assign(), ...chair() }]);
    for (const who of [chair(), registry(), aqss()]) {
      const facts = done(taken, [{ ...leaves, ...who }]);
      expect(factsOf(taken, chair())).toMatchObject({ student: { withdrawn: false } });
      expect(factsOf(facts, chair())).toMatchObject({ student: { withdrawn: true, registeredLevel: 5 } });
    }
    after(taken)
      .when({ ...leaves, ...examiner() })
      .thenRefused('not-yours-to-do', 'UC-5.8');
  });

  it('does not end the matter, which goes on to the mark on the transcript [UC-5.8]', () => {
    const left = done(
      [opened()],
      [
        { ...assign(), ...chair() },
        { ...leaves, ...registry() },
      ],
    );
    after(left)
      .when({ ...noCase({ onEvidence: false }), ...chair() })
      .thenRefused('withdrawal-ends-nothing', 'UC-5.8');
    expect(decide(left, { ...noCase(), ...chair() })).toHaveLength(2);
    expect(decide(left, { ...start, ...chair() })).toHaveLength(1);
    expect(met(done(alleged(), [{ ...leaves, ...registry() }])).at(-1)?.type).toBe('MeetingRecorded');
  });
});
