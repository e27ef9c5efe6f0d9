import type { AssessmentOfCase } from '@probity/contracts';
import type { Register } from '@probity/registers';
import { Invalid } from '@probity/shell';

/** On the level that the register has of its module, where one is named. Pure. @throws Invalid where the register has no such module */
export const assessmentIn = (
  register: Register | undefined,
  assessment: AssessmentOfCase | undefined,
): AssessmentOfCase | null => {
  if (assessment === undefined) return null;
  if (assessment.module === null) return assessment;
  const module = register?.modules.find(({ code }) => code === assessment.module);
  if (!module) throw new Invalid('/assessment/module', 'no-such-module', 'The register has no such module.');
  return { ...assessment, moduleLevel: module.level ?? null };
};
