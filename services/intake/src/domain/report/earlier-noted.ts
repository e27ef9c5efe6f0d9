import type { Decided } from '@probity/decider';
import type { ReportEvent, StudentOfReport } from './events.js';

export type EarlierNoted = Extract<ReportEvent, { type: 'EarlierPracticeNoted' }>;

/** Who was dealt with before, each with the case that they are forgotten with. */
export const earlierNoted = (
  students: readonly string[],
  known: readonly Pick<StudentOfReport, 'id' | 'case'>[],
  notedAt: string,
): Decided<EarlierNoted> => {
  const cases = new Map(known.map((one) => [one.id, one.case]));
  const noted = students.map((id) => ({ id, ...(cases.get(id) === undefined ? {} : { case: cases.get(id) }) }));
  return { type: 'EarlierPracticeNoted', data: { students: noted, notedAt }, authority: [] };
};
