import type { AssessmentOfCase } from '@probity/contracts';
import type { Register } from '@probity/registers';
import { Invalid } from '@probity/shell';

/**
 * On the level that the register has of its module, where one is named. Which attempt it is, is each student's own: it is looked
 * up when a case is opened. Pure.
 * @throws Invalid where the register has no such module, or the module no such part
 */
export const assessmentIn = (
  register: Register | undefined,
  assessment: AssessmentOfCase | undefined,
): AssessmentOfCase | null => {
  if (assessment === undefined) return null;
  if (assessment.module === null) return assessment;
  const module = register?.modules.find(({ code }) => code === assessment.module);
  if (!module) throw new Invalid('/assessment/module', 'no-such-module', 'The register has no such module.');
  if (
    assessment.component !== null &&
    module.components.length > 0 &&
    !module.components.includes(assessment.component)
  )
    throw new Invalid('/assessment/component', 'no-such-component', 'The register has no such part of this module.');
  return { ...assessment, moduleLevel: module.level ?? null, attempt: null, attemptsAllowed: null };
};

export type Attempts = Pick<AssessmentOfCase, 'attempt' | 'attemptsAllowed'>;

/** Which attempt at the assessment it is for this student, by the register; null where it does not say, and what was said stays. Pure. */
export const attemptsOf = (
  { results }: Register,
  assessment: AssessmentOfCase | null,
  student: string,
): Attempts | null => {
  if (assessment === null) return null;
  const { module, component } = assessment;
  const result = results.find((one) => one.student === student && one.module === module && one.component === component);
  return result ? { attempt: result.attempt, attemptsAllowed: result.attemptsAllowed } : null;
};
