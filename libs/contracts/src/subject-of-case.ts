import { z } from 'zod';

/** Whose matter a case is. `id` is the institution's own id in its register; the name stays there. */
export const subjectOfCase = z.strictObject({
  kind: z.enum(['centre', 'centre-staff', 'learner', 'institution-staff']),
  id: z.string(),
  /** The centre that it concerns; equal to `id` where the subject is the centre. */
  centre: z.string().nullable(),
});
export type SubjectOfCase = z.infer<typeof subjectOfCase>;

export const classification = z.enum(['malpractice', 'maladministration']);
export type Classification = z.infer<typeof classification>;

export const outcome = z.enum(['malpractice', 'maladministration', 'not-shown']);
export type Outcome = z.infer<typeof outcome>;
