import { studentOfCase, type StudentOfCase } from '@probity/contracts';
import type { Register } from '@probity/registers';
import { Invalid } from '@probity/shell';
import type { StudentOfReport } from '../domain/report/events.js';

/** A student as the institution's register has them. */
export interface NamedStudent {
  readonly id: string;
  readonly name: string;
  readonly student: StudentOfCase;
}

/** By the register's id, or by the number under which work is marked: whoever marks may not know who it is. Pure. */
export const studentIn = ({ students }: Register, named: string): NamedStudent | undefined => {
  const found = students.find(({ id }) => id === named) ?? students.find((one) => one.candidateNumber === named);
  if (!found) return undefined;
  const { id, name, career, registeredLevel = null, withdrawn, isMinor, partTime, validatedBy } = found;
  return {
    ...{ id, name },
    student: studentOfCase.parse({ career, registeredLevel, withdrawn, isMinor, partTime, validatedBy }),
  };
};

/**
 * Each once for each way of naming them: who has that number is not told to somebody who knows an id and tries numbers.
 * @throws Invalid naming the one whom the register has not
 */
export const studentsIn = (register: Register | undefined, named: readonly string[]): readonly StudentOfReport[] => {
  const found = named.map((one, index) => {
    const student = register && studentIn(register, one);
    if (!student) throw new Invalid(`/students/${index}`, 'no-such-student', 'The register has no such student.');
    return { id: student.id, student: student.student, ...(one === student.id ? {} : { candidate: one }) };
  });
  return [...new Map(found.map((one, index) => [named[index], one])).values()];
};
