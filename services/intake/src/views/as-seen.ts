import type { StepsTaken } from '@probity/contracts';
import { FactMissing, FactsUnusable, type Policy, type TableRuling } from '@probity/policy-packs';
import type { Asked, ServiceContext } from '@probity/shell';
import type { Case } from '../domain/case/case.js';
import { reportFacts } from '../domain/report/facts.js';
import type { Report, SubmittedReport } from '../domain/report/report.js';
import { reportSubject } from '../subjects.js';
import { whoIsHidden } from './who-is-hidden.js';

/** A report without what is kept from whoever asks. */
export const reportAsSeen = async (
  intake: ServiceContext,
  id: string,
  state: Report,
  asked: Asked,
): Promise<object> => {
  if (state.status === 'none') return { id, ...state };
  const policy = intake.policies.get(state.policy);
  const hidden = whoIsHidden(policy, state, asked);
  return {
    id,
    ...(hidden.length > 0 ? withoutStudents(state, policy) : state),
    // As the report named them: whoever named somebody by the id learns no number by it, and the other way round.
    candidates: state.students.map(({ candidate }) => candidate ?? null),
    procedure: procedureOf(policy, state, asked),
    hidden,
  };
};

/** A case without what is kept from whoever asks. What kind of person reported may tell who it was. */
export const caseAsSeen = async (intake: ServiceContext, id: string, state: Case, asked: Asked): Promise<object> => {
  const whole = { id, ...state, reporterKind: undefined };
  if (state.status === 'none' || state.subject.kind !== 'student') return { ...whole, hidden: [] };
  const policy = intake.policies.get(state.policy);
  const report = await intake.streams.load(reportSubject, state.report);
  const hidden = whoIsHidden(policy, report.state, asked, id);
  if (hidden.length === 0) return { ...whole, hidden };
  const { subject, allegation } = state;
  return {
    ...whole,
    ...{ subject: { ...subject, id: null }, subjectName: null },
    allegation: { ...allegation, learners: undefined },
    hidden,
  };
};

const withoutStudents = (report: SubmittedReport, policy: Policy): object => ({
  ...report,
  ...{ students: null, earlierPractice: null, allegation: { ...report.allegation, learners: undefined } },
  cases: report.cases.map((one) =>
    one.subject.kind === 'student' ? { ...one, subject: { ...one.subject, id: null } } : one,
  ),
  steps: withoutPersonal(report.steps, policy),
});

/** What a step told of persons may be who the student is. */
const withoutPersonal = ({ names, told }: StepsTaken, policy: Policy): StepsTaken => {
  const personal = new Set(
    policy.steps('report').flatMap(({ fields }) => fields.flatMap((one) => (one.personal ? [one.name] : []))),
  );
  const shown = (fields: StepsTaken['told'][string]) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !personal.has(name)));
  return { names, told: Object.fromEntries(Object.entries(told).map(([step, fields]) => [step, shown(fields)])) };
};

/** Which part of its procedure the policy has for it; null where it has one only, or where that cannot be told yet. */
const procedureOf = (policy: Policy, report: SubmittedReport, asked: Asked): TableRuling['rows'][number] | null => {
  if (!policy.tables.includes('procedure') || report.category === null) return null;
  const { student, assessment } = reportFacts(report, asked);
  const determined = Object.values(report.steps.told).find(({ part }) => typeof part === 'string')?.['part'] ?? '';
  const category = report.category.classification;
  try {
    const facts = { about: report.about, category, determined: String(determined), assessment, student };
    return policy.table('procedure', facts).rows[0] ?? null;
  } catch (error) {
    if (error instanceof FactMissing || error instanceof FactsUnusable) return null;
    throw error;
  }
};
