import { assessmentOfCase } from '@probity/contracts';
import { same } from '@probity/decider';
import { dayOf, type Policy } from '@probity/policy-packs';
import { derivedId } from '@probity/messaging';
import type { Register } from '@probity/registers';
import { Invalid, nobody, patched, type Asked, type CorrectionRequest, type ServiceContext } from '@probity/shell';
import type { z } from 'zod';
import type { Attachment, Paper } from '../domain/report/allegation.js';
import type { Earlier, OpenCase, SubmitReport } from '../domain/report/commands.js';
import type { StudentOfReport } from '../domain/report/events.js';
import { studentNamed } from '../domain/report/named.js';
import type { Report, SubmittedReport } from '../domain/report/report.js';
import { reportSubject } from '../subjects.js';
import { earlierPracticeOf } from '../views/earlier-practice.query.js';
import { nextReference } from '../views/references.js';
import { assessmentIn, attemptsOf } from './assessment.js';
import { entryOf } from './register-entry.js';
import type { OpenCaseRequest, SubmitReportRequest } from './report.requests.js';
import { studentsIn } from './students.js';

/** A report as a command, under the policy in force at its receipt. @throws Invalid */
export const submission = async (
  intake: ServiceContext,
  asked: Asked,
  body: z.infer<typeof SubmitReportRequest>,
): Promise<{ readonly command: SubmitReport; readonly pinned: Asked }> => {
  const { institution, reporter, interests, attachments: files, papers, ...said } = body;
  const { assessment: work, students: named, about, evidenceKinds, directEvidence, ...allegation } = said;
  if (!intake.policies.institutions.includes(institution))
    throw new Invalid('/institution', 'unknown-institution', 'No institution of that name receives reports here.');
  const policy = intake.policies.inForce(institution, asked.at);
  const { pack, version, referencePrefix, timeZone } = policy;
  checkKnown(policy, ['reporters'], reporter.kind, '/reporter/kind', 'no-such-reporter');
  if (work) checkKnown(policy, ['assessments'], work.kind, '/assessment/kind', 'no-such-assessment');
  checkEvidence(policy, evidenceKinds);
  const actor = reporterOf(policy, institution, asked);
  const today = dayOf(asked.at, { timeZone });
  if (allegation.nature.becameAwareOn !== undefined && allegation.nature.becameAwareOn > today)
    throw new Invalid('/nature/becameAwareOn', 'in-the-future', 'Nobody can have become aware later than today.');
  const register = (await intake.registers.latest(institution))?.register;
  const students = withCases(studentsIn(register, named), asked.requestId);
  const assessment = assessmentIn(register, work);
  const report = derivedId('report', asked.requestId);
  const ids = [...new Set(students.map(({ id }) => id))];
  const command: SubmitReport = {
    type: 'SubmitReport',
    report,
    institution,
    policy: { pack, version },
    reference: await nextReference(intake.views, institution, `${referencePrefix}-R`, today),
    channel: 'api',
    reporter: {
      kind: reporter.kind,
      name: reporter.name ?? null,
      contact: contactOf(reporter),
      relationship: reporter.relationship ?? null,
    },
    interests: interests ? { has: interests.has, detail: interests.detail ?? null } : null,
    accuser: actor === nobody ? null : actor.id,
    ...{ about, assessment, students, evidenceKinds, directEvidence },
    earlierPractice: await earlierPracticeOf(intake, institution, report, ids),
    allegation,
    attachments: await attachments(intake, files),
    papers: papersOf(papers, asked),
  };
  return { command, pinned: { ...asked, actor, institution, pin: { pack, version }, needsIfMatch: false } };
};

/** Each student with the case that will be opened on them, if any is: they are named the same however they are. */
const withCases = (students: readonly StudentOfReport[], requestId: string): readonly StudentOfReport[] => {
  const ids = [...new Set(students.map(({ id }) => id))];
  return students.map((one) => ({ ...one, case: derivedId('case of report', requestId, String(ids.indexOf(one.id))) }));
};

/** As whom: what a policy takes from anyone it takes from nobody in particular, and whoever made it stays sealed. */
const reporterOf = (policy: Policy, institution: string, { actor, institution: theirs }: Asked): Asked['actor'] =>
  policy.act('report.submit')?.who.anyone === false && theirs === institution ? actor : nobody;

/**
 * What duties turn on is said in the policy's words: a synonym would pass by them.
 * @throws Invalid naming those that there are, where the policy says which, and this is none of them
 */
const checkKnown = (policy: Policy, lists: readonly string[], said: string, field: string, code: string): void => {
  const there = lists.filter((list) => policy.facts(list) !== undefined);
  const known = there.flatMap((list) => policy.choices(list, {}).map((one) => one.code));
  if (there.length === 0 || known.includes(said)) return;
  throw new Invalid(field, code, `The policy knows ${known.join(', ')}, and no such kind.`);
};

/**
 * What is told of the assessment afterwards is as if it had been said at first: the register says the level. Where that adds nothing,
 * it stays a correction of the one field.
 * @throws Invalid
 */
export const correctionOf = async (
  { registers }: Pick<ServiceContext, 'registers'>,
  policy: Policy,
  report: Report,
  said: Pick<z.infer<typeof CorrectionRequest>, 'field' | 'value'>,
): Promise<typeof said> => {
  if (report.status === 'none' || !/^\/assessment(\/|$)/.test(said.field)) return said;
  const { assessment } = patched({ assessment: report.assessment }, said.field, said.value) as Pick<
    SubmittedReport,
    'assessment'
  >;
  const work = assessmentOfCase.nullable().parse(assessment);
  if (work) checkKnown(policy, ['assessments'], work.kind, '/value', 'no-such-assessment');
  const register = (await registers.latest(report.institution))?.register;
  const known = assessmentIn(register, work ?? undefined);
  // Where it does not, whoever corrects it does.
  const level = known?.moduleLevel ?? work?.moduleLevel ?? null;
  const value = known && { ...known, moduleLevel: level };
  if (work && same(value, work)) return said;
  return { field: '/assessment', value: JSON.parse(JSON.stringify(value)) as typeof said.value };
};

export const checkEvidence = (policy: Policy, kinds: readonly string[]): void =>
  kinds.forEach((kind, nth) =>
    checkKnown(policy, ['evidence', 'more-evidence'], kind, `/evidenceKinds/${nth}`, 'no-such-evidence'),
  );

/**
 * Who of a report's students was dealt with before, by other reports, and `also` of one whom it does not name. Where it names
 * nobody, nothing is looked up.
 */
export const earlierOf = async (
  intake: ServiceContext,
  report: string,
  { institution }: Asked,
  also: readonly string[] = [],
): Promise<Earlier> => {
  const { state } = await intake.read(reportSubject, report, institution);
  const named = state.status === 'none' ? [] : state.students.map(({ id }) => id);
  const students = [...new Set([...named, ...also])];
  if (students.length === 0) return {};
  return { earlierPractice: await earlierPracticeOf(intake, institution ?? '', report, students) };
};

/** Every way in which the informant can be reached; null where there is none. */
export const contactOf = ({
  email,
  telephone,
}: Pick<z.infer<typeof SubmitReportRequest>['reporter'], 'email' | 'telephone'>): string | null =>
  [email, telephone].filter((way) => way !== undefined).join(', ') || null;

/** What is on paper, each with the name that it has from now on. */
export const papersOf = (said: readonly Omit<Paper, 'paper'>[], { requestId }: Asked): readonly Paper[] =>
  said.map((one, nth) => ({ paper: `paper:${derivedId('paper', requestId, String(nth))}`, ...one }));

/** The files as they are kept: uploaded before, named by the digests that they were given. @throws Invalid naming the one that was never uploaded */
export const attachments = async (
  intake: ServiceContext,
  files: readonly Omit<Attachment, 'bytes' | 'contentDigest'>[],
): Promise<readonly Attachment[]> =>
  Promise.all(
    files.map(async (file, index) => {
      const known = await intake.evidence.describe(file.digest);
      if (!known)
        throw new Invalid(`/attachments/${index}/digest`, 'no-such-file', 'No file with this digest was uploaded.');
      return { ...file, bytes: known.bytes, contentDigest: known.contentDigest };
    }),
  );

/**
 * Whom the case is on, at which centre and with which products, as the institution's register has them.
 * @throws Invalid naming what the register has not, or has twice
 */
export const caseOf = async (
  intake: ServiceContext,
  report: string,
  asked: Asked,
  { subject: { centre: centreNamed, ...who }, products }: z.infer<typeof OpenCaseRequest>,
): Promise<OpenCase> => {
  const institution = asked.institution ?? '';
  const snapshot = await intake.registers.latest(institution);
  if (!snapshot) throw new Invalid('/subject', 'no-register', 'The institution has uploaded no register yet.');
  const { register, digest } = snapshot;
  checkProducts(register, products);
  const state =
    who.kind === 'student' ? (await intake.read(reportSubject, report, asked.institution)).state : undefined;
  const named = state?.status === 'submitted' ? studentNamed(state, who.id) : undefined;
  const { name, centre, student } = entryOf(register, { ...who, id: named ?? who.id }, centreNamed);
  const { referencePrefix, timeZone } = intake.policies.inForce(institution, asked.at);
  return {
    type: 'OpenCase',
    report,
    case: (student && allotted(state, student.id)) ?? derivedId('case', asked.requestId),
    reference: await nextReference(intake.views, institution, referencePrefix, dayOf(asked.at, { timeZone })),
    subject: { ...who, id: student?.id ?? who.id, centre },
    centreNamed,
    subjectName: name,
    student: student?.student ?? null,
    attempts: student && state?.status === 'submitted' ? attemptsOf(register, state.assessment, student.id) : null,
    ...(student && (await earlierOf(intake, report, asked, [student.id]))),
    registerDigest: digest,
    products,
  };
};

/** The case that a student was named with, while it is not open. */
const allotted = (report: Report | undefined, student: string): string | undefined => {
  if (report?.status !== 'submitted') return undefined;
  const id = report.students.find((one) => one.id === student)?.case;
  return report.cases.some((one) => one.case === id) ? undefined : id;
};

const checkProducts = ({ qualifications }: Register, products: readonly string[]): void => {
  const known = new Set(qualifications.map(({ number }) => number));
  const unknown = products.findIndex((product) => !known.has(product));
  if (unknown >= 0)
    throw new Invalid(`/products/${unknown}`, 'no-such-qualification', 'The register has no such qualification.');
};
