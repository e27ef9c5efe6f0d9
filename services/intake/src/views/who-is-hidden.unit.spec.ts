import { describe, expect, it } from '@jest/globals';
import type { Given } from '@probity/decider';
import {
  aCase,
  assessment,
  director,
  examiner,
  feedbackForm,
  lecturer,
  malpractice,
  openCase,
  policy,
  poorPractice,
  registrar,
  scope,
  stateAfter,
  step,
  student,
  submit,
  type Act,
} from '../testing/students.js';
import { isNobodyHidden, whoIsHidden } from './who-is-hidden.js';

const clauses = (given: Given, commands: readonly Act[], caseId?: string) =>
  whoIsHidden(policy, stateAfter(...commands), given, caseId).flatMap((one) => one.clauses);
const taken = [submit(), scope(), poorPractice];
const marked = step('upload-mark', lecturer, { mark: 55, comments: 'See the footnotes.' });
const other = '0198f000-0000-7000-8000-0000000000c2';
const lifted = (id: string): Act => ({
  ...{ type: 'NoteAnonymityLifted', case: id, liftedAt: director.at, actor: director.actor, at: director.at },
});

describe('who the student is', () => {
  it('is hidden from the Registrar until a feedback form is received [IBC-46.1]', () => {
    expect(clauses(registrar, taken)).toEqual(['IBC-46.1']);
    expect(clauses(registrar, [...taken, feedbackForm])).toEqual([]);
  });

  it('is hidden from lecturers and examiners until the mark is uploaded [IBC-46.2]', () => {
    expect(clauses(lecturer, [...taken, feedbackForm])).toEqual(['IBC-46.2']);
    expect(clauses(examiner, taken)).toEqual(['IBC-46.2']);
    expect(clauses(lecturer, [...taken, marked])).toEqual([]);
  });

  it('is hidden from the Director of Training until there is a case to answer [IBC-75]', () => {
    const opened = withTwoCases();
    expect(clauses(director, taken)).toEqual(['IBC-75']);
    expect(clauses(director, opened, aCase)).toEqual(['IBC-75']);
    expect(clauses(director, [...opened, lifted(aCase)], aCase)).toEqual([]);
  });

  it('is opened for one of two and not the other, nor on the report that names both [IBC-75]', () => {
    const one = [...withTwoCases(), lifted(aCase)];
    expect(clauses(director, one, other)).toEqual(['IBC-75']);
    expect(clauses(director, one)).toEqual(['IBC-75']);
    expect(clauses(director, [...one, lifted(other)])).toEqual([]);
  });

  it('is hidden from whoever has another office until then, too [IBC-75]', () => {
    const principal = { actor: { id: 'S-9', offices: ['principal'] }, at: director.at };
    const opened = withTwoCases();
    expect(clauses(principal, opened, aCase)).toEqual(['IBC-75']);
    expect(clauses(principal, [...opened, lifted(aCase)], aCase)).toEqual([]);
    const herself = { actor: { id: 'ST-1', offices: ['student'] }, at: director.at };
    expect([isNobodyHidden(policy, herself), isNobodyHidden(policy, director)]).toEqual([true, false]);
  });
});

/** An examination needs the fewest steps before a case. */
const withTwoCases = (): readonly Act[] => [
  submit(lecturer, {
    ...{ students: [student('ST-1'), student('ST-2')], evidenceKinds: ['annotated-copy'] },
    assessment: assessment({ kind: 'examination' }),
  }),
  scope(),
  malpractice,
  step('referral-form', examiner, {}, { suspicion: 'Copied.', evidence: 'Sources.', form: 'Enclosed.' }),
  openCase('ST-1'),
  openCase('ST-2', { case: other }),
];
