import { personal } from '@probity/contracts';
import { z } from 'zod';

const id = z.string().min(1).max(200);
const text = z.string().min(1).max(1_000);
const date = z.iso.date();
const name = personal(text);
const noted = z.array(id).default([]);

const trainingSchema = z.strictObject({
  /** What it was in: `investigation`. */
  subject: id,
  completedOn: date,
  /** The last day on which it counts; none where it does not run out. */
  expiresOn: date.optional(),
});

const staffSchema = z.strictObject({
  id,
  /** The `sub` of the person's token. */
  subject: id,
  name,
  offices: z.array(id),
  training: z.array(trainingSchema).default([]),
  /** Ids of centres that the person worked at or dealt with before. */
  formerCentres: noted,
});

const centreStaffSchema = z.strictObject({ id, name, jobRole: personal(text), employed: z.boolean() });

const centreSchema = z.strictObject({
  id,
  number: id,
  name: text,
  address: text,
  /** Of its staff. */
  coordinator: id,
  qualityTeam: z.array(id),
  staff: z.array(centreStaffSchema),
});

const learnerSchema = z.strictObject({
  id,
  name,
  dateOfBirth: personal(date),
  registrationNumber: personal(text),
  /** A centre's id. */
  centre: id,
});

const qualificationSchema = z.strictObject({
  number: id,
  title: text,
  /** Ids of the regulators that must hear of an adverse effect on it. */
  regulators: z.array(id),
  level: text.optional(),
});

const certificateSchema = z.strictObject({
  number: id,
  /** Ids of a learner and a centre, and a qualification's number. */
  learner: id,
  centre: id,
  qualification: id,
  claimedOn: date,
  issuedOn: date.optional(),
  status: z.enum(['claimed', 'issued', 'invalid', 'returned']),
});

export const registerSchema = z.strictObject({
  institution: z.strictObject({ id, name: text }),
  staff: z.array(staffSchema),
  centres: z.array(centreSchema),
  learners: z.array(learnerSchema),
  qualifications: z.array(qualificationSchema),
  certificates: z.array(certificateSchema),
  /** Outside systems that read a feed. */
  regulators: z.array(z.strictObject({ id, subject: id, name: text })),
  /** The institution's machine clients. */
  systems: z.array(z.strictObject({ id, subject: id, name: text, offices: z.array(id) })),
});

export type Register = z.infer<typeof registerSchema>;
export type Staff = Register['staff'][number];
export type Centre = Register['centres'][number];
export type CentreStaff = Centre['staff'][number];
export type Learner = Register['learners'][number];
export type Qualification = Register['qualifications'][number];
export type Certificate = Register['certificates'][number];
