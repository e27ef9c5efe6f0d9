import { expect, it } from '@jest/globals';
import { upcast } from '@probity/shell';
import { inTime, manager, noted } from '../../testing/samples.js';
import { investigationUpcasters, type DataOf } from './events.js';
import { investigationFacts } from './facts.js';
import { evolve, noInvestigation } from './investigation.js';

it('a case that was noted before students, assessments and files were kept is read as one without', () => {
  const { assessment: _, student: __, accuser: ___, reportFiles: ____, identityKept: _____, ...first } = noted().data;
  const data = upcast(investigationUpcasters, 'CaseNoted', 1, 2, first) as DataOf<'CaseNoted'>;
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
  expect(upcast(investigationUpcasters, 'CaseNoted', 1, 2, { ...data, directEvidence: true })).toEqual({
    ...data,
    directEvidence: true,
  });
});
