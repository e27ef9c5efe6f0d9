import type { College } from './college.js';

/** A report that a case was opened on: both as paths. */
export interface Opened {
  readonly report: string;
  readonly path: string;
}

interface Suspicion {
  readonly what: string;
  readonly offences: readonly string[];
  readonly assessment: object;
}

/** Where acts on the investigation of a case go. */
export const caseOf = (path: string): string => `${path}/investigation`;

/** Referred by this person, in scope, and categorised as malpractice: the report's path. */
export const referred = async (
  college: College,
  who: string,
  { what, offences, ...more }: Suspicion,
  students: readonly string[],
): Promise<string> => {
  const { id } = await college.does(who, undefined, '/reports', {
    ...{ institution: 'irish-baptist-college', reporter: { kind: who.replace(/-\d$/, '') }, nature: { what } },
    ...{ students, ...more },
  });
  const report = `/reports/${id}`;
  await college.does('director', report, `${report}/scope`, { inScope: true, reason: 'It counts for the award.' });
  const category = { offences: offences.map((code) => ({ code })), classification: 'malpractice' };
  await college.does(who, report, `${report}/category`, category);
  return report;
};

/** A case on a student of the report, as the investigation knows it. */
export const openedOn = async (college: College, report: string, student: string): Promise<string> => {
  const subject = { kind: 'student', id: student };
  const { case: id } = await college.does('director', report, `${report}/cases`, { subject });
  const path = `/cases/${id}`;
  await college.sees('director', caseOf(path), ({ status }) => status === 'open');
  return path;
};

/** Referred on its form, with a case on the first of the students. */
export const opened = async (
  college: College,
  who: string,
  suspicion: Suspicion,
  students: readonly [string, ...string[]],
  onForm: (report: string) => Promise<void>,
): Promise<Opened> => {
  const report = await referred(college, who, suspicion, students);
  await onForm(report);
  return { report, path: await openedOn(college, report, students[0]) };
};
