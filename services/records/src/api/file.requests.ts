import { documentName, personal } from '@probity/contracts';
import { actBody } from '@probity/shell';
import { z } from 'zod';

const words = personal(z.string().max(20_000));

export const CloseRequest = actBody({ reason: words.optional() });
export const ConcludeHearingRequest = actBody({
  of: z.enum(['appeal', 'prosecution']),
  /** Which; not needed where only one waits. */
  id: z.string().min(1).max(200).optional(),
  /** The instant at which it ended. */
  heardAt: z.iso.datetime(),
  detail: words,
});
/** Blank reasons are for the policy to refuse, by its clause. */
export const ReasonRequest = actBody({ reason: words });

export const DisposeRequest = actBody({
  reason: words,
  /** Of each that is on paper: that it was destroyed, or what became of it otherwise. */
  papers: z
    .array(
      z.strictObject({
        paper: documentName,
        destroyed: z.boolean(),
        otherwise: personal(z.string().max(4_000)).nullable().default(null),
      }),
    )
    .max(1_000)
    .default([]),
});

/** Of the report's receipt; both days included. */
export const period = z.object({
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  'at-least': z.string().optional(),
});
