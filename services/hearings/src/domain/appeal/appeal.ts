import { nothingTaken, withAct, withStep, type StepsTaken } from '@probity/contracts';
import {
  emptyBody,
  withBody,
  withDeclaration,
  withMember,
  withReplacement,
  type BodyState,
  type Votes,
} from '../body/index.js';
import type { AppealEvent, DataOf } from './events.js';

type Without<Type extends AppealEvent['type']> = Omit<DataOf<Type>, 'ruling'>;

/** From the decision that may be appealed against, whether or not anybody does. */
export type Appeal = { readonly status: 'none' } | KnownAppeal;

export interface KnownAppeal extends DataOf<'OriginalNoted'> {
  readonly status: 'known';
  readonly lodged: Without<'AppealLodged'> | null;
  readonly admittedAt: string | null;
  /** With which it was admitted, or not heard: said again, it is the same. */
  readonly answered: { readonly why: string; readonly votes: Votes } | null;
  readonly referredAt: string | null;
  readonly body: BodyState;
  /** Of the meeting, where there is one. */
  readonly meetingAt: string | null;
  /** Also that it was not admitted: `declined`. */
  readonly decided: { readonly outcome: string; readonly decidedAt: string; readonly reasons: string } | null;
  readonly varied: DataOf<'ActionVaried'> | null;
  readonly completedAt: string | null;
  /** What the letters said that told so. */
  readonly completionLetters: readonly string[];
  readonly steps: StepsTaken;
}

export const noAppeal: Appeal = { status: 'none' };

export const evolve = (appeal: Appeal, event: AppealEvent): Appeal => {
  if (event.type === 'OriginalNoted')
    return appeal.status === 'known' ? { ...appeal, ...event.data } : opened(event.data);
  return appeal.status === 'none' ? appeal : evolveKnown(appeal, event);
};

const opened = (noted: DataOf<'OriginalNoted'>): KnownAppeal => ({
  ...noted,
  ...{ status: 'known', lodged: null, varied: null, steps: nothingTaken },
  ...unheard,
});

const unheard = {
  ...{
    admittedAt: null,
    answered: null,
    referredAt: null,
    body: emptyBody,
    meetingAt: null,
    decided: null,
    completedAt: null,
    completionLetters: [],
  },
} as const;

const evolveKnown = (appeal: KnownAppeal, event: Exclude<AppealEvent, { type: 'OriginalNoted' }>): KnownAppeal => {
  const did = (act: string) => ({ steps: withAct(appeal.steps, act) });
  switch (event.type) {
    case 'AppealLodged': {
      const { ruling: _, ...lodged } = event.data;
      // After one that was decided it begins anew; what holds in place of the decision stays.
      return appeal.decided
        ? { ...appeal, ...unheard, lodged, steps: withAct(nothingTaken, 'appeal.lodge') }
        : { ...appeal, lodged, ...did('appeal.lodge') };
    }
    case 'MeetingNoted':
      return { ...appeal, original: { ...appeal.original, attendedMeeting: event.data.attended } };
    case 'AppealAdmitted': {
      const { admittedAt, cause: why, votes = {} } = event.data;
      return { ...appeal, admittedAt, answered: { why, votes }, ...did('appeal.admit') };
    }
    case 'AppealDeclined': {
      const { declinedAt, reasons, votes = {} } = event.data;
      const decided = { outcome: 'declined', decidedAt: declinedAt, reasons };
      return { ...appeal, decided, answered: { why: reasons, votes }, ...did('appeal.decline') };
    }
    case 'AppealReferred':
      return { ...appeal, referredAt: event.data.referredAt, ...did('appeal.refer') };
    case 'BodyConvened':
      return { ...appeal, body: withBody(appeal.body, event.data), ...did('appeal.convene') };
    case 'MemberAppointed':
      return { ...appeal, body: withMember(appeal.body, event.data) };
    case 'MemberReplaced':
      return { ...appeal, body: withReplacement(appeal.body, event.data) };
    case 'InterestDeclared':
      return { ...appeal, body: withDeclaration(appeal.body, event.data) };
    case 'AppellantInvited':
      return { ...appeal, meetingAt: event.data.at, ...did('appeal.invite') };
    case 'AppealDecided': {
      const { outcome, decidedAt, reasons } = event.data;
      return { ...appeal, decided: { outcome, decidedAt, reasons }, ...did('appeal.decide') };
    }
    case 'ActionVaried':
      return { ...appeal, varied: event.data };
    case 'ProceduresCompleted':
      return { ...appeal, completedAt: event.data.completedAt, ...did('appeal.complete') };
    case 'StepRecorded':
      return { ...appeal, steps: withStep(appeal.steps, event.data) };
    case 'LetterSent':
      return event.data.act === 'appeal.complete'
        ? { ...appeal, completionLetters: [...appeal.completionLetters, event.data.text] }
        : appeal;
    case 'FactCorrected':
      return appeal;
    default:
      return event satisfies never;
  }
};
