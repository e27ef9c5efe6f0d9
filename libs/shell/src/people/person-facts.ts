import type { AssessmentOfCase, SubjectOfCase } from '@probity/contracts';
import type { RegisterStore } from '@probity/registers';

/** Whose case it is, and in which assessment it arose: what a person may be too near to. */
export interface Matter {
  readonly institution: string;
  readonly subject: SubjectOfCase;
  readonly assessment: AssessmentOfCase | null;
}

/** What the institution's register says of a person with regard to a case; `known` where it has the person at all. */
export interface PersonInRegister {
  readonly known: boolean;
  readonly offices: readonly string[];
  readonly isSubject: boolean;
  readonly taughtModule: boolean;
  readonly examinedWork: boolean;
  readonly subjectSpecialist: boolean;
  readonly ofOriginatingFaculty: boolean;
  readonly ofProgrammeDepartment: boolean;
  readonly trained: boolean;
}

/**
 * Looked up at the edge, and put on the command: a decision stores the facts that it rested on. Members from outside the staff,
 * such as student representatives, are in the register with their office, too.
 * @param on the day on which training must count; `2026-11-05`
 */
export const personInRegister = async (
  registers: RegisterStore,
  { institution, subject, assessment }: Matter,
  person: string,
  on: string,
): Promise<PersonInRegister> => {
  const staff = await registers.staff(institution, person);
  const student = subject.kind === 'student' ? await registers.student(institution, subject.id) : undefined;
  const module = assessment?.module == null ? undefined : await registers.module(institution, assessment.module);
  const counts = ({ completedOn, expiresOn }: { completedOn: string; expiresOn?: string | undefined }): boolean =>
    completedOn <= on && (expiresOn === undefined || on <= expiresOn);
  return {
    known: staff !== undefined,
    offices: staff?.offices ?? [],
    isSubject: subject.id === person || (subject.kind === 'student' && staff?.student === subject.id),
    taughtModule: module?.taughtBy.includes(person) ?? false,
    examinedWork: module?.examinedBy.includes(person) ?? false,
    subjectSpecialist: module?.field !== undefined && (staff?.fields.includes(module.field) ?? false),
    ofOriginatingFaculty: module?.faculty !== undefined && staff?.faculty === module.faculty,
    ofProgrammeDepartment: student?.department !== undefined && staff?.faculty === student.department,
    trained: staff?.training.some(counts) ?? false,
  };
};
