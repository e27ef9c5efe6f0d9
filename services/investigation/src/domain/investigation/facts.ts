import type { Given } from '@probity/decider';
import type { ActCatalogue, FactsOf, FactTypes } from '@probity/policy-packs';
import { isForCentre } from './events.js';
import type { Investigation, OpenInvestigation } from './investigation.js';

const facts = {
  case: { subjectKind: 'string', atCentre: 'bool', reporterKind: 'string', classification: 'string', noCase: 'bool' },
  manager: { assigned: 'bool' },
  lead: { assigned: 'bool', conflicted: 'bool' },
  start: { done: 'bool', late: 'bool', reasonGiven: 'bool' },
  notices: { centreTold: 'bool', centreDeferred: 'bool' },
  requests: { open: 'double', overdue: 'double' },
  issues: { open: 'double' },
  evidence: { items: 'double' },
  sufficiency: { decided: 'bool', sufficient: 'bool' },
  report: {
    drafted: 'bool',
    /** Some version was given to the subject. */
    served: 'bool',
    /** The version that stands was. */
    latestServed: 'bool',
    responded: 'bool',
    windowClosed: 'bool',
    final: 'bool',
    signedOff: 'bool',
    reliedOn: 'double',
  },
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
  isSubject: 'bool',
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
    'investigation.correct': { correction: { found: 'bool', reasonGiven: 'bool' } },
  },
  tables: { 'notice-recipient': { coordinatorImplicated: 'bool' } },
  tariffs: {},
} as const satisfies ActCatalogue;

/** What an act's command says, in the catalogue's types: one forgotten does not compile. */
export type SaidIn<Act extends keyof typeof investigationCatalogue.acts> = FactsOf<
  (typeof investigationCatalogue.acts)[Act]
>;

export const investigationFacts = (state: Investigation, { actor, at }: Pick<Given, 'actor' | 'at'>) => ({
  actor: { offices: actor.offices, roles: partsOf(state, actor.id) },
  steps: { done: state.status === 'none' ? [] : state.steps },
  ...(state.status === 'none' ? {} : known(state, at)),
});

/** Who has which part in the case. */
export const rolesOf = (state: Investigation): Readonly<Record<string, readonly string[]>> =>
  state.status === 'none'
    ? {}
    : {
        manager: state.manager === null ? [] : [state.manager],
        lead: state.lead === null ? [] : [state.lead],
        ...(state.subject.kind === 'institution-staff' ? { subject: [state.subject.id] } : {}),
      };

const partsOf = (state: Investigation, person: string): readonly string[] =>
  Object.entries(rolesOf(state)).flatMap(([role, people]) => (people.includes(person) ? [role] : []));

const known = (state: OpenInvestigation, at: string): FactsOf<typeof facts> => ({
  case: caseFacts(state),
  manager: { assigned: state.manager !== null },
  lead: { assigned: state.lead !== null, conflicted: state.lead !== null && conflicted(state, state.lead) },
  start: {
    done: state.start !== null,
    late: state.start?.late ?? false,
    reasonGiven: state.start?.reasonGiven ?? false,
  },
  notices: {
    centreTold: state.notices.some(({ recipient }) => isForCentre(recipient)),
    centreDeferred: state.deferral !== null,
  },
  requests: {
    open: state.requests.filter(({ reply }) => reply === null).length,
    overdue: state.requests.filter((request) => isOverdue(request, at)).length,
  },
  issues: { open: state.issues.filter(({ answer }) => answer === null).length },
  evidence: { items: state.evidence.length },
  sufficiency: { decided: state.sufficientEvidence !== 'undecided', sufficient: state.sufficientEvidence === 'yes' },
  report: reportFacts(state, at),
  lessons: { recorded: state.lessons !== null, count: state.lessons?.length ?? 0 },
});

const caseFacts = (state: OpenInvestigation): FactsOf<typeof facts>['case'] => ({
  subjectKind: state.subject.kind,
  atCentre: state.centre !== null,
  reporterKind: state.reporterKind,
  classification: state.classification,
  noCase: state.sufficientEvidence === 'no',
});

const reportFacts = ({ findings }: OpenInvestigation, at: string): FactsOf<typeof facts>['report'] => {
  const { drafts, served, final, signedOff } = findings;
  const latest = drafts.at(-1);
  return {
    drafted: latest !== undefined,
    served: served !== null,
    latestServed: latest !== undefined && served?.version === latest.version,
    responded: served !== null && served.response !== null,
    windowClosed: served !== null && Date.parse(at) > Date.parse(served.window.endsAt),
    final: final !== null,
    signedOff: signedOff !== null,
    reliedOn: latest?.evidence.length ?? 0,
  };
};

/** Overdue from the day after, UTC. */
export const isOverdue = ({ reply, dueOn }: OpenInvestigation['requests'][number], at: string): boolean =>
  reply === null && dueOn < at.slice(0, 10);

const conflicted = (state: OpenInvestigation, person: string): boolean => {
  const declaration = state.declarations[person];
  return declaration !== undefined && (declaration.previousInvolvement || declaration.personalInterest);
};
