import { assessmentFacts, studentFacts } from '@probity/contracts';
import type { Facts, FactTypes } from '@probity/policy-packs';
import type { OpenInvestigation } from './investigation.js';

/** What rules may read of whom the case is about, and of what passed with them. */
export const proceedingsFactTypes = {
  student: {
    registeredLevel: 'double',
    career: 'string',
    withdrawn: 'bool',
    isMinor: 'bool',
    partTime: 'bool',
    earlierPoorPractice: 'bool',
  },
  assessment: {
    kind: 'string',
    moduleLevel: 'double',
    formative: 'bool',
    requiredForAward: 'bool',
    resubmission: 'bool',
    reuseProhibited: 'bool',
    collaborative: 'bool',
    postedAt: 'string',
    marksReleasedAt: 'string',
  },
  allegation: { put: 'bool', sentAt: 'string', answered: 'bool', accepted: 'bool' },
  /** Of the last invitation. */
  meeting: { invited: 'bool', at: 'string', held: 'bool' },
  lastMeeting: { kind: 'string', attended: 'bool', outcome: 'string' },
  anonymity: { lifted: 'bool' },
  mark: { shown: 'bool' },
  form: { datedAt: 'string' },
  referred: { done: 'bool' },
  declarations: { conflicted: 'list<string>', own: 'bool' },
} as const satisfies FactTypes;

/** What each of the acts says. */
export const proceedingsActs = {
  'investigation.invite': {
    invitation: { kind: 'string', at: 'string', purposeGiven: 'bool', inPerson: 'bool' },
    conduct: { configured: 'bool' },
  },
  'investigation.record-meeting': {
    meeting: {
      kind: 'string',
      attended: 'bool',
      outcome: 'string',
      startedAt: 'string',
      endedAt: 'string',
      companionSpoke: 'bool',
      companionLegal: 'bool',
    },
  },
  'investigation.put-accusation': {
    accusation: {
      evidenceEnclosed: 'bool',
      reportEnclosed: 'bool',
      provisions: 'list<string>',
      channels: 'list<string>',
    },
  },
  'investigation.record-answer': { answer: { accepts: 'bool', at: 'string' } },
  'investigation.recategorise': { recategorised: { category: 'string' } },
  'investigation.lift-anonymity': {},
  'investigation.refer': { referral: { to: 'string', joined: 'bool', enclosed: 'list<string>' } },
  'investigation.delegate': { delegation: { office: 'string', own: 'bool', conflicted: 'bool' } },
  'investigation.find-no-case': { noCase: { reasonGiven: 'bool', onEvidence: 'bool', instruction: 'string' } },
} as const satisfies Readonly<Record<string, FactTypes>>;

/** What is not known is left out: a rule that needs it stops, and names it. */
export const proceedingsFacts = (state: OpenInvestigation, at: string, asks: string): Facts => {
  const { invitations, meetings, lastIsHeld, accusation, answer, formDatedAt, referral } = state.proceedings;
  const invited = invitations.at(-1);
  const last = meetings.at(-1);
  return {
    student: studentFacts(state.student).student,
    assessment: assessmentFacts(state.assessment).assessment,
    allegation: {
      put: accusation !== null,
      ...(accusation && { sentAt: accusation.putAt }),
      answered: answer !== null,
      accepted: answer?.accepts ?? false,
    },
    meeting: {
      invited: invited !== undefined,
      ...(invited && { at: invited.at }),
      held: lastIsHeld,
    },
    lastMeeting: {
      kind: last?.kind ?? '',
      attended: last?.attended ?? false,
      outcome: last?.outcome ?? '',
    },
    anonymity: { lifted: isOpenWho(state) },
    mark: { shown: isPast(state.assessment?.marksReleasedAt, at) },
    form: formDatedAt === null ? {} : { datedAt: formDatedAt },
    referred: { done: referral !== null },
    declarations: { conflicted: conflictedIn(state), own: conflictedIn(state).includes(asks) },
  } satisfies Facts;
};

/** Those who have declared an interest in it, or earlier involvement. */
export const conflictedIn = ({ declarations }: OpenInvestigation): readonly string[] =>
  Object.entries(declarations).flatMap(([person, { previousInvolvement, personalInterest }]) =>
    previousInvolvement || personalInterest ? [person] : [],
  );

/** Whether who the case is about may be known: opened by the act, or never closed by a policy that has no such act. */
export const isOpenWho = ({ identityKept, proceedings }: OpenInvestigation): boolean =>
  !identityKept || proceedings.anonymityLiftedAt !== null;

const isPast = (instant: string | null | undefined, at: string): boolean =>
  instant != null && Date.parse(instant) <= Date.parse(at);
