import { z } from 'zod';

/** Whose matter a case is. `id` is the institution's own id in its register; the name stays there. */
export const subjectOfCase = z.strictObject({
  kind: z.enum(['centre', 'centre-staff', 'learner', 'institution-staff', 'student']),
  id: z.string(),
  /** The centre that it concerns; equal to `id` where the subject is the centre. */
  centre: z.string().nullable(),
});
export type SubjectOfCase = z.infer<typeof subjectOfCase>;

/** What a policy sorts suspicions into: `malpractice`, `maladministration`, `poor-practice`. Which there are is the policy's to say. */
export const classification = z.string().min(1).max(100);
export type Classification = z.infer<typeof classification>;

/** What a finding comes to on one point: a classification of the policy's, or `not-shown`. */
export const outcome = z.string().min(1).max(100);
export type Outcome = z.infer<typeof outcome>;
