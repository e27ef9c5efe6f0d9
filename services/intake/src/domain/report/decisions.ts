import { kept } from '@probity/contracts';
import { eventOf, type Decided, type Decider, type Given } from '@probity/decider';
import { decideAny, ruled, type Facts, type Policy, type Ruling } from '@probity/policy-packs';
import { categorise } from './categorise.js';
import type { Acknowledge, AddInformation, DecideScope, NoteAnonymityLifted, ReportCommand } from './commands.js';
import type { ReportEvent } from './events.js';
import { reportFacts } from './facts.js';
import { earlierNoted, type EarlierNoted } from './earlier-noted.js';
import { openCase } from './open-case.js';
import { evolve, noReport, type Report } from './report.js';
import { submit } from './submit.js';

type Decision = readonly Decided<ReportEvent>[];
const fact = eventOf<ReportEvent>();
const byNoClause = { authority: [] };

/** What was looked up about the students comes first, where it is new: the decision rests on it, and it is stored. */
const decide = (command: ReportCommand & Given, report: Report, policy: Policy): Decision => {
  if (command.type === 'SubmitReport') return submit(command, report, policy);
  const noted = earlierPractice(command, report);
  const decision = decideOn(command, noted.reduce<Report>(evolve, report), policy);
  return decision.length === 0 ? [] : [...noted, ...decision];
};

const earlierPractice = (command: ReportCommand & Given, report: Report): readonly Decided<EarlierNoted>[] => {
  const students = 'earlierPractice' in command ? command.earlierPractice : undefined;
  if (students === undefined || report.status === 'none' || isSame(students, report.earlierPractice)) return [];
  const opened = command.type === 'OpenCase' ? [{ id: command.subject.id, case: command.case }] : [];
  return [earlierNoted(students, [...report.students, ...opened], command.at)];
};

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one) => others.includes(one));

const decideOn = (command: ReportCommand & Given, report: Report, policy: Policy): Decision => {
  switch (command.type) {
    case 'SubmitReport':
      return submit(command, report, policy);
    case 'AddInformation':
      return addInformation(command, report, policy);
    case 'Acknowledge':
      return acknowledge(command, report, policy);
    case 'DecideScope':
      return decideScope(command, report, policy);
    case 'Categorise':
      return categorise(command, report, policy);
    case 'HandleLocally': {
      const ruling = rule('report.handle-locally', {}, command, report, policy);
      return [fact('ReportHandledLocally', { handledAt: command.at, ruling: kept(ruling) }, ruling)];
    }
    case 'Withdraw': {
      const ruling = rule('report.withdraw', {}, command, report, policy);
      const { reason, at: withdrawnAt } = command;
      return [fact('ReportWithdrawn', { reason, withdrawnAt, ruling: kept(ruling) }, ruling)];
    }
    case 'OpenCase':
      return openCase(command, report, policy);
    case 'NoteAnonymityLifted':
      return noteAnonymityLifted(command, report);
    case 'RecordStep':
    case 'Correct': {
      const known = report.status === 'none' ? {} : { reference: report.reference };
      return decideAny('report', command, reportFacts(report, command), policy, known);
    }
  }
};

export const reportDecider: Decider<ReportCommand & Given, Report, ReportEvent, Policy> = {
  initial: noReport,
  decide,
  evolve,
};

const addInformation = (command: AddInformation & Given, report: Report, policy: Policy): Decision => {
  const { information, items, attachments, papers = [], evidenceKinds = [] } = command;
  const asked = policy.act('report.submit')?.contains;
  const known = asked === undefined ? [] : policy.document(asked).items.map(({ code }) => code);
  const facts = { information: { itemsKnown: items.every((item) => known.includes(item)) } };
  const ruling = rule('report.add-information', facts, command, report, policy);
  const added = { information, items: [...items], attachments: [...attachments] };
  const onPaper = papers.length > 0 ? { papers: [...papers] } : {};
  const kinds = evidenceKinds.length > 0 ? { evidenceKinds: [...evidenceKinds] } : {};
  return [fact('InformationAdded', { ...added, ...onPaper, ...kinds, ruling: kept(ruling) }, ruling)];
};

const acknowledge = (command: Acknowledge & Given, report: Report, policy: Policy): Decision => {
  if (report.status === 'submitted' && report.acknowledged) return [];
  const { notice, skippedBecause } = command;
  const facts = { notice: { sent: notice !== null, reasonGiven: skippedBecause !== null } };
  const ruling = rule('report.acknowledge', facts, command, report, policy);
  return [fact('ReportAcknowledged', { sent: notice !== null, notice, skippedBecause, ruling: kept(ruling) }, ruling)];
};

const decideScope = (command: DecideScope & Given, report: Report, policy: Policy): Decision => {
  const { inScope, reason } = command;
  const facts = { scope: { inScope, reasonGiven: reason !== '' } };
  const ruling = rule('report.decide-scope', facts, command, report, policy);
  return [fact('ScopeDecided', { inScope, reason, ruling: kept(ruling) }, ruling)];
};

/** Told twice, or of a case that came of another report, it is nothing new. */
const noteAnonymityLifted = ({ case: id, liftedAt }: NoteAnonymityLifted, report: Report): Decision => {
  if (report.status === 'none' || report.lifted.includes(id) || !report.cases.some((one) => one.case === id)) return [];
  return [fact('AnonymityLiftedNoted', { case: id, liftedAt }, byNoClause)];
};

const rule = (act: string, more: Facts, given: Given, report: Report, policy: Policy): Ruling =>
  ruled(policy, act, { ...reportFacts(report, given), ...more }, given);
