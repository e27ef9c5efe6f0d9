import type { StepsTaken } from '@probity/contracts';
import { FactMissing, FactsUnusable, type Hidden, type Policy, type TableRuling } from '@probity/policy-packs';
import { fileHiddenFrom, type Asked, type ServiceContext } from '@probity/shell';
import type { Case } from '../domain/case/case.js';
import { determinedPart } from '../domain/report/determined.js';
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
  parts: readonly string[] = [],
): Promise<object> => {
  if (state.status === 'none') return { id, ...state };
  const policy = intake.policies.get(state.policy);
  const who = whoIsHidden(policy, state, asked);
  const file = state.cases.length > 0 ? fileKeptFrom(policy, state, asked, parts) : [];
  const hidden = [...who, ...file];
  return {
    id,
    ...seenBy(who.length > 0, state, policy),
    ...(file.length > 0 && withoutWords(state, policy)),
    // As the report named them: whoever named somebody by the id learns no number by it, and the other way round.
    candidates: state.students.map(({ candidate }) => candidate ?? null),
    // And a name for each by which a case can be opened, whoever they are.
    named: state.students.map(({ candidate = null }, nth) => ({ as: state.names[nth], candidate })),
    procedure: procedureOf(policy, state, asked),
    hidden,
  };
};

/** The case that a student was named with says nothing before it is open. */
const seenBy = (isHidden: boolean, state: SubmittedReport, policy: Policy): object => {
  const { names: _names, ...whole } = state;
  const students = state.students.map(({ case: _, ...one }) => one);
  const known = { ...whole, students, ...(state.forgotten > 0 && withoutWords(state, policy)) };
  return isHidden ? { ...known, ...withoutStudents(state, policy) } : known;
};

/** Whom a report has forgotten, its words may name: each case that goes on has them, under its own key. */
const withoutWords = (report: SubmittedReport, policy: Policy): object => ({
  allegation: null,
  information: report.information.map(({ items }) => ({ information: null, items })),
  attachments: report.attachments.map((one) => ({ ...one, name: null })),
  papers: report.papers.map(({ paper }) => ({ paper, what: null, keptAt: null, heldBy: null })),
  category: report.category && {
    ...report.category,
    offences: report.category.offences.map(({ code }) => ({ code, description: null })),
  },
  steps: withoutPersonal(report.steps, policy),
});

/** The file of a case is kept from some: what was reported is in it. Whoever made the report knows what they said. */
export const fileKeptFrom = (
  policy: Policy,
  { accuser = null }: { readonly accuser?: string | null | undefined },
  { actor }: Pick<Asked, 'actor'>,
  parts: readonly string[] = [],
): readonly Hidden[] => (accuser === actor.id ? [] : fileHiddenFrom(policy, actor, parts));

/** A report as if it were on the student of that case alone. */
const ofCase = (report: SubmittedReport, { subject, student = null }: Extract<Case, { status: 'open' }>) => ({
  ...report,
  students: student === null ? [] : [{ id: subject.id, student }],
});

/**
 * A case without what is kept from whoever asks. What kind of person reported may tell who it was.
 * @param parts that they have in the case
 */
export const caseAsSeen = async (
  intake: ServiceContext,
  id: string,
  state: Case,
  asked: Asked,
  parts: readonly string[],
): Promise<object> => {
  if (state.status === 'none' || state.subject.kind !== 'student')
    return { id, ...state, reporterKind: undefined, hidden: [] };
  const policy = intake.policies.get(state.policy);
  const report = await intake.streams.load(reportSubject, state.report);
  const procedure = report.state.status === 'none' ? null : procedureOf(policy, ofCase(report.state, state), asked);
  const whole = { id, ...state, reporterKind: undefined, procedure };
  const who = whoIsHidden(policy, report.state, asked, id);
  const file = fileKeptFrom(policy, state, asked, parts);
  const { subject, allegation } = state;
  return {
    ...whole,
    ...(who.length + file.length > 0 && { subject: { ...subject, id: null }, subjectName: null }),
    ...(who.length > 0 && { allegation: { ...allegation, learners: undefined } }),
    ...(file.length > 0 && withoutFile),
    hidden: [...who, ...file],
  };
};

/** Nor of what it is: what was alleged of the student before is on that file. */
const withoutFile = {
  ...{ allegation: null, attachments: [], papers: [] },
  ...{ offences: null, classification: null, procedure: null },
};

const withoutStudents = (report: SubmittedReport, policy: Policy): object => ({
  ...{ students: null, earlierPractice: null },
  ...(report.forgotten > 0 ? {} : { allegation: { ...report.allegation, learners: undefined } }),
  cases: report.cases.map((one) =>
    one.subject?.kind === 'student' ? { ...one, subject: { ...one.subject, id: null } } : one,
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
  const category = report.category.classification;
  try {
    const facts = { about: report.about, category, determined: determinedPart(report), assessment, student };
    return policy.table('procedure', facts).rows[0] ?? null;
  } catch (error) {
    if (error instanceof FactMissing || error instanceof FactsUnusable) return null;
    throw error;
  }
};
