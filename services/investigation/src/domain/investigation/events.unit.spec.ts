import { expect, it } from '@jest/globals';
import { upcast } from '@probity/shell';
import { inTime, manager, noted } from '../../testing/samples.js';
import { coursework, opened } from '../../testing/university-case.js';
import { investigationUpcasters, investigationVersions, type DataOf } from './events.js';
import { investigationFacts } from './facts.js';
import { evolve, noInvestigation } from './investigation.js';

it('a case that was noted before students, assessments and files were kept is read as one without', () => {
  const { assessment: _, student: __, accuser: ___, reportFiles: ____, identityKept: _____, ...first } = noted().data;
  const data = upcast(investigationUpcasters, 'CaseNoted', 1, 3, first) as DataOf<'CaseNoted'>;
  const state = evolve(noInvestigation, { type: 'CaseNoted', data });
  expect(state).toMatchObject({
    status: 'open',
    student: null,
    assessment: null,
    reportFiles: [],
    identityKept: false,
  });
  expect(investigationFacts(state, { ...manager, at: inTime })).toMatchObject({ assessment: { kind: '' } });
});

it('and what is said now is kept', () => {
  const { data } = noted();
  expect(upcast(investigationUpcasters, 'CaseNoted', 1, 3, { ...data, directEvidence: true })).toEqual({
    ...data,
    directEvidence: true,
  });
});

it('an assessment that was noted before attempts were kept is read as one of which they are not known', () => {
  const { reportCompletedAt: _, assessment: __, ...data } = opened().data;
  const { attempt: ___, attemptsAllowed: ____, submittedAt: _____, ...assessment } = coursework;
  const read = upcast(investigationUpcasters, 'CaseNoted', 2, 3, { ...data, assessment });
  expect(read).toMatchObject({
    reportCompletedAt: null,
    assessment: { attempt: null, attemptsAllowed: null, submittedAt: null },
  });
  expect(upcast(investigationUpcasters, 'CaseNoted', 2, 3, { ...data, assessment: coursework })).toMatchObject({
    assessment: { attempt: 1 },
  });
});

it('where a matter ended, and the date on a form, are not known of what was stored before they were kept', () => {
  const lift = (type: 'NoCaseFound' | 'CaseReferred' | 'InvestigationStarted', from: number) =>
    upcast(investigationUpcasters, type, from, investigationVersions[type], { reason: 'a' });
  expect(lift('NoCaseFound', 2)).toEqual({ reason: 'a', stage: null });
  expect(lift('NoCaseFound', 1)).toEqual({ reason: 'a', onEvidence: true, instruction: null, stage: null });
  expect(lift('CaseReferred', 1)).toEqual({ reason: 'a', formDatedAt: null });
  expect(lift('InvestigationStarted', 1)).toEqual({ reason: 'a' });
});
