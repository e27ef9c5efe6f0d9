import { nothingTaken, withAct, withoutSteps, withStep } from '@probity/contracts';
import { withAwardsBoard } from './board-events.js';
import { evolveCourses } from './course-events.js';
import type { Decided } from './decided.js';
import type { DataOf, Hold, KnownSanctions, Sanctions, SanctionsEvent } from './sanctions.js';

export const evolve = (sanctions: Sanctions, event: SanctionsEvent): Sanctions => {
  switch (event.type) {
    case 'CaseNoted': {
      const { reference, subject, centre, assessment = null, student = null } = event.data;
      return { ...opened(sanctions, event.data), noted: { reference, subject, centre, assessment, student } };
    }
    case 'InvestigationNoted':
      return { ...opened(sanctions, event.data), startedOn: event.data.startedOn };
    case 'FindingNoted': {
      const { proven, reachedAt, reachedOn = reachedAt.slice(0, 10), category = '', offences = [] } = event.data;
      return { ...opened(sanctions, event.data), finding: { proven, reachedAt, reachedOn, category, offences } };
    }
    case 'NoCaseNoted':
      return { ...opened(sanctions, event.data), noCaseOn: event.data.foundOn };
    case 'ClosureNoted':
      return { ...opened(sanctions, event.data), closedOn: event.data.closedOn };
    case 'EffectsDue': {
      const { hearing, decidedOn, actions, members = [] } = event.data;
      const known = opened(sanctions, event.data);
      const first: Decided = { key: hearing, on: decidedOn, actions, varied: null };
      return { ...known, actionNoted: true, members, decided: known.decided?.varied ? known.decided : first };
    }
    case 'EffectsVaried':
      return varied(opened(sanctions, event.data), event.data);
    case 'ReferralNoted':
      return { ...opened(sanctions, event.data), referredAt: event.data.referredAt };
    default:
      return sanctions.status === 'none' ? sanctions : evolveKnown(sanctions, event);
  }
};

type Noting =
  | 'CaseNoted'
  | 'InvestigationNoted'
  | 'FindingNoted'
  | 'NoCaseNoted'
  | 'ClosureNoted'
  | 'EffectsDue'
  | 'EffectsVaried'
  | 'ReferralNoted';

/** The latest variation holds, in whichever order they are told. What was in effect of what held before is not of this. */
const varied = (known: KnownSanctions, data: DataOf<'EffectsVaried'>): KnownSanctions => {
  const { hearing, decidedAt: at, decidedOn: on, outcome, proven, actions } = data;
  if (known.decided?.varied && known.decided.varied.at >= at) return known;
  const decided = { key: `${hearing}@${at}`, on, actions, varied: { at, outcome, proven } };
  // Of another course the student is told anew.
  const ofCourse = (known.decided?.actions ?? []).filter(({ via }) => via === 'course');
  const steps = withoutSteps(
    known.steps,
    ofCourse.flatMap(({ after, confirmed }) => [after ?? '', confirmed ?? '']),
  );
  return { ...known, decided, steps, inEffect: [], completed: false };
};

const evolveKnown = (sanctions: KnownSanctions, event: Exclude<SanctionsEvent, { type: Noting }>): Sanctions => {
  switch (event.type) {
    case 'CertificatesWithheld':
    case 'HoldKept':
    case 'HoldEnded':
      return { ...sanctions, holds: evolveHolds(sanctions.holds, event) };
    case 'InterimSanctionImposed': {
      const { interim: id, sanction, reviewOn } = event.data;
      return { ...sanctions, interims: [...sanctions.interims, { id, sanction, reviewOn, open: true }] };
    }
    case 'InterimSanctionEnded': {
      const { interim } = event.data;
      return { ...sanctions, interims: sanctions.interims.map((one) => (one.id === interim ? closed(one) : one)) };
    }
    case 'SanctionPutIntoEffect': {
      const { action, effect, what, inEffectAt } = event.data;
      return { ...sanctions, inEffect: [...sanctions.inEffect, { action, effect, what, inEffectAt }] };
    }
    case 'EffectsCompleted':
      return { ...sanctions, completed: true };
    case 'CertificatesInvalidated': {
      const added = event.data.certificates.map((one) => ({ ...one, returnRequested: false, confirmed: [] }));
      return { ...sanctions, invalid: [...sanctions.invalid, ...added] };
    }
    case 'ReturnRequested':
      return onInvalid(sanctions, event.data.certificates, (one) => ({ ...one, returnRequested: true }));
    case 'ConfirmationRecorded': {
      const { what, certificates } = event.data;
      return onInvalid(sanctions, certificates, (one) => ({ ...one, confirmed: [...one.confirmed, what] }));
    }
    case 'HistoryTaken': {
      const { version, asOf, offences } = event.data;
      return { ...sanctions, history: { version, asOf, offences } };
    }
    case 'InstructionIssued':
      return { ...sanctions, instructions: [...sanctions.instructions, { ...event.data, acknowledged: null }] };
    case 'InstructionAcknowledged': {
      const { number, done, note, acknowledgedAt: at } = event.data;
      const answered = (one: KnownSanctions['instructions'][number]) =>
        one.number === number ? { ...one, acknowledged: { done, note, at } } : one;
      return { ...sanctions, instructions: sanctions.instructions.map(answered) };
    }
    case 'ConsentRecorded': {
      const { ruling: _, recordedAt: __, ...consent } = event.data;
      const steps = withAct(sanctions.steps, 'sanctions.record-consent');
      return { ...sanctions, steps, consents: [...sanctions.consents, consent] };
    }
    case 'CourseOutcomeConfirmed':
      return withoutEffect({ ...sanctions, courses: evolveCourses(sanctions.courses, event) }, event.data.number);
    case 'CourseGiven':
    case 'LearningSystemTold':
    case 'LearningSystemUnreached':
    case 'CourseOpened':
    case 'CourseTestAccessed':
    case 'CoursePassed':
    case 'CourseFailed':
    case 'CourseReportTakenBack':
    case 'CourseWithdrawn':
    case 'CourseTimeExpired':
    case 'CourseEnded':
      return { ...sanctions, courses: evolveCourses(sanctions.courses, event) };
    case 'BoardsNoted':
      return { ...sanctions, boards: event.data, awardsBoards: withAwardsBoard(sanctions.awardsBoards, event.data) };
    case 'StepRecorded':
      return { ...sanctions, steps: withStep(sanctions.steps, event.data) };
    case 'ConfirmationsChanged':
    case 'LetterSent':
    case 'FactCorrected':
    case 'CertificateWithheld':
    case 'CertificateReleased':
    case 'CertificateInvalidated':
      return sanctions;
    default:
      return event satisfies never;
  }
};

/** What followed from a course as it was confirmed before is not in effect as it is confirmed now. */
const withoutEffect = (sanctions: KnownSanctions, number: number): KnownSanctions => {
  const course = sanctions.courses.find((one) => one.number === number);
  const action =
    sanctions.decided?.key === course?.decision ? sanctions.decided?.actions[course?.index ?? -1] : undefined;
  const isOf = (one: KnownSanctions['inEffect'][number]) => one.action === action?.code && one.effect === action.effect;
  return { ...sanctions, inEffect: sanctions.inEffect.filter((one) => !isOf(one)), completed: false };
};

type HoldEvent = Extract<SanctionsEvent, { type: 'CertificatesWithheld' | 'HoldKept' | 'HoldEnded' }>;

const evolveHolds = (holds: readonly Hold[], event: HoldEvent): readonly Hold[] => {
  if (event.type === 'CertificatesWithheld') {
    const { hold: id, certificates, reason, reviewOn, withheldAt: lookedAt } = event.data;
    return [...holds, { id, certificates, reason, reviewOn, lookedAt, open: true }];
  }
  return holds.map((hold) => {
    if (hold.id !== event.data.hold) return hold;
    return event.type === 'HoldEnded' ? closed(hold) : reviewed(hold, event.data);
  });
};

const reviewed = (hold: Hold, { reason, reviewOn, reviewedAt }: DataOf<'HoldKept'>): Hold => ({
  ...hold,
  reason,
  reviewOn,
  lookedAt: reviewedAt,
});

const closed = <T extends { readonly open: boolean }>(one: T): T => ({ ...one, open: false });

const onInvalid = (
  sanctions: KnownSanctions,
  numbers: readonly string[],
  change: (one: KnownSanctions['invalid'][number]) => KnownSanctions['invalid'][number],
): KnownSanctions => ({
  ...sanctions,
  invalid: sanctions.invalid.map((one) => (numbers.includes(one.number) ? change(one) : one)),
});

const opened = (
  sanctions: Sanctions,
  { institution, policy, case: id }: Pick<KnownSanctions, 'institution' | 'policy' | 'case'>,
): KnownSanctions =>
  sanctions.status === 'known'
    ? sanctions
    : {
        status: 'known',
        ...{ institution, policy, case: id },
        ...{ noted: null, startedOn: null, finding: null, noCaseOn: null, closedOn: null, decided: null },
        ...{ actionNoted: false, members: [], referredAt: null, history: null, consents: [], instructions: [] },
        ...{ boards: null, awardsBoards: [], courses: [] },
        ...{ holds: [], interims: [], inEffect: [], completed: false, invalid: [], steps: nothingTaken },
      };
