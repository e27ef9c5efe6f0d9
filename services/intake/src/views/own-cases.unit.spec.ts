import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import type { ServiceContext } from '@probity/shell';
import { caseDecider, type CaseEvent } from '../domain/case/case.js';
import { reportDecider } from '../domain/report/decisions.js';
import { aCase, after, assessment, examiner, malpractice, openCase, policy } from '../testing/students.js';
import { scope, stateAfter, step, submit } from '../testing/students.js';
import { ownCase } from './own-cases.query.js';

const form = step('referral-form', examiner, {}, { suspicion: 'Copied.', evidence: 'Sources.', form: 'Enclosed.' });
const commands = [submit(examiner, { assessment: assessment({ kind: 'group' }) }), scope(), malpractice, form];
const opened = reportDecider
  .decide(openCase('ST-1'), stateAfter(...commands), policy)
  .find(({ type }) => type === 'CaseOpened') as unknown as CaseEvent;
const toldAt = '2026-10-12T09:00:00.000Z';
const told: CaseEvent = { type: 'StudentToldNoted', data: { toldAt } };
const intake = { policies: { get: () => policy } } as unknown as ServiceContext;
const seenBy = (id: string, ...events: readonly CaseEvent[]) =>
  ownCase(intake, aCase, fold(caseDecider, events), { institution: 'x', actor: { id, offices: ['student'] } });

describe('a case of their own', () => {
  it('is shown to a student from when they were told of it [UC-7.4.1]', () => {
    expect(after(...commands)).not.toEqual([]);
    expect(seenBy('ST-1', opened)).toBeUndefined();
    expect(seenBy('ST-1', opened, told)).toMatchObject({
      ...{ id: aCase, reference: 'C-1', toldAt, classification: 'malpractice', assessment: { module: 'TH-4' } },
      offences: [{ code: 'plagiarism', title: expect.any(String) }],
    });
  });

  it('is shown to nobody else, and without what was said of others', () => {
    expect(seenBy('ST-2', opened, told)).toBeUndefined();
    expect(JSON.stringify(seenBy('ST-1', opened, told))).not.toMatch(/footnotes|S-1"/);
  });

  it('is told of once', () => {
    const note = { type: 'NoteStudentTold', toldAt, actor: { id: 'system:intake', offices: [] }, at: toldAt } as const;
    given(caseDecider, policy, opened).when(note).then(told);
    given(caseDecider, policy, opened, told).when(note).thenNothing();
    given(caseDecider, policy).when(note).thenNothing();
  });
});
