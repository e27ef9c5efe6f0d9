import { describe, expect, it } from '@jest/globals';
import { oneInterviewee } from './investigation.lookups.js';

const people = [
  { id: 'P-05', name: 'Assessor One Example' },
  { id: 'L-01', name: 'Learner One' },
];
const refused = (code: string) => expect.objectContaining({ code });

describe('whom an interview is with', () => {
  it('is a person of the register, by its id [IMI/timelines/accompanied]', () => {
    expect(() => oneInterviewee(people, 'P-05', undefined)).not.toThrow();
    expect(() => oneInterviewee(people, 'P-99', undefined)).toThrow(refused('no-such-person'));
    expect(() => oneInterviewee(people, 'Assessor One Example', undefined)).toThrow(refused('no-such-person'));
  });

  it('is an outsider in words alone, and nobody whom the register has [IMI/timelines/accompanied]', () => {
    expect(() => oneInterviewee(people, undefined, 'A neighbour')).not.toThrow();
    expect(() => oneInterviewee(people, undefined, ' assessor  one EXAMPLE ')).toThrow(refused('in-the-register'));
    expect(() => oneInterviewee(people, undefined, 'p-05')).toThrow(refused('in-the-register'));
  });

  it('is one of the two', () => {
    expect(() => oneInterviewee(people, undefined, undefined)).toThrow(refused('one-interviewee'));
    expect(() => oneInterviewee(people, 'P-05', 'A neighbour')).toThrow(refused('one-interviewee'));
  });
});
