import { describe, expect, it } from '@jest/globals';
import { othersThan } from './others.js';

const near = { elsewhere: ['chair'], teaches: undefined, examines: false };
const actor = { id: 'st-1', offices: [], nearTo: () => near };

describe('what is known to be others’', () => {
  it('is what the register and the case say, and nothing where they say nothing', () => {
    expect(othersThan(actor, { module: 'M-1', reporter: 'st-2' })).toEqual({
      ...{ elsewhere: ['chair'], otherTeacher: false, otherExaminer: true, otherReporter: true },
    });
    const nothing = { elsewhere: [], otherTeacher: false, otherExaminer: false, otherReporter: false };
    expect(othersThan(actor, { module: null, reporter: null })).toEqual(nothing);
    expect(othersThan({ id: 'st-1', offices: [] }, { module: 'M-1', reporter: 'st-1' })).toEqual(nothing);
  });
});
