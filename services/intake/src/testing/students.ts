import { assessmentOfCase, studentOfCase, type AssessmentOfCase, type StudentOfCase } from '@probity/contracts';
import { fold, type Given } from '@probity/decider';
import { compilePacks, packsDirectory } from '@probity/policy-packs';
import { caseCatalogue } from '../domain/case/case.js';
import type { Categorise, HandleLocally, OpenCase, ReportCommand, SubmitReport } from '../domain/report/commands.js';
import { reportDecider } from '../domain/report/decisions.js';
import type { ReportEvent } from '../domain/report/events.js';
import { reportCatalogue } from '../domain/report/facts.js';

const pin = { pack: 'irish-baptist-college', version: '2023-08-21' };
export const policy = compilePacks(packsDirectory, [reportCatalogue, caseCatalogue], {
  only: `${pin.pack}/${pin.version}`,
}).get(pin);

export const report = '0198f000-0000-7000-8000-000000000001';
export const aCase = '0198f000-0000-7000-8000-0000000000c1';

const by = (id: string, office: string): Given => ({
  actor: { id, offices: [office] },
  at: '2026-10-05T09:00:00.000Z',
});
export const lecturer = by('S-1', 'lecturer');
export const examiner = by('S-2', 'examiner');
export const invigilator = by('S-3', 'invigilator');
export const registrar = by('S-4', 'registrar');
export const director = by('S-5', 'director-of-training');

export const essay = assessmentOfCase.parse({
  ...{ kind: 'coursework', module: 'TH-4', moduleLevel: 4, marksReleasedAt: '2026-11-02T09:00:00.000Z' },
});
export const assessment = (more: Partial<AssessmentOfCase>): AssessmentOfCase => ({ ...essay, ...more });
export const student = (id: string, more: Partial<StudentOfCase> = {}) => ({
  ...{ id, student: studentOfCase.parse({ career: 'undergraduate', registeredLevel: 4, ...more }) },
});

export type Act<C extends ReportCommand = ReportCommand> = C & Given;

export const workEnclosed = {
  ...{ digest: `sha256:${'e'.repeat(64)}`, name: 'essay.pdf', mediaType: 'application/pdf', bytes: 9 },
};

export const submit = (given: Given = lecturer, more: Partial<SubmitReport> = {}): Act => ({
  ...given,
  ...{ type: 'SubmitReport', report, institution: pin.pack, policy: pin, reference: 'R-1', channel: 'api' },
  reporter: { kind: 'lecturer', name: null, contact: null, relationship: null },
  ...{ interests: null, accuser: given.actor.id, about: 'assessment', assessment: essay, students: [student('ST-1')] },
  ...{ evidenceKinds: [], directEvidence: false },
  allegation: { nature: { what: 'Two footnotes are missing.', dates: [] } },
  attachments: [workEnclosed],
  ...more,
});

export const scope = (inScope = true): Act => ({ ...director, type: 'DecideScope', inScope, reason: 'Coursework.' });

export const categorise = (
  classification: string,
  codes: readonly string[],
  more: Partial<Categorise> & { readonly given?: Given; readonly earlierPractice?: readonly string[] } = {},
): Act => {
  const { given = lecturer, ...rest } = more;
  const offences = codes.map((code) => ({ code, description: null }));
  return { ...given, type: 'Categorise', offences, classification, intent: 'not-known', extentLimited: true, ...rest };
};
export const poorPractice = categorise('poor-practice', ['inadequate-referencing']);
export const malpractice = categorise('malpractice', ['plagiarism'], { extentLimited: false });

export const handleLocally: Act<HandleLocally> = { ...lecturer, type: 'HandleLocally' };

export const step = (
  name: string,
  given: Given,
  fields: Readonly<Record<string, string | number | boolean>> = {},
  letter?: Readonly<Record<string, string>>,
): Act => ({ ...given, type: 'RecordStep', step: `report.${name}`, fields, ...(letter ? { letter } : {}) });

export const openCase = (id: string, more: Partial<OpenCase> & { earlierPractice?: readonly string[] } = {}): Act => ({
  ...director,
  ...{ type: 'OpenCase', report, case: aCase, reference: 'C-1', subject: { kind: 'student', id, centre: null } },
  ...{ centreNamed: null, subjectName: 'A. Student', student: student(id).student },
  ...{ registerDigest: 'sha256:00', products: [] },
  ...more,
});

export const feedbackForm = step(
  'feedback-form',
  lecturer,
  { markedAsNormal: true },
  { nature: 'Footnotes.', meeting: 'Ask your lecturer.' },
);

/** What is on the report after these commands, one after another. */
export const after = (...commands: readonly Act[]): readonly ReportEvent[] =>
  commands.reduce<readonly ReportEvent[]>(
    (events, command) => [
      ...events,
      ...reportDecider
        .decide(command, fold(reportDecider, events), policy)
        .filter(({ on }) => on === undefined)
        .map(({ type, data }) => ({ type, data }) as ReportEvent),
    ],
    [],
  );

export const stateAfter = (...commands: readonly Act[]) => fold(reportDecider, after(...commands));
