import { describe, expect, it } from '@jest/globals';
import { actorInClear } from './appends.js';

describe('who acted, as the envelope tells it after the case is destroyed', () => {
  it('is the member of staff [UC-8.8.2]', () => {
    expect(actorInClear({ id: 'st-1', offices: ['registrar'] })).toBe('st-1');
  });

  it('is not which student it was [UC-8.8.2]', () => {
    expect(actorInClear({ id: 's-1', offices: ['student'] })).toBe('student');
  });
});
