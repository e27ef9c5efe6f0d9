import { kept } from '@probity/contracts';
import { same, type Given } from '@probity/decider';
import { dayOf, type Policy } from '@probity/policy-packs';
import type {
  AddEvidence,
  AnswerIssue,
  FindSufficientEvidence,
  RaiseIssue,
  Reclassify,
  RecordInterview,
  RecordReply,
  RequestInformation,
  Start,
} from './commands.js';
import type { CountedDeadline } from './events.js';
import type { OpenInvestigation } from './investigation.js';
import { isAccused } from './notices.js';
import { deadlineFrom, ensured, fact, rule, type Decision } from './rule.js';

export const start = (command: Start & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { plan, at } = command;
  if (state.start && same(state.start.plan, plan)) return [];
  const due = dueToStart(state, policy);
  const late = due !== null && Date.parse(at) > Date.parse(due.endsAt);
  const ruling = rule('investigation.start', { started: { late } }, command, state, policy, {
    contents: plan,
    contentsAt: '/plan',
  });
  const { lead } = state;
  return [
    fact('InvestigationStarted', { lead, startedAt: at, plan: { ...plan }, due, late, ruling: kept(ruling) }, ruling),
  ];
};

/** Null where the policy does not say when: then nothing is late. */
const dueToStart = ({ reportReceivedAt }: OpenInvestigation, policy: Policy): CountedDeadline | null => {
  const name = 'start-investigation';
  return policy.describe().deadlines[name] === undefined ? null : deadlineFrom(policy, name, reportReceivedAt);
};

export const requestInformation = (
  command: RequestInformation & Given,
  state: OpenInvestigation,
  policy: Policy,
): Decision => {
  const { request, of, what, dueOn, at } = command;
  if (state.requests.some((one) => one.request === request)) return [];
  const said = { request: { dueLater: dueOn > dayOf(at, policy) } };
  const ruling = rule('investigation.request-information', said, command, state, policy);
  return [fact('InformationRequested', { request, of, what, dueOn, ruling: kept(ruling) }, ruling)];
};

export const recordReply = (command: RecordReply & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { request, reply, evidence } = command;
  const asked = state.requests.find((one) => one.request === request);
  if (asked?.reply === reply) return [];
  const said = {
    request: {
      known: asked !== undefined,
      answered: asked !== undefined && asked.reply !== null,
      evidenceAdded: evidence.every((digest) => isAdded(state, digest)),
    },
  };
  const ruling = rule('investigation.record-reply', said, command, state, policy);
  return [fact('ReplyRecorded', { request, reply, evidence: [...evidence], ruling: kept(ruling) }, ruling)];
};

export const addEvidence = (command: AddEvidence & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { digest, contentDigest, name, mediaType, bytes, description, source } = command;
  if (isAdded(state, digest)) return [];
  const ruling = rule('investigation.add-evidence', { file: { stored: bytes !== null } }, command, state, policy);
  const file = { digest, ...(contentDigest && { contentDigest }), name, mediaType, bytes: ensured(bytes, 'the file') };
  return [fact('EvidenceAdded', { ...file, description, source, ruling: kept(ruling) }, ruling)];
};

export const recordInterview = (
  command: RecordInterview & Given,
  state: OpenInvestigation,
  policy: Policy,
): Decision => {
  const { person, outsider, companionOffered, companion, heldOn, summary } = command;
  const accused = command.accused || (person !== null && isAccused(state, person));
  const interview = { person, outsider, accused, companionOffered, companion, heldOn, summary };
  if (state.interviews.some((held) => same(held, interview))) return [];
  const said = {
    interview: {
      accused,
      companionOffered,
      answerRecorded: companion !== null,
      companionAccepted: companion?.accepted ?? false,
      companionNamed: companion !== null && companion.name !== null,
    },
  };
  const ruling = rule('investigation.record-interview', said, command, state, policy);
  return [fact('InterviewRecorded', { ...interview, ruling: kept(ruling) }, ruling)];
};

export const raiseIssue = (command: RaiseIssue & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { issue, text } = command;
  if (state.issues.some((one) => one.issue === issue)) return [];
  const ruling = rule('investigation.raise-issue', {}, command, state, policy);
  return [fact('IssueRaised', { issue, text, ruling: kept(ruling) }, ruling)];
};

export const answerIssue = (command: AnswerIssue & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { issue, answer } = command;
  const raised = state.issues.find((one) => one.issue === issue);
  if (raised?.answer === answer) return [];
  const said = { issue: { known: raised !== undefined, answered: raised !== undefined && raised.answer !== null } };
  const ruling = rule('investigation.answer-issue', said, command, state, policy);
  return [fact('IssueAnswered', { issue, answer, ruling: kept(ruling) }, ruling)];
};

export const reclassify = (command: Reclassify & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { classification, reason } = command;
  if (state.classification === classification) return [];
  const said = { reclassification: { reasonGiven: reason.trim() !== '' } };
  const ruling = rule('investigation.reclassify', said, command, state, policy);
  return [fact('CaseReclassified', { classification, reason, ruling: kept(ruling) }, ruling)];
};

export const findSufficientEvidence = (
  command: FindSufficientEvidence & Given,
  state: OpenInvestigation,
  policy: Policy,
): Decision => {
  const { sufficient, reason, at } = command;
  if (state.sufficientEvidence === (sufficient ? 'yes' : 'no')) return [];
  const said = { determination: { sufficient, reasonGiven: reason.trim() !== '' } };
  const ruling = rule('investigation.find-sufficient-evidence', said, command, state, policy);
  return sufficient
    ? [fact('SufficientEvidenceFound', { reason, ruling: kept(ruling) }, ruling)]
    : [
        fact(
          'NoCaseFound',
          { foundAt: at, reason, onEvidence: true, instruction: null, stage: null, ruling: kept(ruling) },
          ruling,
        ),
      ];
};

export const isAdded = (state: OpenInvestigation, digest: string): boolean =>
  state.evidence.some((added) => added.digest === digest);
