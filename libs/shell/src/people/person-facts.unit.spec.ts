import { describe, expect, it } from '@jest/globals';
import { registerSchema, type RegisterStore } from '@probity/registers';
import { personInRegister } from './person-facts.js';

const { staff, students } = registerSchema.parse({
  institution: { id: 'college', name: 'College' },
  ...{ centres: [], learners: [], qualifications: [], certificates: [], regulators: [], systems: [] },
  staff: [
    { id: 'S-1', subject: 'staff-1', name: 'A. Lecturer', offices: ['lecturer'] },
    { id: 'S-2', subject: 'staff-2', name: 'A. Student', offices: ['student-representative'], student: 'ST-1' },
  ],
  students: ['ST-1', 'ST-2'].map((id) => ({ id, name: `Student ${id}`, career: 'undergraduate' })),
});
const registers = {
  staff: async (_: string, id: string) => staff.find((row) => row.id === id),
  student: async (_: string, id: string) => students.find((row) => row.id === id),
} as unknown as RegisterStore;

const isSubject = async (person: string, kind: 'student' | 'institution-staff', id: string): Promise<boolean> => {
  const matter = { institution: 'college', subject: { kind, id, centre: null }, assessment: null };
  return (await personInRegister(registers, matter, person, '2026-10-05')).isSubject;
};

describe('what the register says of a person with regard to a case', () => {
  it('tells a representative of the students who is the very student of the case [IBC-8.5] [IBC-121]', async () => {
    expect(await isSubject('S-2', 'student', 'ST-1')).toBe(true);
    expect(await isSubject('S-2', 'student', 'ST-2')).toBe(false);
    expect(await isSubject('S-1', 'student', 'ST-1')).toBe(false);
  });

  it('tells a member of staff whose own case it is, whatever ids students have', async () => {
    expect(await isSubject('S-1', 'institution-staff', 'S-1')).toBe(true);
    expect(await isSubject('S-2', 'institution-staff', 'ST-1')).toBe(false);
  });
});
