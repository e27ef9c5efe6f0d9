import { nothingTaken, stepsTakenFacts } from '@probity/contracts';
import { othersThan, type Given, type Theirs } from '@probity/decider';
import {
  dayOf,
  procedureOf,
  type ActCatalogue,
  type Facts,
  type FactsOf,
  type FactTypes,
  type Policy,
} from '@probity/policy-packs';
import { isForCentre } from './events.js';
import type { InformationRequest, Investigation, OpenInvestigation } from './investigation.js';
import { partsOf } from './parts.js';
import { proceedingsActs, proceedingsFacts, proceedingsFactTypes } from './proceedings-facts.js';

const facts = {
  case: {
    subjectKind: 'string',
    atCentre: 'bool',
    reporterKind: 'string',
    classification: 'string',
    noCase: 'bool',
    closed: 'bool',
    /** Code of the offence that is alleged, and its category now; RFC 3339. */
    offence: 'string',
    category: 'string',
    openedAt: 'string',
  },
  manager: {
    assigned: 'bool',
    /** Has said, in person, what involvement and interests there are. */
    declared: 'bool',
    conflicted: 'bool',
    /** Led this investigation at some time. */
    earlierLead: 'bool',
  },
  lead: { assigned: 'bool', conflicted: 'bool' },
  start: { done: 'bool', late: 'bool', reasonGiven: 'bool' },
  /** Whoever is implicated was named, or that nobody is. */
  implicated: { named: 'bool' },
  notices: { centreTold: 'bool', centreDeferred: 'bool' },
  requests: { open: 'double', overdue: 'double' },
  issues: { open: 'double' },
  /** `direct`: in writing, and with the report, beside the suspicion. */
  evidence: { items: 'double', direct: 'bool' },
  sufficiency: { decided: 'bool', sufficient: 'bool' },
  report: {
    drafted: 'bool',
    /** Some version was given to the subject. */
    served: 'bool',
    /** The version that stands was. */
    latestServed: 'bool',
    /** To the version that stands; and its time to respond is over. */
    responded: 'bool',
    windowClosed: 'bool',
    final: 'bool',
    /** Whoever established what is final has since declared a conflict. */
    leadConflicted: 'bool',
    /** Steps recorded since it became final as it stands. */
    stepsSinceFinal: 'list<string>',
    signedOff: 'bool',
    reliedOn: 'double',
    /** RFC 3339: it came in, a draft went to the subject, and all that belongs to it was there. */
    receivedAt: 'string',
    servedAt: 'string',
    completedAt: 'string',
  },
  ...proceedingsFactTypes,
  lessons: { recorded: 'bool', count: 'double' },
} as const satisfies FactTypes;

const proposed = {
  inRegister: 'bool',
  offices: 'list<string>',
  /** Subjects of training that count on the day. */
  training: 'list<string>',
  declared: 'bool',
  previouslyInvolved: 'bool',
  personalInterest: 'bool',
  workedAtCentre: 'bool',
  isManager: 'bool',
  isLead: 'bool',
  earlierManager: 'bool',
  earlierLead: 'bool',
  isSubject: 'bool',
  /** The parts that they have in the case already. */
  roles: 'list<string>',
  /** Made the report; and, by the register, examine the work of the module. */
  accuser: 'bool',
  examinesWork: 'bool',
} as const satisfies FactTypes;

const assignment = { reasonGiven: 'bool' } as const satisfies FactTypes;

const notice = {
  recipient: 'string',
  /** By the table `notice-recipient`: who is addressed for the centre. */
  addressee: 'string',
  /** In the register. */
  known: 'bool',
  isCoordinator: 'bool',
  inQualityTeam: 'bool',
  isCentreStaff: 'bool',
  isLearner: 'bool',
  isSubject: 'bool',
  implicated: 'bool',
  reasonGiven: 'bool',
  deferred: 'bool',
  deferredToLaterDay: 'bool',
} as const satisfies FactTypes;

/** What the rules on an investigation may read, and what each of its acts adds. */
export const investigationCatalogue = {
  service: 'investigation',
  facts,
  acts: {
    'investigation.assign-manager': { proposed, assignment },
    'investigation.declare-involvement': { declaration: { own: 'bool' } },
    'investigation.assign-lead': { proposed, assignment },
    'investigation.start': { started: { late: 'bool' } },
    'investigation.name-implicated': { named: { allOfCentre: 'bool' } },
    'investigation.notify': { notice },
    'investigation.request-information': { request: { dueLater: 'bool' } },
    'investigation.record-reply': { request: { known: 'bool', answered: 'bool', evidenceAdded: 'bool' } },
    'investigation.add-evidence': { file: { stored: 'bool' } },
    'investigation.record-interview': {
      interview: {
        accused: 'bool',
        companionOffered: 'bool',
        answerRecorded: 'bool',
        companionAccepted: 'bool',
        companionNamed: 'bool',
      },
    },
    'investigation.raise-issue': {},
    'investigation.answer-issue': { issue: { known: 'bool', answered: 'bool' } },
    'investigation.reclassify': { reclassification: { reasonGiven: 'bool' } },
    'investigation.find-sufficient-evidence': { determination: { sufficient: 'bool', reasonGiven: 'bool' } },
    'investigation.draft-report': { draft: { reliesOnAdded: 'bool' } },
    'investigation.serve-draft': { served: { toSubject: 'bool', toImplicatedForCentre: 'bool' } },
    'investigation.record-response': {},
    'investigation.finalise-report': {
      established: {
        points: 'double',
        distinct: 'bool',
        offencesKnown: 'bool',
        offencesAnswered: 'bool',
        reasoned: 'bool',
        shown: 'bool',
      },
    },
    'investigation.sign-off': {
      attested: {
        fairReasonableLegal: 'bool',
        evidenceConsideredWithoutBias: 'bool',
        dueProcessFollowed: 'bool',
        externalPartiesInformed: 'bool',
      },
    },
    'investigation.record-lessons': { learned: { count: 'double', none: 'bool' } },
    ...proceedingsActs,
    'investigation.correct': { correction: { found: 'bool', reasonGiven: 'bool' } },
  },
  tables: {
    'notice-recipient': { coordinatorImplicated: 'bool', qualityTeamImplicated: 'bool' },
    ...procedureOf.investigation.tables,
  },
  tariffs: {},
  choices: { 'meeting-companion': { companion: { legal: 'bool', speaks: 'bool' } } },
} as const satisfies ActCatalogue;

/** What an act's command says, in the catalogue's types: one forgotten does not compile. */
export type SaidIn<Act extends keyof typeof investigationCatalogue.acts> = FactsOf<
  (typeof investigationCatalogue.acts)[Act]
>;

export const investigationFacts = (
  state: Investigation,
  { actor, at }: Pick<Given, 'actor' | 'at'>,
  policy?: Policy,
) => ({
  actor: {
    ...{ offices: actor.offices, roles: partsOf(state, actor.id, policy) },
    ...othersThan(actor, theirs(state)),
  },
  ...stepsTakenFacts(state.status === 'none' ? nothingTaken : state.steps),
  asked: { at },
  ...(state.status === 'none' ? {} : known(state, at, actor.id, policy)),
});

const theirs = (state: Investigation): Theirs =>
  state.status === 'none'
    ? { module: null, reporter: null }
    : { module: state.assessment?.module ?? null, reporter: state.accuser };

/** The facts that are known of every case; the rest where it is known. */
type Always = Omit<FactsOf<typeof facts>, keyof typeof proceedingsFactTypes | 'case' | 'report'>;

const known = (state: OpenInvestigation, at: string, asks: string, policy: Policy | undefined): Always & Facts => ({
  ...proceedingsFacts(state, at, asks, policy),
  case: caseFacts(state),
  manager: managerFacts(state),
  lead: { assigned: state.lead !== null, conflicted: state.lead !== null && conflicted(state, state.lead) },
  start: {
    done: state.start !== null,
    late: state.start?.late ?? false,
    reasonGiven: state.start?.reasonGiven ?? false,
  },
  implicated: { named: state.implicated !== null },
  notices: {
    centreTold: state.notices.some(({ recipient }) => isForCentre(recipient)),
    centreDeferred: centreNoticeOn(state) !== undefined,
  },
  requests: {
    open: state.requests.filter(({ reply }) => reply === null).length,
    overdue: state.requests.filter((request) => isOverdue(request, dayOf(at, state))).length,
  },
  issues: { open: state.issues.filter(({ answer }) => answer === null).length },
  evidence: { items: state.evidence.length, direct: state.directEvidence },
  sufficiency: { decided: state.sufficientEvidence !== 'undecided', sufficient: state.sufficientEvidence === 'yes' },
  report: reportFacts(state, at),
  lessons: { recorded: state.lessons !== null, count: state.lessons?.length ?? 0 },
});

type Known<T, Optional extends keyof T> = Omit<T, Optional> & Partial<Pick<T, Optional>>;
type CaseFacts = FactsOf<typeof facts>['case'];
type ReportFacts = FactsOf<typeof facts>['report'];

const caseFacts = (state: OpenInvestigation): Known<CaseFacts, 'openedAt'> => ({
  subjectKind: state.subject.kind,
  atCentre: state.centre !== null,
  reporterKind: state.reporterKind,
  classification: state.classification,
  noCase: state.sufficientEvidence === 'no',
  closed: state.closedAt !== null,
  offence: state.offences[0] ?? '',
  category: state.classification,
  ...(state.openedAt !== null && { openedAt: state.openedAt }),
});

const managerFacts = (state: OpenInvestigation): FactsOf<typeof facts>['manager'] => ({
  assigned: state.manager !== null,
  declared: state.manager !== null && state.declarations[state.manager] !== undefined,
  conflicted: state.manager !== null && conflicted(state, state.manager),
  earlierLead: state.manager !== null && state.leads.includes(state.manager),
});

const reportFacts = (state: OpenInvestigation, at: string): Known<ReportFacts, 'servedAt' | 'completedAt'> => {
  const { drafts, served, final, stepsSinceFinal, signedOff } = state.findings;
  const latest = drafts.at(-1);
  const latestServed = latest !== undefined && served?.version === latest.version ? served : null;
  // A case is opened on a report that is complete.
  const completedAt = state.reportCompletedAt ?? state.openedAt;
  return {
    drafted: latest !== undefined,
    served: served !== null,
    latestServed: latestServed !== null,
    responded: latestServed !== null && latestServed.response !== null,
    windowClosed: latestServed !== null && Date.parse(at) > Date.parse(latestServed.window.endsAt),
    final: final !== null,
    leadConflicted: final !== null && conflicted(state, final.lead),
    stepsSinceFinal,
    signedOff: signedOff !== null,
    reliedOn: latest?.evidence.length ?? 0,
    receivedAt: state.reportReceivedAt,
    ...(served !== null && { servedAt: served.servedAt }),
    ...(completedAt !== null && { completedAt }),
  };
};

/** Overdue from the day after. */
export const isOverdue = ({ reply, dueOn }: InformationRequest, today: string): boolean =>
  reply === null && dueOn < today;

/** The day on which a notice to the centre that waits is looked at again. */
export const centreNoticeOn = ({ deferral }: OpenInvestigation): string | undefined =>
  deferral !== null && isForCentre(deferral.recipient) ? deferral.until : undefined;

/** The day by which the next reply is to come. */
export const nextReplyOn = ({ requests }: OpenInvestigation): string | undefined =>
  requests.flatMap(({ reply, dueOn }) => (reply === null ? [dueOn] : [])).toSorted()[0];

const conflicted = (state: OpenInvestigation, person: string): boolean => {
  const declaration = state.declarations[person];
  return declaration !== undefined && (declaration.previousInvolvement || declaration.personalInterest);
};
