import { kept, type AnyCommand, type Classification, type PolicyPin, type SubjectOfCase } from '@probity/contracts';
import { eventOf, type Decided, type Decider, type Given } from '@probity/decider';
import { dayOf, decideAny, ruled, type Facts, type Policy, type Ruling, type Said } from '@probity/policy-packs';
import { daysBetween } from '../days.js';
import { reportFacts } from './facts.js';
import {
  evolve,
  noReport,
  type Allegation,
  type Attachment,
  type DataOf,
  type Report,
  type ReportEvent,
} from './report.js';

export type ReportCommand =
  SubmitReport | AddInformation | Acknowledge | DecideScope | Categorise | OpenCase | AnyCommand;

export interface SubmitReport {
  readonly type: 'SubmitReport';
  readonly report: string;
  readonly institution: string;
  readonly policy: PolicyPin;
  readonly reference: string;
  readonly channel: DataOf<'ReportSubmitted'>['channel'];
  readonly reporter: {
    readonly kind: DataOf<'ReportSubmitted'>['reporterKind'];
    readonly name: string | null;
    readonly contact: string | null;
    readonly relationship: string | null;
  };
  /** Null: not answered. */
  readonly interests: { readonly has: boolean; readonly detail: string | null } | null;
  readonly allegation: Allegation;
  readonly attachments: readonly Attachment[];
}
export interface AddInformation {
  readonly type: 'AddInformation';
  readonly information: string;
  /** Codes of the items of the allegation that it supplies. */
  readonly items: readonly string[];
  readonly attachments: readonly Attachment[];
}
export interface Acknowledge {
  readonly type: 'Acknowledge';
  /** Null: not sent, for the reason given. */
  readonly notice: string | null;
  readonly skippedBecause: string | null;
}
export interface DecideScope {
  readonly type: 'DecideScope';
  readonly inScope: boolean;
  readonly reason: string;
}
export interface Categorise {
  readonly type: 'Categorise';
  readonly offences: readonly { readonly code: string; readonly description: string | null }[];
  readonly classification: Classification;
  readonly intent: DataOf<'ReportCategorised'>['intent'];
}
export interface OpenCase {
  readonly type: 'OpenCase';
  readonly report: string;
  readonly case: string;
  readonly reference: string;
  /** At the centre where the institution's register has it. */
  readonly subject: SubjectOfCase;
  /** As whoever opens the case names it; null: not named. */
  readonly centreNamed: string | null;
  /** Looked up in the institution's register; null where it has no such entry. */
  readonly subjectName: string | null;
  readonly registerDigest: string;
  readonly products: readonly string[];
}

type Decision = readonly Decided<ReportEvent>[];
const fact = eventOf<ReportEvent>();

const decide = (command: ReportCommand & Given, report: Report, policy: Policy): Decision => {
  switch (command.type) {
    case 'SubmitReport':
      return submit(command, report, policy);
    case 'AddInformation':
      return addInformation(command, report, policy);
    case 'Acknowledge':
      return acknowledge(command, report, policy);
    case 'DecideScope': {
      const { inScope, reason } = command;
      const ruling = rule(
        'report.decide-scope',
        { scope: { inScope, reasonGiven: reason !== '' } },
        command,
        report,
        policy,
      );
      return [fact('ScopeDecided', { inScope, reason, ruling: kept(ruling) }, ruling)];
    }
    case 'Categorise':
      return categorise(command, report, policy);
    case 'OpenCase':
      return openCase(command, report, policy);
    case 'RecordStep':
    case 'Correct':
      return decideAny('report', command, reportFacts(report, command), policy);
  }
};

export const reportDecider: Decider<ReportCommand & Given, Report, ReportEvent, Policy> = {
  initial: noReport,
  decide,
  evolve,
};

const submit = (command: SubmitReport & Given, report: Report, policy: Policy): Decision => {
  const { reporter, interests, allegation, attachments, institution, policy: pin, reference, channel, at } = command;
  const { nature } = allegation;
  const said = { whatHappened: nature.what.trim() !== '', interestsAnswered: interests !== null };
  const ruling = rule('report.submit', { said }, command, report, policy, { contents: contentsOf(allegation) });
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
        interestDeclared: interests?.has ?? false,
        contactable: reporter.contact !== null,
        lagInDays: nature.becameAwareOn === undefined ? null : daysBetween(nature.becameAwareOn, dayOf(at, policy)),
        allegation,
        attachments: [...attachments],
        missing: ruling.missing.map(({ code }) => code),
        ruling: kept(ruling),
      },
      ruling,
    ),
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

const addInformation = (command: AddInformation & Given, report: Report, policy: Policy): Decision => {
  const { information, items, attachments } = command;
  const asked = policy.act('report.submit')?.contains;
  const known = asked === undefined ? [] : policy.document(asked).items.map(({ code }) => code);
  const facts = { information: { itemsKnown: items.every((item) => known.includes(item)) } };
  const ruling = rule('report.add-information', facts, command, report, policy);
  const added = { information, items: [...items], attachments: [...attachments] };
  return [fact('InformationAdded', { ...added, ruling: kept(ruling) }, ruling)];
};

const acknowledge = (command: Acknowledge & Given, report: Report, policy: Policy): Decision => {
  if (report.status === 'submitted' && report.acknowledged) return [];
  const { notice, skippedBecause } = command;
  const facts = { notice: { sent: notice !== null, reasonGiven: skippedBecause !== null } };
  const ruling = rule('report.acknowledge', facts, command, report, policy);
  return [fact('ReportAcknowledged', { sent: notice !== null, notice, skippedBecause, ruling: kept(ruling) }, ruling)];
};

const categorise = (command: Categorise & Given, report: Report, policy: Policy): Decision => {
  const { offences, classification, intent } = command;
  const known = offences.map(({ code }) => policy.offence(code));
  const category = {
    known: known.every((offence) => offence !== undefined),
    described: offences.every(
      ({ description }, index) => !known[index]?.needsDescription || (description ?? '').trim() !== '',
    ),
    classification,
  };
  const ruling = rule('report.categorise', { category }, command, report, policy);
  const clauses = known.flatMap((offence) => offence?.clauses ?? []);
  const authority = [...new Set([...ruling.authority, ...clauses])];
  return [
    fact('ReportCategorised', { offences: [...offences], classification, intent, ruling: kept(ruling) }, { authority }),
  ];
};

const openCase = (command: OpenCase & Given, report: Report, policy: Policy): Decision => {
  const { subject, subjectName, centreNamed, reference, registerDigest, products } = command;
  const known = report.status === 'submitted' ? report : undefined;
  const alreadyOpen =
    known?.cases.some((one) => one.subject.kind === subject.kind && one.subject.id === subject.id) ?? false;
  const inRegister = subjectName !== null;
  const centreAgrees = centreNamed === null || centreNamed === subject.centre;
  const facts = { subject: { kind: subject.kind, inRegister, centreAgrees, alreadyOpen } };
  const ruling = rule('report.open-case', facts, command, report, policy);
  // The rules let nothing else come this far; without them there is nothing to copy.
  if (!known?.category || subjectName === null)
    throw new Error('the policy opens cases on reports without a category or a subject');
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
          allegation,
          attachments: [...attachments],
          ruling: kept(ruling),
        },
        ruling,
      ),
      on: { stream: `intake-${command.case}`, expected: 0, keyId: `case:${command.case}` },
    },
  ];
};

const rule = (act: string, more: Facts, given: Given, report: Report, policy: Policy, said?: Said): Ruling =>
  ruled(policy, act, { ...reportFacts(report, given), ...more }, given, said);
