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
  /** Where letters to an office-holder go. */
  email: personal(z.email().max(320)).optional(),
  /** Codes: of the faculty or department; of the fields in which the person is a specialist. */
  faculty: id.optional(),
  fields: noted,
  /** Id of the member of staff who may nominate somebody to act instead. */
  lineManager: id.optional(),
  /** Id among the students, of a person who is one of them, too, such as their representative on a body. */
  student: id.optional(),
});

const studentSchema = z.strictObject({
  id,
  /** The number under which work is marked without a name. */
  candidateNumber: personal(id).optional(),
  /** The `sub` of the student's token, where students may ask for their own cases. */
  subject: id.optional(),
  name,
  email: personal(z.email().max(320)).optional(),
  /** `undergraduate`, `postgraduate`. */
  career: id,
  /** Such as 4; of the programme's present stage. */
  registeredLevel: z.number().min(0).max(20).optional(),
  programme: id.optional(),
  /** Department that hosts the programme. */
  department: id.optional(),
  validatedBy: id.default('other'),
  withdrawn: z.boolean().default(false),
  isMinor: z.boolean().default(false),
  partTime: z.boolean().default(false),
  /** When a board last considered whether the student progresses, or has an award. */
  awardsBoardOn: date.optional(),
});

const moduleSchema = z.strictObject({
  code: id,
  title: text,
  level: z.number().min(0).max(20).optional(),
  faculty: id.optional(),
  /** Code of the field that a specialist in it knows. */
  field: id.optional(),
  /** Ids of staff who teach it, and who examine its work. */
  taughtBy: noted,
  examinedBy: noted,
  /** Whether the marks of its parts make up for each other. */
  compensates: z.boolean().default(false),
  /** Codes of its parts that are assessed. */
  components: noted,
});

/** How a student stands in a part of a module. */
const resultSchema = z
  .strictObject({
    student: id,
    module: id,
    component: id,
    /** From 1; and how many there are in all. */
    attempt: z.int().min(1).max(20),
    attemptsAllowed: z.int().min(1).max(20),
    mark: personal(z.number().min(0).max(100)).optional(),
    /** When a board ratified it; left out: none has. */
    ratifiedOn: date.optional(),
  })
  .refine(({ attempt, attemptsAllowed }) => attempt <= attemptsAllowed, {
    path: ['attempt'],
    message: 'at most as many as attemptsAllowed is expected',
  });

const termSchema = z.strictObject({ name: id, from: date, until: date });

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
  students: z.array(studentSchema).default([]),
  modules: z.array(moduleSchema).default([]),
  terms: z.array(termSchema).default([]),
  results: z.array(resultSchema).default([]),
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
export type Student = Register['students'][number];
export type Module = Register['modules'][number];
export type Result = Register['results'][number];
export type Term = Register['terms'][number];
