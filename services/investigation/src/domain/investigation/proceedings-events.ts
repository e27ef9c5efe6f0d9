import { keptRuling, partsBefore, personal } from '@probity/contracts';
import { z } from 'zod';

const text = personal(z.string());
const dated = z.iso.datetime();
/** RFC 3339, as it was said: with the offset of the place where it is. */
const instant = z.iso.datetime({ offset: true });
const by = z.string();
const registerDigest = z.string();

/** Who conducts a meeting, in which seat of the body; and the parts in the case that the seat gives. */
export const conducting = z.strictObject({ person: z.string(), seat: z.string(), roles: z.array(z.string()) });
export type Conducting = z.infer<typeof conducting>;

/** Who could not sit on which other body afterwards, and by which clauses. */
export const usedUp = z.strictObject({ person: z.string(), body: z.string(), clauses: z.array(z.string()) });
export type UsedUp = z.infer<typeof usedUp>;

/** Between the institution and whom the case is about, and where the case goes from there. `by`: who did it. */
export const proceedingsEvents = {
  SubjectInvited: z.strictObject({
    kind: z.string(),
    at: instant,
    purpose: text,
    inPerson: z.boolean(),
    /** The policy's name of the body that conducts it; null where it is in no body's hands. */
    body: z.string().nullable(),
    conductedBy: z.array(conducting),
    usesUp: z.array(usedUp),
    by,
    registerDigest,
    ruling: keptRuling,
  }),
  MeetingRecorded: z.strictObject({
    kind: z.string(),
    attended: z.boolean(),
    outcome: z.string(),
    startedAt: instant,
    endedAt: instant,
    /** Who came along, by the policy's code; null: nobody. */
    companion: z.strictObject({ with: z.string(), legal: z.boolean(), spoke: z.boolean() }).nullable(),
    record: text.nullable(),
    body: z.string().nullable(),
    conductedBy: z.array(conducting),
    by,
    ruling: keptRuling,
  }),
  AccusationPut: z.strictObject({
    allegation: text,
    provisions: z.array(z.string()),
    channels: z.array(z.string()),
    evidence: z.array(z.string()),
    reportEnclosed: z.boolean(),
    putAt: dated,
    by,
    ruling: keptRuling,
  }),
  AnswerRecorded: z.strictObject({ accepts: z.boolean(), answer: text, receivedAt: instant, by, ruling: keptRuling }),
  CaseRecategorised: z.strictObject({ category: z.string(), reason: text, by, ruling: keptRuling }),
  AnonymityLifted: z.strictObject({ liftedAt: dated, by, ruling: keptRuling }),
  CaseReferred: z.strictObject({
    to: z.string(),
    joined: z.boolean(),
    report: z.uuid(),
    offences: z.array(z.string()),
    category: z.string(),
    /** Digests of all that was collected; and codes or digests of what goes with the referral. */
    evidence: z.array(z.string()),
    enclosed: z.array(z.string()),
    ...partsBefore,
    /** The date on the record of the meeting, from its beginning. */
    formDatedAt: dated.nullable(),
    referredAt: dated,
    by,
    ruling: keptRuling,
  }),
  /** Beside the step that it was: somebody decided alone whether there was a breach. */
  DecidedAtDesk: z.strictObject({
    step: z.string(),
    /** The policy's name of the body that they are, and its title. */
    body: z.string(),
    title: z.string(),
    by,
    decidedAt: dated,
    proven: z.boolean(),
    offences: z.array(z.string()),
    category: z.string(),
    report: z.uuid(),
    evidence: z.array(z.string()),
    ...partsBefore,
    clauses: z.array(z.string()),
  }),
} as const;

export type ProceedingsEvent = {
  [Type in keyof typeof proceedingsEvents]: {
    readonly type: Type;
    readonly data: z.infer<(typeof proceedingsEvents)[Type]>;
  };
}[keyof typeof proceedingsEvents];

type Sentences = {
  readonly [Type in ProceedingsEvent['type']]: (data: Extract<ProceedingsEvent, { type: Type }>['data']) => string;
};

const inWords = (code: string): string => code.replaceAll('-', ' ');

/** Whom the case is about is not named. */
export const proceedingsSentences: Sentences = {
  SubjectInvited: ({ kind, at, conductedBy }) =>
    `There is an invitation: ${inWords(kind)}, ${at}${conductedBy.length > 0 ? `, with ${conductedBy.map(({ person }) => person).join(', ')}` : ''}.`,
  MeetingRecorded: ({ kind, attended, outcome }) =>
    `${attended ? 'It was held' : 'It was to be held, and whom it was for did not come'}: ${inWords(kind)}${outcome === '' ? '' : `; ${inWords(outcome)}`}.`,
  AccusationPut: ({ provisions, channels }) =>
    `The allegation was put${channels.length > 0 ? ` by ${channels.join(', ')}` : ''}${provisions.length > 0 ? `: ${provisions.join(', ')}` : ''}.`,
  AnswerRecorded: ({ accepts }) => `The answer was recorded: the allegation is ${accepts ? '' : 'not '}accepted.`,
  CaseRecategorised: ({ category }) => `The case is now categorised as ${inWords(category)}.`,
  AnonymityLifted: () => 'Who the case is about may be known from now on.',
  DecidedAtDesk: ({ title, by: who, proven }) =>
    `Decided by ${who} as ${title}: there ${proven ? 'was a breach' : 'was no breach'}.`,
  CaseReferred: ({ to, joined }) =>
    `The case was referred: ${inWords(to)}${joined ? ', to be heard with the others of the same report' : ''}.`,
};
