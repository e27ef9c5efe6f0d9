import { beforeAll, describe, expect, it } from '@jest/globals';
import { personalPaths } from '@probity/contracts';
import { InvalidRegister, readRegister } from './read-register.js';
import { registerSchema } from './register.js';
import { sample } from './testing/sample.js';

type Fields = Record<string, unknown>;

describe('readRegister', () => {
  let content: string;

  beforeAll(async () => {
    content = JSON.stringify(await sample('register.json'));
  });

  const faultsOf = (value: unknown): readonly unknown[] => {
    try {
      readRegister(value);
    } catch (error) {
      if (error instanceof InvalidRegister) return error.faults;
      throw error;
    }
    return [];
  };

  /** The faults of the sample after one field, by its JSON pointer, was set. */
  const faultsWith = (pointer: string, value: unknown): readonly unknown[] => {
    const steps = pointer.slice(1).split('/');
    const last = steps.pop() ?? '';
    const register: Fields = JSON.parse(content);
    const parent = steps.reduce<Fields>((at, step) => at[step] as Fields, register);
    parent[last] = value;
    return faultsOf(register);
  };

  it('takes the samples', async () => {
    expect(faultsOf(JSON.parse(content))).toEqual([]);
    expect(readRegister(await sample('register-other.json')).institution.id).toBe('northmoor');
  });

  it('marks names, dates of birth, e-mail addresses and the numbers that stand for a person as personal', () => {
    expect(personalPaths(registerSchema)).toEqual([
      'staff.[].name',
      'staff.[].email',
      'centres.[].staff.[].name',
      'centres.[].staff.[].jobRole',
      'learners.[].name',
      'learners.[].dateOfBirth',
      'learners.[].registrationNumber',
      'students.[].candidateNumber',
      'students.[].name',
      'students.[].email',
      'results.[].mark',
    ]);
  });

  it.each([
    ['/learners/13/centre', 'C-0'],
    ['/certificates/3/learner', 'L-0'],
    ['/certificates/3/centre', 'C-0'],
    ['/certificates/3/qualification', 'Q-0'],
    ['/qualifications/1/regulators/0', 'none'],
    ['/centres/0/coordinator', 'P-0'],
    ['/centres/0/qualityTeam/2', 'P-0'],
    ['/staff/4/formerCentres/0', 'C-0'],
    ['/staff/4/student', 'ST-0'],
    ['/staff/4/lineManager', 'IMI-S0'],
  ])('points to a reference that leads nowhere: %s', (pointer, value) => {
    expect(faultsWith(pointer, value)).toEqual([{ pointer, message: expect.stringContaining('of this register') }]);
  });

  it.each([
    ['/learners/13/id', 'L-01'],
    ['/certificates/13/number', 'CERT-0001'],
    ['/centres/0/staff/5/id', 'P-01'],
    ['/systems/0/subject', 'imi-lead'],
  ])('points to what stands twice: %s', (pointer, value) => {
    expect(faultsWith(pointer, value)).toContainEqual({ pointer, message: 'stands twice' });
  });

  describe('how students stand in the parts of modules', () => {
    const result = { student: 'ST-1', module: 'M-1', component: 'essay', attempt: 1, attemptsAllowed: 2 };
    const faultsOfResults = (...results: readonly Fields[]): readonly unknown[] =>
      faultsOf({
        ...JSON.parse(content),
        students: [{ id: 'ST-1', name: 'One', career: 'undergraduate' }],
        modules: [
          { code: 'M-1', title: 'One', components: ['essay', 'exam'] },
          { code: 'M-2', title: 'Two' },
        ],
        results,
      });

    it('is of students, modules and their parts in the register; a module without parts may have any', () => {
      expect(faultsOfResults(result, { ...result, component: 'exam' }, { ...result, module: 'M-2' })).toEqual([]);
      expect(
        faultsOfResults({ ...result, student: 'ST-0' }, { ...result, module: 'M-0' }, { ...result, component: 'viva' }),
      ).toEqual([
        { pointer: '/results/0/student', message: 'names no student of this register' },
        { pointer: '/results/1/module', message: 'names no module of this register' },
        { pointer: '/results/2/component', message: 'names no part of its module in this register' },
      ]);
    });

    it('stands once for each part of a module', () => {
      expect(faultsOfResults(result, { ...result, attempt: 2 })).toEqual([
        { pointer: '/results/1/component', message: 'of this student and module stands twice' },
      ]);
    });

    it('has no attempt beyond those that there are', () => {
      expect(faultsOfResults({ ...result, attempt: 3 })).toEqual([
        { pointer: '/results/0/attempt', message: 'at most as many as attemptsAllowed is expected' },
      ]);
    });
  });

  it('names the field of a wrong shape, and not its content', () => {
    const faults = faultsWith('/learners/0/dateOfBirth', 'a person was born');
    expect(faults).toEqual([expect.objectContaining({ pointer: '/learners/0/dateOfBirth' })]);
    expect(JSON.stringify(faults)).not.toContain('born');
    expect(faultsWith('/staff/0/salary', 1)).toEqual([expect.objectContaining({ pointer: '/staff/0' })]);
  });
});
