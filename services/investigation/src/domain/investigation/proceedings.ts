import { startOf } from '@probity/policy-packs';
import type { ProceedingsEvent } from './proceedings-events.js';

type Kept<Type extends ProceedingsEvent['type']> = Omit<Extract<ProceedingsEvent, { type: Type }>['data'], 'ruling'>;

/** What passed between the institution and whom the case is about, and where the case went from there. */
export interface Proceedings {
  readonly invitations: readonly Kept<'SubjectInvited'>[];
  /** The letters that went with the last of them, as they were sent. */
  readonly invitedWith: readonly string[];
  readonly meetings: readonly Kept<'MeetingRecorded'>[];
  /** A meeting of the kind of the last invitation was recorded since. */
  readonly lastIsHeld: boolean;
  readonly accusation: Kept<'AccusationPut'> | null;
  readonly answer: Kept<'AnswerRecorded'> | null;
  readonly anonymityLiftedAt: string | null;
  readonly referral: Pick<Kept<'CaseReferred'>, 'to' | 'joined' | 'enclosed' | 'referredAt'> | null;
  /** What somebody decided alone, last. */
  readonly decidedAtDesk: Pick<Kept<'DecidedAtDesk'>, 'body' | 'proven' | 'decidedAt'> | null;
  /** RFC 3339: the beginning of the day that a record bears, by the last step with a field `dated`. */
  readonly formDatedAt: string | null;
  /** Acts and steps, by who did them; each once. */
  readonly did: readonly { readonly person: string; readonly act: string }[];
}

export const noProceedings: Proceedings = {
  invitations: [],
  invitedWith: [],
  meetings: [],
  lastIsHeld: false,
  accusation: null,
  answer: null,
  anonymityLiftedAt: null,
  referral: null,
  decidedAtDesk: null,
  formDatedAt: null,
  did: [],
};

/** What is an act of its own: a decision at a desk is the step beside it. */
export type ProceedingsAct = Exclude<ProceedingsEvent, { type: 'DecidedAtDesk' }>;

/** The act that each of them is. */
export const actOf: Readonly<Record<ProceedingsAct['type'], string>> = {
  SubjectInvited: 'investigation.invite',
  MeetingRecorded: 'investigation.record-meeting',
  AccusationPut: 'investigation.put-accusation',
  AnswerRecorded: 'investigation.record-answer',
  CaseRecategorised: 'investigation.recategorise',
  AnonymityLifted: 'investigation.lift-anonymity',
  CaseReferred: 'investigation.refer',
};

export const proceeded = (before: Proceedings, event: ProceedingsAct): Proceedings => ({
  ...before,
  ...changed(before, event),
  did: doneBy(before.did, event.data.by, actOf[event.type]),
});

/** A step: who did it, and the day that a record bears. */
export const afterStep = (
  before: Proceedings,
  { step, fields, by }: { step: string; fields: Readonly<Record<string, unknown>>; by?: string | undefined },
  place: { readonly timeZone: string },
): Proceedings => {
  const { dated } = fields;
  const isDay = typeof dated === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(dated);
  return {
    ...before,
    did: by === undefined ? before.did : doneBy(before.did, by, step),
    formDatedAt: isDay ? startOf(dated, place) : before.formDatedAt,
  };
};

export const doneBy = (did: Proceedings['did'], person: string, act: string): Proceedings['did'] =>
  did.some((one) => one.person === person && one.act === act) ? did : [...did, { person, act }];

const changed = (before: Proceedings, event: ProceedingsAct): Partial<Proceedings> => {
  switch (event.type) {
    case 'SubjectInvited':
      return { invitations: [...before.invitations, without(event.data)], invitedWith: [], lastIsHeld: false };
    case 'MeetingRecorded':
      return {
        meetings: [...before.meetings, without(event.data)],
        lastIsHeld: before.lastIsHeld || before.invitations.at(-1)?.kind === event.data.kind,
      };
    case 'AccusationPut':
      return { accusation: without(event.data), answer: null };
    case 'AnswerRecorded':
      return { answer: without(event.data) };
    case 'AnonymityLifted':
      return { anonymityLiftedAt: event.data.liftedAt };
    case 'CaseReferred': {
      const { to, joined, enclosed, referredAt } = event.data;
      return { referral: { to, joined, enclosed, referredAt } };
    }
    case 'CaseRecategorised':
      return {};
    default:
      return event satisfies never;
  }
};

/** Who conducted which meeting that took place, or for which nobody came: whom it bars is the policy's to say. */
export const satOn = ({ meetings }: Proceedings): readonly { readonly person: string; readonly body: string }[] =>
  meetings
    .flatMap(({ body, conductedBy }) => (body === null ? [] : conductedBy.map(({ person }) => ({ person, body }))))
    .filter(
      (one, index, all) => all.findIndex((other) => other.person === one.person && other.body === one.body) === index,
    );

/** By part in the case: those whom the seats of whoever conducts a meeting give one. */
export const partsInMeetings = ({ invitations }: Proceedings): Readonly<Record<string, readonly string[]>> => {
  const parts: Record<string, string[]> = {};
  for (const { person, roles } of invitations.flatMap(({ conductedBy }) => conductedBy))
    for (const role of roles) parts[role] = [...new Set([...(parts[role] ?? []), person])];
  return parts;
};

const without = <Data extends { readonly ruling: unknown }>({ ruling: _, ...data }: Data): Omit<Data, 'ruling'> => data;
