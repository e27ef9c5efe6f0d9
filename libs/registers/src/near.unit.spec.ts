import { describe, expect, it } from '@jest/globals';
import { nearTo, officesIn, registerSchema } from './index.js';

const { staff, modules } = registerSchema.parse({
  institution: { id: 'college', name: 'College' },
  ...{ centres: [], learners: [], qualifications: [], certificates: [], regulators: [], systems: [] },
  staff: [
    { id: 'S-1', subject: 'staff-1', name: 'A. Lecturer', offices: ['lecturer', 'chair'], faculty: 'arts' },
    { id: 'S-2', subject: 'staff-2', name: 'A. Registrar', offices: ['registrar', 'chair'] },
    { id: 'S-3', subject: 'staff-3', name: 'A. Lawyer', offices: ['lecturer'], faculty: 'law' },
  ],
  modules: [
    { code: 'AR1', title: 'Art', faculty: 'arts', taughtBy: ['S-1'], examinedBy: ['S-2'] },
    { code: 'LW1', title: 'Law', faculty: 'law' },
    { code: 'MU1', title: 'Music', faculty: 'music' },
  ],
});
const near = (person: number, code: string) =>
  nearTo(
    staff[person] as (typeof staff)[number],
    modules.find((module) => module.code === code),
    officesIn(staff),
  );

describe('what a register says of a member of staff and a module', () => {
  it('is which of their offices others hold in its faculty, and whether they teach and examine it', () => {
    expect(near(0, 'AR1')).toEqual({ elsewhere: [], teaches: true, examines: false });
    expect(near(2, 'AR1')).toEqual({ elsewhere: ['lecturer'], teaches: false, examines: false });
  });

  it('is of no office that nobody holds there, of no faculty that has nobody, and of nobody without one', () => {
    expect(near(0, 'LW1')).toEqual({ elsewhere: ['lecturer'], teaches: undefined, examines: undefined });
    expect(near(0, 'MU1').elsewhere).toEqual([]);
    expect(near(1, 'AR1')).toEqual({ elsewhere: [], teaches: false, examines: true });
    expect(near(0, 'XX')).toEqual({ elsewhere: [], teaches: undefined, examines: undefined });
  });
});
