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
    ruling: keptRuling,
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
export type AnyEvent = StepRecorded | FactCorrected;

export type AnyCommand =
  | { readonly type: 'RecordStep'; readonly step: string; readonly fields: StepRecorded['data']['fields'] }
  | {
      readonly type: 'Correct';
      readonly corrects: string;
      /** Whether this stream holds the event, and its data the field. Looked up at the edge. */
      readonly found: boolean;
      readonly field: string;
      readonly value: FactCorrected['data']['value'];
      readonly reason: string;
    };

export const anySentences = {
  StepRecorded: ({ title }: StepRecorded['data']) => `${title}.`,
  FactCorrected: ({ field, corrects }: FactCorrected['data']) => `Corrected ${field} of event ${corrects}.`,
} as const;
