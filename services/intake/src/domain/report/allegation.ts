import { personal } from '@probity/contracts';
import { z } from 'zod';

const text = personal(z.string());

/** What was reported, in the reporter's words. Who they are is not in it. */
export const allegation = z.strictObject({
  nature: z.strictObject({ what: text, dates: z.array(text), becameAwareOn: z.iso.date().optional() }),
  product: z.strictObject({ qualification: text.optional(), title: text.optional() }).optional(),
  centre: z.strictObject({ name: text.optional(), address: text.optional(), number: text.optional() }).optional(),
  learners: z
    .array(z.strictObject({ name: text.optional(), dateOfBirth: text.optional(), registrationNumber: text.optional() }))
    .optional(),
  centrePersonnel: z.array(z.strictObject({ name: text.optional(), jobRole: text.optional() })).optional(),
  institutionPersonnel: z.array(z.strictObject({ name: text.optional(), jobRole: text.optional() })).optional(),
  initialInvestigation: z
    .strictObject({
      carriedOutBy: text.optional(),
      details: text.optional(),
      outcome: text.optional(),
      mitigation: text.optional(),
    })
    .optional(),
});
export type Allegation = z.infer<typeof allegation>;

/** A file that was uploaded before. */
export const attachment = z.strictObject({
  /** Of the sealed file: what it is named by, everywhere. */
  digest: z.string(),
  /** Of what is in it: `sha256:<hex>`. Nowhere but here, where it is sealed. */
  contentDigest: z.string().optional(),
  name: text,
  mediaType: z.string(),
  bytes: z.number().int(),
});
export type Attachment = z.infer<typeof attachment>;

/** Evidence that is on paper, or a thing: described, since nobody can open it here. */
export const paper = z.strictObject({
  /** `paper:<uuid>`: what it is named by, everywhere. */
  paper: z.string(),
  what: text,
  keptAt: text,
  heldBy: text,
});
export type Paper = z.infer<typeof paper>;
