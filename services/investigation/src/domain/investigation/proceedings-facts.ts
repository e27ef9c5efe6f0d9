import { assessmentFacts, studentFacts } from '@probity/contracts';
import { procedureOf, type Facts, type Policy } from '@probity/policy-packs';
import type { OpenInvestigation } from './investigation.js';
import { arrangedBySteps, saidToLeave } from './told-by-steps.js';

const { case: _, evidence: __, report: ___, ...ofSubject } = procedureOf.investigation.facts;

/** What rules may read of whom the case is about, and of what passed with them. */
export const proceedingsFactTypes = ofSubject;

/** What each of the acts says. */
export const proceedingsActs = procedureOf.investigation.acts;

/** What is not known is left out: a rule that needs it stops, and names it. */
export const proceedingsFacts = (
  state: OpenInvestigation,
  at: string,
  asks: string,
  policy: Policy | undefined,
): Facts => {
  const { meetings, accusation, answer, formDatedAt, referral } = state.proceedings;
  const last = meetings.at(-1);
  return {
    student: {
      ...studentFacts(state.student).student,
      ...(saidToLeave(state, policy) && { withdrawn: true }),
    },
    assessment: assessmentFacts(state.assessment).assessment,
    allegation: {
      put: accusation !== null,
      ...(accusation && { sentAt: accusation.putAt }),
      answered: answer !== null,
      accepted: answer?.accepts ?? false,
    },
    meeting: meetingFacts(state, policy),
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

/** Of the last invitation; or where there is none, of what a step arranged. */
const meetingFacts = (state: OpenInvestigation, policy: Policy | undefined): Facts => {
  const { invitations, meetings, lastIsHeld } = state.proceedings;
  const invited = invitations.at(-1);
  if (invited) return { invited: true, at: invited.at, held: lastIsHeld };
  const arranged = arrangedBySteps(state, policy).at(-1);
  if (!arranged) return { invited: false, held: lastIsHeld };
  return { invited: true, at: arranged.at, held: meetings.some(({ kind }) => kind === arranged.kind) };
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
