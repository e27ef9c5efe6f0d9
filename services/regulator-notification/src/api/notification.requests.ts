import { personal } from '@probity/contracts';
import { actBody } from '@probity/shell';
import { z } from 'zod';

const words = personal(z.string().max(20_000));
const limb = z.strictObject({ applies: z.boolean(), likely: z.boolean(), reason: words.default('') });

/** An unreasoned limb is for the policy to refuse, by its clause. */
export const AssessAdverseEffectRequest = actBody({
  limbs: z.strictObject({ prejudice: limb, compliance: limb, standards: limb, confidence: limb }),
  qualifications: z.array(z.string().min(1).max(200)).max(200),
  fraudSuspected: z.boolean().default(false),
});
export const UpdateRequest = actBody({ progress: words, nextUpdateOn: z.iso.date().optional() });
export const CloseRequest = actBody({ reason: words });
export const ConsiderPoliceRequest = actBody({ informed: z.boolean(), reason: words });
export const NoteProsecutionRequest = actBody({ kind: z.enum(['criminal', 'civil']), detail: words });
export const AcknowledgementRequest = actBody({});

/** After which cursor, and how many. */
export const feedPage = z.object({
  after: z
    .string()
    .regex(/^\d{1,18}$/, 'is a cursor that an entry came with')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  'at-least': z.string().optional(),
});
