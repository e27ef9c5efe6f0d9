import { kept } from '@probity/contracts';
import { same, type Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type {
  CentreOfCase,
  DraftReport,
  FinaliseReport,
  RecordLessons,
  RecordResponse,
  ServeDraft,
  SignOff,
} from './commands.js';
import type { SaidIn } from './facts.js';
import { isAdded } from './inquiry.js';
import type { OpenInvestigation } from './investigation.js';
import { centreAddressee, isImplicated } from './notices.js';
import { deadlineFrom, ensured, fact, rule, type Decision } from './rule.js';

export const draftReport = (command: DraftReport & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { contents, evidence } = command;
  const latest = state.findings.drafts.at(-1);
  if (latest && same([latest.contents, latest.evidence], [contents, evidence])) return [];
  const said = { draft: { reliesOnAdded: evidence.every((digest) => isAdded(state, digest)) } };
  const ruling = rule('investigation.draft-report', said, command, state, policy, { contents });
  const version = (latest?.version ?? 0) + 1;
  return [
    fact(
      'ReportDrafted',
      { version, contents: { ...contents }, evidence: [...evidence], ruling: kept(ruling) },
      ruling,
    ),
  ];
};

export const serveDraft = (command: ServeDraft & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { to, centre, registerDigest, at } = command;
  const { drafts, served } = state.findings;
  if (served && served.version === drafts.at(-1)?.version && served.to === to) return [];
  const ruling = rule('investigation.serve-draft', servedFacts(to, centre, state, policy), command, state, policy);
  const { version } = ensured(drafts.at(-1), 'a draft');
  const window = deadlineFrom(policy, 'report-response', at);
  return [fact('DraftServed', { version, to, servedAt: at, window, registerDigest, ruling: kept(ruling) }, ruling)];
};

export const recordResponse = (command: RecordResponse & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { response, at } = command;
  if (state.findings.served?.response === response) return [];
  const ruling = rule('investigation.record-response', {}, command, state, policy);
  const { version, window } = ensured(state.findings.served, 'a draft that was given to the subject');
  const afterWindow = Date.parse(at) > Date.parse(window.endsAt);
  return [fact('ResponseRecorded', { version, response, afterWindow, ruling: kept(ruling) }, ruling)];
};

export const finaliseReport = (command: FinaliseReport & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { established } = command;
  const { final } = state.findings;
  if (final && final.lead === state.lead && same(final.established, established)) return [];
  const ruling = rule(
    'investigation.finalise-report',
    { established: establishedFacts(command, state, policy) },
    command,
    state,
    policy,
  );
  const { version, evidence } = ensured(state.findings.drafts.at(-1), 'a draft');
  const lead = ensured(state.lead, 'a lead');
  return [
    fact(
      'ReportFinalised',
      { version, lead, established: [...established], evidence: [...evidence], ruling: kept(ruling) },
      ruling,
    ),
  ];
};

export const signOff = (command: SignOff & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { attestation, at } = command;
  if (state.findings.signedOff) return [];
  const ruling = rule('investigation.sign-off', { attested: attestation }, command, state, policy);
  const { version, lead, established, evidence } = ensured(state.findings.final, 'a final report');
  return [
    fact(
      'ReportSignedOff',
      {
        manager: ensured(state.manager, 'a manager'),
        lead,
        version,
        signedOffAt: at,
        attestation,
        established: established.map(({ point, offence, outcome }) => ({ point, offence, outcome })),
        evidence: [...evidence],
        ruling: kept(ruling),
      },
      ruling,
    ),
  ];
};

export const recordLessons = (command: RecordLessons & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { lessons, none, at } = command;
  if (state.lessons && lessons.every((lesson) => state.lessons?.includes(lesson))) return [];
  const said = { learned: { count: lessons.length, none } };
  const ruling = rule('investigation.record-lessons', said, command, state, policy);
  return [fact('LessonsRecorded', { lessons: [...lessons], recordedAt: at, ruling: kept(ruling) }, ruling)];
};

const servedFacts = (
  to: string,
  centre: CentreOfCase | null,
  state: OpenInvestigation,
  policy: Policy,
): SaidIn<'investigation.serve-draft'> => {
  const forCentre = state.subject.kind === 'centre';
  const { recipient } = centreAddressee(state, policy, centre);
  return {
    served: {
      toSubject: forCentre ? isAddressedAs(recipient, to, centre) : to === state.subject.id,
      toImplicatedForCentre: forCentre && isImplicated(state, to),
    },
  };
};

const isAddressedAs = (recipient: string, person: string, centre: CentreOfCase | null): boolean => {
  if (!centre) return false;
  if (recipient === 'centre-coordinator') return centre.coordinator === person;
  return (recipient === 'quality-team' ? centre.qualityTeam : centre.staff).includes(person);
};

const establishedFacts = (
  { established }: FinaliseReport,
  state: OpenInvestigation,
  policy: Policy,
): SaidIn<'investigation.finalise-report'>['established'] => ({
  points: established.length,
  distinct: new Set(established.map(({ point }) => point)).size === established.length,
  offencesKnown: established.every(({ offence }) => policy.offence(offence) !== undefined),
  offencesAnswered: state.offences.every((code) => established.some(({ offence }) => offence === code)),
  reasoned: established.every(({ reasons }) => reasons.trim() !== ''),
  shown: established.some(({ outcome }) => outcome !== 'not-shown'),
});
