import { policyPin, publicEvents } from '@probity/contracts';
import { z } from 'zod';

const instant = z.iso.datetime();

/** An earlier offence as the body is told of it. */
const offence = publicEvents.sanctions.HistoryTold.shape.offences;
export type HistoryOffences = z.infer<typeof offence>;

export const historyEvents = {
  ReferralNoted: z.strictObject({ institution: z.string(), policy: policyPin, case: z.uuid(), referredAt: instant }),
  /** What is on record of the subject from before, as it stood: for the body, and told to nobody else. */
  HistoryTaken: z.strictObject({
    version: z.number().int(),
    /** The version of the subject's stream. */
    asOf: z.number().int(),
    takenAt: instant,
    offences: offence,
  }),
} as const;

export interface HistoryAsTold {
  readonly version: number;
  readonly asOf: number;
  readonly offences: HistoryOffences;
}

/** That there is something to tell is for the body alone, too. */
export const historySentences = {
  ReferralNoted: () => 'Sanctions was told that the case is referred.',
  HistoryTaken: () => 'What is on record of the subject was put under seal for the body that considers the case.',
} as const;
