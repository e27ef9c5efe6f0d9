import { kept } from '@probity/contracts';
import { eventOf, type Decided, type Given } from '@probity/decider';
import { dayOf, ruled, type Policy } from '@probity/policy-packs';
import { daysBetween } from '../days.js';
import type { Allegation } from './allegation.js';
import type { SubmitReport } from './commands.js';
import { earlierNoted } from './earlier-noted.js';
import type { ReportEvent } from './events.js';
import { reportFacts } from './facts.js';
import type { Report } from './report.js';

const fact = eventOf<ReportEvent>();

/** What was said, on the report; who said it, apart from it. */
export const submit = (
  command: SubmitReport & Given,
  report: Report,
  policy: Policy,
): readonly Decided<ReportEvent>[] => {
  const { reporter, interests, allegation, attachments, institution, policy: pin, reference, channel, at } = command;
  const { accuser, about, assessment, students, evidenceKinds, directEvidence, earlierPractice = [] } = command;
  const { papers = [] } = command;
  const { nature } = allegation;
  const said = { whatHappened: nature.what.trim() !== '', interestsAnswered: interests !== null };
  const matter = {
    ...{ reporterKind: reporter.kind, about, assessment, students, forgotten: 0 },
    ...{ evidenceKinds, directEvidence, earlierPractice, accuser, attachments, papers },
  };
  const facts = { ...reportFacts(report, command, matter), said };
  const ruling = ruled(policy, 'report.submit', facts, command, { contents: contentsOf(allegation) });
  const informant = `informant-${command.report}`;
  return [
    fact(
      'ReportSubmitted',
      {
        institution,
        policy: pin,
        reference,
        receivedAt: at,
        channel,
        informant,
        reporterKind: reporter.kind,
        ...{ accuser, about, assessment, students: [...students], evidenceKinds: [...evidenceKinds], directEvidence },
        interestDeclared: interests?.has ?? false,
        contactable: reporter.contact !== null,
        lagInDays: nature.becameAwareOn === undefined ? null : daysBetween(nature.becameAwareOn, dayOf(at, policy)),
        allegation,
        attachments: [...attachments],
        ...(papers.length > 0 && { papers: [...papers] }),
        missing: [...ruling.missing.map(({ code }) => code), ...unsaid(command, policy)],
        ruling: kept(ruling),
      },
      ruling,
    ),
    ...(earlierPractice.length > 0 ? [earlierNoted(earlierPractice, students, at)] : []),
    {
      type: 'InformantIdentified',
      data: {
        report: command.report,
        name: reporter.name,
        contact: reporter.contact,
        relationship: reporter.relationship,
        interest: interests?.detail ?? null,
      },
      authority: ruling.authority,
      on: { stream: informant, expected: 0, keyId: informant.replace('-', ':') },
    },
  ];
};

/**
 * Where staff report, they report on students, and on work: which procedure there is turns on both. Where anyone may, the policy's
 * own list says what a report has.
 */
const unsaid = ({ students, about, assessment }: SubmitReport, policy: Policy): readonly string[] =>
  policy.act('report.submit')?.who.anyone === false
    ? [
        ...(students.length === 0 ? ['student'] : []),
        ...(about === 'assessment' && assessment === null ? ['assessment'] : []),
      ]
    : [];

/** The allegation by the items that a policy may ask for. */
const contentsOf = ({
  nature,
  product,
  centre,
  learners,
  centrePersonnel,
  institutionPersonnel,
  initialInvestigation,
}: Allegation) => ({
  'nature-and-dates': nature.dates.length > 0 ? nature.what : null,
  product,
  centre,
  learner: learners,
  'centre-personnel': centrePersonnel,
  'institution-personnel': institutionPersonnel,
  'initial-investigation': initialInvestigation,
});
