import { z } from 'zod';
import { personal } from './personal.js';
import { keptRuling } from './ruling.js';

/** What can be recorded on the stream of any subject. */
export const anyEvents = {
  /** A step of the policy's own: its name and fields are the pack's. */
  StepRecorded: z.strictObject({
    step: z.string(),
    title: z.string(),
    fields: personal(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    /** When it was recorded; absent in what was stored before this was kept. */
    at: z.iso.datetime().optional(),
    /** Who did it, by the register's id; absent as `at` is. */
    by: z.string().optional(),
    /** What the step's document says, by the codes of its items; absent where it has none. */
    contents: personal(z.record(z.string(), z.string())).optional(),
    ruling: keptRuling,
  }),
  /** A letter that an act or a step sends, as it was sent. Whoever delivers it finds the addresses. */
  LetterSent: z.strictObject({
    /** The policy's name of it, and the act or step that sent it. */
    notice: z.string(),
    act: z.string(),
    title: z.string(),
    /** As the policy says it: an office, a part in the case, a word of its vocabulary. */
    to: z.array(z.string()),
    text: personal(z.string()),
    clauses: z.array(z.string()),
    sentAt: z.iso.datetime(),
  }),
  /** A new fact that names what it corrects. What was stored stays. */
  FactCorrected: z.strictObject({
    corrects: z.uuid(),
    /** JSON pointer into the corrected event's data. */
    field: z.string(),
    value: personal(z.json()),
    reason: personal(z.string()),
    ruling: keptRuling,
  }),
} as const;

export type StepRecorded = { readonly type: 'StepRecorded'; readonly data: z.infer<typeof anyEvents.StepRecorded> };
export type FactCorrected = { readonly type: 'FactCorrected'; readonly data: z.infer<typeof anyEvents.FactCorrected> };
export type LetterSent = { readonly type: 'LetterSent'; readonly data: z.infer<typeof anyEvents.LetterSent> };
export type AnyEvent = StepRecorded | LetterSent | FactCorrected;

/** What a letter says, by the codes of its items: in the words of whoever sends it. */
export type LetterItems = Readonly<Record<string, string>>;

export type AnyCommand =
  | {
      readonly type: 'RecordStep';
      readonly step: string;
      readonly fields: StepRecorded['data']['fields'];
      readonly letter?: LetterItems;
      /** Facts that the edge looked up of what the fields say. */
      readonly lookedUp?: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
    }
  | {
      readonly type: 'Correct';
      readonly corrects: string;
      /** Whether this stream holds the event, and its data the field. Looked up at the edge. */
      readonly found: boolean;
      /** What of the correction is at fault where it does not: `/event`, `/field` or `/value`. */
      readonly wrong?: string;
      readonly field: string;
      readonly value: FactCorrected['data']['value'];
      readonly reason: string;
    };

export const anySentences = {
  StepRecorded: ({ title }: StepRecorded['data']) => `${title}.`,
  LetterSent: ({ title }: LetterSent['data']) => `Sent: ${title}.`,
  FactCorrected: ({ field, corrects }: FactCorrected['data']) => `Corrected ${field} of event ${corrects}.`,
} as const;
