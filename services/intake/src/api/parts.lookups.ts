import { Destroyed, partsThatOpen, type Asked, type CaseParts, type Loaded, type ServiceContext } from '@probity/shell';
import type { ReportEvent } from '../domain/report/events.js';
import type { Report } from '../domain/report/report.js';

/** What somebody did on a report, and the parts that they have in the cases that came of it. */
export const partsInReport = async (
  intake: ServiceContext,
  cases: CaseParts,
  { state, told }: Loaded<Report, ReportEvent>,
  { actor }: Asked,
): Promise<readonly string[]> => {
  if (state.status === 'none') return [];
  const policy = intake.policies.get(state.policy);
  const acted = told.some(({ recorded }) => recorded.actor === actor.id) ? ['acted'] : [];
  const each = state.cases.map(({ case: id }) => partsThatOpen(cases, policy, actor, id).catch(noneOfDestroyed));
  return [...acted, ...(await Promise.all(each)).flat()];
};

const noneOfDestroyed = (error: unknown): readonly string[] => {
  if (error instanceof Destroyed) return [];
  throw error;
};
