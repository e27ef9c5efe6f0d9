import { kept, studentFacts } from '@probity/contracts';
import { eventOf, RuleBroken, type Decided, type Given } from '@probity/decider';
import { ruled, type Policy } from '@probity/policy-packs';
import type { OpenCase } from './commands.js';
import { asDetermined, completedAt } from './determined.js';
import type { ReportEvent } from './events.js';
import { reportFacts } from './facts.js';
import type { Report } from './report.js';

const fact = eventOf<ReportEvent>();

/** On the report, that the case was opened; and the case itself, a copy under its own key. */
export const openCase = (
  command: OpenCase & Given,
  report: Report,
  policy: Policy,
): readonly Decided<ReportEvent>[] => {
  const { subject, subjectName, centreNamed, reference, registerDigest, products, student = null, attempts } = command;
  const known = report.status === 'submitted' ? report : undefined;
  const alreadyOpen =
    known?.cases.some((one) => one.subject?.kind === subject.kind && one.subject.id === subject.id) ?? false;
  const named = known?.students.some(({ id }) => id === subject.id) ?? false;
  const inRegister = subjectName !== null;
  const centreAgrees = centreNamed === null || centreNamed === subject.centre;
  const history = { earlierPoorPractice: known?.earlierPractice.includes(subject.id) ?? false };
  const ofSubject = student ? { student: studentFacts({ ...student, ...history }).student } : {};
  const facts = { ...ofSubject, subject: { kind: subject.kind, inRegister, centreAgrees, alreadyOpen, named } };
  const ruling = ruled(policy, 'report.open-case', { ...reportFacts(report, command), ...facts }, command);
  // Whatever the policy allows: without them there is nothing to copy.
  if (!known?.category) throw refused('out-of-order', 'categorised', 'What is suspected is categorised first.', policy);
  if (subjectName === null)
    throw refused('unacceptable', 'subject-known', 'The register has no such subject.', policy, '/subject/id');
  if (known.forgotten > 0 && !named) throw refused('unacceptable', 'still-named', stillNamed, policy, '/subject/id');
  const { accuser, directEvidence, papers } = known;
  const determined = asDetermined(known, policy);
  const assessment = determined && { ...determined, ...attempts };
  const reportCompletedAt = completedAt(known, policy);
  const { institution, policy: pin, receivedAt, lagInDays, reporterKind, allegation, attachments, category } = known;
  return [
    fact('CaseOpenedFromReport', { case: command.case, reference, subject }, ruling),
    {
      ...fact(
        'CaseOpened',
        {
          institution,
          policy: pin,
          reference,
          report: command.report,
          subject,
          subjectName,
          registerDigest,
          offences: category.offences.map(({ code }) => code),
          classification: category.classification,
          products: [...products],
          reportReceivedAt: receivedAt,
          reportLagInDays: lagInDays,
          reporterKind,
          ...{ accuser, assessment, directEvidence, student: student && { ...student, ...history } },
          reportCompletedAt,
          allegation,
          attachments: [...attachments],
          ...(papers.length > 0 && { papers: [...papers] }),
          ruling: kept(ruling),
        },
        ruling,
      ),
      on: { stream: `intake-${command.case}`, expected: 0, keyId: `case:${command.case}` },
    },
  ];
};

/** Whether it is one whom the report had to forget, nothing can tell any more. */
const stillNamed = 'The report has forgotten somebody: a case is opened on a student whom it still names.';

const refused = (kind: RuleBroken['kind'], code: string, says: string, policy: Policy, field?: string): RuleBroken => {
  const clauses = policy.act('report.open-case')?.clauses ?? [];
  return new RuleBroken(kind, 'report.open-case', [{ code, clauses, says, ...(field ? { field } : {}) }]);
};
