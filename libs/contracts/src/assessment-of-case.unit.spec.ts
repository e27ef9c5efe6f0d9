import { expect, it } from '@jest/globals';
import { assessmentFacts, assessmentOfCase, studentFacts, studentOfCase } from './assessment-of-case.js';

it('only what is known of an assessment is a fact', () => {
  const assessment = assessmentOfCase.parse({ kind: 'coursework', module: 'BT101', postedAt: '2026-10-01T09:00:00Z' });
  const facts = assessmentFacts(assessment);
  expect(facts.assessment).toMatchObject({ kind: 'coursework', postedAt: '2026-10-01T09:00:00Z', formative: false });
  expect(Object.keys(facts.assessment)).not.toContain('marksReleasedAt');
  expect(facts.examination).toEqual({});
  expect(assessmentFacts(null)).toEqual({ assessment: { kind: '' }, examination: {} });
});

it('and of a student', () => {
  const { student, course } = studentFacts(
    studentOfCase.parse({ career: 'postgraduate', validatedBy: 'a-university' }),
  );
  expect(student).toEqual({
    ...{ career: 'postgraduate', withdrawn: false, isMinor: false, partTime: false, earlierPoorPractice: false },
  });
  expect(course).toEqual({ validatedBy: 'a-university' });
});
