import { toldBy, type AssessmentOfCase } from '@probity/contracts';
import type { Policy } from '@probity/policy-packs';
import type { SubmittedReport } from './report.js';

/** What was determined, in the policy's code, where it was in doubt which part of the procedure applies; empty where nothing was. */
export const determinedPart = ({ steps }: Pick<SubmittedReport, 'steps'>): string =>
  String(Object.values(steps.told).find(({ part }) => typeof part === 'string')?.['part'] ?? '');

/** An assessment whose kind was in doubt is treated as what was determined. */
export const asDetermined = (report: SubmittedReport, policy: Policy): AssessmentOfCase | null => {
  const { assessment } = report;
  if (assessment === null || !policy.tables.includes('assessment-kind')) return assessment;
  const facts = { determined: determinedPart(report), assessment: { kind: assessment.kind } };
  const kind = policy.table('assessment-kind', facts).rows[0]?.then['kind'];
  return typeof kind === 'string' && kind !== '' ? { ...assessment, kind } : assessment;
};

/** When the last came in of what the policy says completes a report; null where it waits for nothing more. */
export const completedAt = ({ steps }: Pick<SubmittedReport, 'steps'>, policy: Policy): string | null => {
  const at = policy
    .steps('report')
    .filter(({ means }) => means === 'completion')
    .map(({ name }) => toldBy(steps, name)['at'])
    .filter((one) => typeof one === 'string');
  return at.toSorted().at(-1) ?? null;
};
