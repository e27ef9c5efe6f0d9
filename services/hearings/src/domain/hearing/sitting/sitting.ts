import { withoutRuling } from '../without-ruling.js';
import type { SittingData, SittingEvent } from './events.js';

export type { SittingEvent } from './events.js';

type Told<Type extends SittingEvent['type']> = Omit<SittingData<Type>, 'ruling'>;

/** How the body comes to sit on the case, and its sitting. */
export interface SittingState {
  /** Null until a body is convened. */
  readonly id: string | null;
  /** All that the body considers together, this one among them. */
  readonly cases: readonly string[];
  readonly date: Told<'DateFixed'> | null;
  /** To the date that is fixed now. */
  readonly invitation: Told<'StudentInvited'> | null;
  /** Digests, of what was sent; null where nothing was. Of the members, also to each who sat at the time. */
  readonly sent: {
    readonly student: readonly string[] | null;
    readonly members: readonly string[] | null;
    readonly each: Readonly<Record<string, readonly string[]>>;
  };
  readonly admitted: readonly string[];
  /** Of what was taken in late: when, and whether the student has had all of it and written since. */
  readonly late: { readonly since: string; readonly served: boolean; readonly answered: boolean } | null;
  readonly statementAt: string | null;
  readonly deferral: {
    readonly requested: boolean;
    readonly decided: boolean;
    /** Of the date that is fixed now. */
    readonly granted: boolean;
    /** The last request, whatever became of the date. */
    readonly refused: boolean;
    /** It was decided when the sitting had begun. */
    readonly afterHearing: boolean;
  };
  readonly absence: Told<'AbsenceNoted'> | null;
  readonly opened: Told<'HearingOpened'> | null;
  readonly suspended: boolean;
  /** Steps that were recorded while it was open: they do not count for another one. */
  readonly heard: readonly string[];
}

export const emptySitting: SittingState = {
  id: null,
  cases: [],
  date: null,
  invitation: null,
  sent: { student: null, members: null, each: {} },
  admitted: [],
  late: null,
  statementAt: null,
  deferral: { requested: false, decided: false, granted: false, refused: false, afterHearing: false },
  absence: null,
  opened: null,
  suspended: false,
  heard: [],
};

/** `members`: who sits at the time. */
export const evolveSitting = (so: SittingState, event: SittingEvent, members: readonly string[]): SittingState => {
  switch (event.type) {
    case 'SittingFormed':
      return { ...so, id: event.data.sitting, cases: event.data.cases };
    case 'DateFixed':
      return { ...so, date: withoutRuling(event.data), ...(isSameDate(so.date, event.data) ? {} : anotherDay(so)) };
    case 'StudentInvited':
      return sentTo({ ...so, invitation: withoutRuling(event.data) }, 'student', event.data.documents, members);
    case 'EvidenceServed':
      return sentTo(so, event.data.to, event.data.documents, members);
    case 'LateEvidenceAdmitted':
      return {
        ...so,
        admitted: [...so.admitted, ...event.data.documents],
        late: { since: event.data.admittedAt, served: false, answered: false },
      };
    case 'StatementReceived':
      return { ...so, statementAt: event.data.receivedAt, late: so.late && { ...so.late, answered: so.late.served } };
    case 'DeferralRequested':
      return { ...so, deferral: { ...emptySitting.deferral, requested: true } };
    case 'DeferralDecided':
      return { ...so, deferral: { ...so.deferral, ...decisionIn(event.data), afterHearing: so.opened !== null } };
    case 'AbsenceNoted':
      return { ...so, absence: event.data };
    case 'HearingOpened':
      return { ...so, opened: withoutRuling(event.data), suspended: false, deferral: beforeIt(so.deferral) };
    case 'HearingSuspended':
      return { ...so, suspended: true };
    case 'HearingResumed':
      return {
        ...so,
        ...{ suspended: false, opened: so.opened && { ...so.opened, ...presenceIn(event.data) } },
        deferral: beforeIt(so.deferral),
      };
    default:
      return event satisfies never;
  }
};

const decisionIn = ({ granted }: SittingData<'DeferralDecided'>) => ({ decided: true, granted, refused: !granted });

/** What was decided before a sitting, or before it goes on, is not of what happened at it. */
const beforeIt = (deferral: SittingState['deferral']) => ({ ...deferral, afterHearing: false });

/** Who was there when it went on; what was stored before that was asked says nothing of it. */
const presenceIn = ({ student, companion, offices, presenter }: SittingData<'HearingResumed'>) => ({
  ...(student !== undefined && { student }),
  ...(companion !== undefined && { companion }),
  ...(offices && { offices }),
  ...(presenter !== undefined && { presenter }),
});

type Date = Pick<SittingData<'DateFixed'>, 'at' | 'place' | 'online'>;
const isSameDate = (one: Date | null, { at, place, online }: Date): boolean =>
  one?.at === at && one.place === place && one.online === online;

/** Of what is alleged now nobody was told: the student is invited anew, and all have the papers anew. */
export const withoutNotice = (so: SittingState): SittingState => ({
  ...so,
  ...{ invitation: null, sent: emptySitting.sent, opened: null, suspended: false },
});

/** An invitation is to a day, and to a place. Where another one was granted, the sitting of before does not count. */
const anotherDay = ({ deferral, opened, suspended }: SittingState) => ({
  invitation: null,
  deferral: { ...deferral, granted: false },
  ...(deferral.granted ? { opened: null, suspended: false } : { opened, suspended }),
});

const sentTo = (
  so: SittingState,
  to: string,
  documents: readonly string[],
  members: readonly string[],
): SittingState => {
  const more = (before: readonly string[] | null | undefined) => [...new Set([...(before ?? []), ...documents])];
  const toMembers = to === 'members' || to === 'all';
  const each = Object.fromEntries(members.map((person) => [person, more(so.sent.each[person])]));
  const toStudent = to === 'student' || to === 'all';
  const student = toStudent ? more(so.sent.student) : so.sent.student;
  return {
    ...so,
    sent: {
      student,
      members: toMembers ? more(so.sent.members) : so.sent.members,
      each: toMembers ? { ...so.sent.each, ...each } : so.sent.each,
    },
    late: so.late && { ...so.late, served: so.admitted.every((digest) => student?.includes(digest)) },
  };
};
