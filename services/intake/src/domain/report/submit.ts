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
  const { nature } = allegation;
  const said = { whatHappened: nature.what.trim() !== '', interestsAnswered: interests !== null };
  const matter = {
    ...{ reporterKind: reporter.kind, about, assessment, students, forgotten: 0 },
    ...{ evidenceKinds, directEvidence, earlierPractice },
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
        missing: [...ruling.missing.map(({ code }) => code), ...(nobodyNamed(command, policy) ? ['student'] : [])],
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

/** Where staff report, they report on students; where anyone may, the policy's own list says what a report has. */
const nobodyNamed = ({ students }: SubmitReport, policy: Policy): boolean =>
  students.length === 0 && policy.act('report.submit')?.who.anyone === false;

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
