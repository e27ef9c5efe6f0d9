import { describe, expect, it } from '@jest/globals';
import { assessmentOfCase } from '@probity/contracts';
import { registerSchema } from '@probity/registers';
import { assessmentIn, attemptsOf } from './assessment.js';
import { entryOf } from './register-entry.js';
import { studentsIn } from './students.js';

const register = registerSchema.parse({
  institution: { id: 'college', name: 'College' },
  ...{ staff: [], centres: [], learners: [], qualifications: [], certificates: [], regulators: [], systems: [] },
  students: [
    { id: 'ST-1', candidateNumber: '771', name: 'One Example', career: 'undergraduate', registeredLevel: 4 },
    { id: 'ST-2', name: 'Two Example', career: 'postgraduate', partTime: true },
  ],
  modules: [
    { code: 'TH-4', title: 'Theology', level: 4, components: ['essay', 'exam'] },
    { code: 'TH-X', title: 'Readings' },
  ],
  results: [
    { student: 'ST-1', module: 'TH-4', component: 'essay', attempt: 1, attemptsAllowed: 3 },
    { student: 'ST-2', module: 'TH-4', component: 'essay', attempt: 3, attemptsAllowed: 3 },
  ],
});

describe('the students of a report', () => {
  it('are those of the register, by id or by the number under which they are marked, each once', () => {
    expect(studentsIn(register, ['771', 'ST-2', '771'])).toMatchObject([
      { id: 'ST-1', student: { career: 'undergraduate', registeredLevel: 4, partTime: false }, candidate: '771' },
      { id: 'ST-2', student: { career: 'postgraduate', registeredLevel: null, partTime: true } },
    ]);
  });

  it('have a number only where they were named by it, and whose it is cannot be found out by trying [IBC-46.1]', () => {
    const numbers = (...named: readonly string[]) => studentsIn(register, named).map(({ candidate }) => candidate);
    expect(numbers('ST-1')).toEqual([undefined]);
    expect(numbers('ST-1', '771')).toEqual([undefined, '771']);
  });

  it.each([
    ['whom it has not', register],
    ['without a register', undefined],
  ])('are refused %s, naming which', (_, known) => {
    const named = known ? ['ST-1', 'ST-9'] : ['ST-9'];
    const field = `/students/${named.length - 1}`;
    expect(() => studentsIn(known, named)).toThrow(expect.objectContaining({ field, code: 'no-such-student' }));
  });

  it('have cases at no centre, by id or number', () => {
    expect(entryOf(register, { kind: 'student', id: '771' }, null)).toMatchObject({
      ...{ name: 'One Example', centre: null, student: { id: 'ST-1' } },
    });
    expect(entryOf(register, { kind: 'student', id: 'ST-9' }, null)).toEqual({ name: null, centre: null });
  });
});

describe('the assessment of a report', () => {
  const of = (module: string | null) => assessmentOfCase.parse({ kind: 'coursework', module, moduleLevel: 9 });

  it('is on the level that the register has of its module', () => {
    expect(assessmentIn(register, of('TH-4'))).toMatchObject({ moduleLevel: 4 });
    expect(assessmentIn(register, of('TH-X'))).toMatchObject({ moduleLevel: null });
    expect(assessmentIn(register, undefined)).toBeNull();
  });

  it('is in a module of the register', () => {
    expect(() => assessmentIn(register, of('TH-9'))).toThrow(expect.objectContaining({ field: '/assessment/module' }));
  });

  const part = (component: string, module = 'TH-4') =>
    assessmentOfCase.parse({ kind: 'coursework', module, component, attempt: 2, attemptsAllowed: 9 });

  it('is of a part that the module has, where the register says which it has', () => {
    expect(() => assessmentIn(register, part('viva'))).toThrow(
      expect.objectContaining({ field: '/assessment/component', code: 'no-such-component' }),
    );
    expect(assessmentIn(register, part('viva', 'TH-X'))).toMatchObject({ component: 'viva' });
  });

  it('is an attempt of each student by the register, and of nobody by who reports it', () => {
    const essay = assessmentIn(register, part('essay'));
    expect(essay).toMatchObject({ attempt: null, attemptsAllowed: null });
    expect(attemptsOf(register, essay, 'ST-1')).toEqual({ attempt: 1, attemptsAllowed: 3 });
    expect(attemptsOf(register, essay, 'ST-2')).toEqual({ attempt: 3, attemptsAllowed: 3 });
    expect(attemptsOf(register, assessmentIn(register, part('exam')), 'ST-1')).toBeNull();
    expect(attemptsOf(register, null, 'ST-1')).toBeNull();
  });

  it('was handed in when the report says [UC-6.2]', () => {
    const submittedAt = '2026-10-01T12:00:00Z';
    expect(assessmentIn(register, { ...part('essay'), submittedAt })).toMatchObject({ submittedAt });
  });
});
