import type { SubmittedReport } from './report.js';

/** The id of the student whom a report calls so; undefined where it is no such name. */
export const studentNamed = (
  { students, names }: Pick<SubmittedReport, 'students' | 'names'>,
  name: string,
): string | undefined => students[names.indexOf(name)]?.id;
