import { beforeAll, describe, expect, it } from '@jest/globals';
import { readRegister } from '../read-register.js';
import type { Register } from '../register.js';
import { sample } from '../testing/sample.js';
import { tables, tableTypes, withTable } from './index.js';

describe('a register with a table in the place of the one it has', () => {
  let register: Register;

  beforeAll(async () => {
    const imi = readRegister(await sample('register.json'));
    const modules = ['M-1', 'M-2'].map((code) => ({ code, title: code, taughtBy: ['IMI-S03'] }));
    const students = [{ id: 'S-1', subject: 'student-1', name: 'One', career: 'x' }];
    register = readRegister({ ...imi, modules, students });
  });

  const put = async (name: string, ...lines: readonly string[]) => {
    const table = tables.get(name);
    const read = tableTypes.get('text/csv');
    if (!table || !read) throw new Error(`no table ${name}`);
    return withTable(register, await read(table, Buffer.from(lines.join('\n'))));
  };

  it('is that register but for the table', async () => {
    const { register: after, kept, faults } = await put('modules', 'code,title,taughtBy', 'M-3,Three,IMI-S03;IMI-S04');
    expect({ kept, faults }).toEqual({ kept: 1, faults: [] });
    expect(after.modules.map(({ code }) => code)).toEqual(['M-3']);
    expect({ ...after, modules: register.modules }).toEqual(register);
  });

  it('names the line that refers to what the register would not have', async () => {
    const { faults, kept } = await put('modules', 'code,title,taughtBy', 'M-1,One,IMI-S03;nobody', 'M-2,Two,IMI-S03');
    expect(faults).toEqual([
      {
        line: 2,
        field: '/taughtBy/1',
        code: 'unknown-reference',
        says: 'names no member of staff of this register',
      },
    ]);
    expect(kept).toBe(1);
  });

  it('says of a file that cannot be read what is wrong with it, and not what others would lose by it', async () => {
    const { faults, kept, register: after } = await put('staff', 'id,subject,name', 'IMI-S03,imi-lead,One');
    expect(faults.map(({ code }) => code)).toEqual(['column-missing']);
    expect({ kept, after }).toEqual({ kept: 0, after: register });
  });

  it('names both places of what stands twice, here or in another table', async () => {
    const here = await put('students', 'id,name,career', 'S-1,One,x', 'S-2,Two,x', 'S-1,Three,x');
    expect(here.faults).toEqual([
      { line: 4, field: '/id', code: 'stands-twice', says: 'stands twice: it is in line 2 too' },
    ]);
    expect(here.kept).toBe(2);
    const students = await put('students', 'id,subject,name,career', 'S-1,imi-lead,One,x');
    expect(students.faults).toMatchObject([
      { line: 2, field: '/subject', says: expect.stringContaining('in staff too') },
    ]);
    // The student's row comes later in the register; the line is still the one that was uploaded.
    const systems = await put('systems', 'id,subject,name,offices', 'A,student-1,A,x');
    expect(systems.faults).toMatchObject([
      { line: 2, field: '/subject', code: 'stands-twice', says: expect.stringContaining('in students too') },
    ]);
  });

  it('tells what would refer to nothing once a row is gone', async () => {
    const { faults } = await put('staff', 'id,subject,name,offices', 'IMI-S01,a,One,x');
    expect(faults).toEqual(
      ['M-1', 'M-2'].map((code, nth) => ({
        line: null,
        field: `/modules/${nth}/taughtBy/0`,
        code: 'loses-reference',
        says: expect.stringContaining(`${code} of modules names no member of staff`),
      })),
    );
  });

  describe('of results', () => {
    const header = 'student,module,component,attempt,attemptsAllowed,mark,ratifiedOn';

    it('names both lines of what stands twice for one student and part', async () => {
      const { faults, kept } = await put(
        'results',
        header,
        'S-1,M-1,essay,1,3,,',
        'S-1,M-2,essay,3,3,48,2026-06-20',
        'S-1,M-1,essay,2,3,,',
      );
      const says = 'of this student and module stands twice: it is in line 2 too';
      expect(faults).toEqual([{ line: 4, field: '/component', code: 'stands-twice', says }]);
      expect(kept).toBe(2);
    });

    it('names the line of a student or module that the register has not', async () => {
      const { faults } = await put('results', header, 'S-9,M-1,essay,1,3,,', 'S-1,M-9,essay,1,3,,');
      expect(faults).toMatchObject([
        { line: 2, field: '/student', code: 'unknown-reference', says: 'names no student of this register' },
        { line: 3, field: '/module', code: 'unknown-reference', says: 'names no module of this register' },
      ]);
    });

    it('are named by student, module and part where a student goes', async () => {
      const results = [{ student: 'S-1', module: 'M-1', component: 'essay', attempt: 1, attemptsAllowed: 3 }];
      register = readRegister({ ...register, results });
      const { faults } = await put('students', 'id,name,career', 'S-2,Two,x');
      expect(faults).toEqual([
        {
          line: null,
          field: '/results/0/student',
          code: 'loses-reference',
          says: expect.stringContaining('S-1 M-1 essay of results names no student'),
        },
      ]);
      register = { ...register, results: [] };
    });
  });

  it('leaves out what rests on a line that is left out', async () => {
    const table = 'id,number,name,address,coordinator,qualityTeam,staff';
    const centre = (id: string, number: string): string => `${id},${number},C,A,P-1,P-1,P-1|One|Tutor|true`;
    const { faults, kept } = await put(
      'centres',
      table,
      centre('C-1042', 'N-1'),
      centre('C-2', 'N-2').replace('P-1,P-1', 'P-1,P-9'),
    );
    expect(faults).toEqual([
      {
        line: 3,
        field: '/qualityTeam/0',
        code: 'unknown-reference',
        says: 'names no member of its staff of this register',
      },
    ]);
    expect(kept).toBe(1);
  });

  it('asks what only a look at others can tell', async () => {
    const table = tables.get('students');
    const file = Buffer.from('id,subject,name,career\nS-1,taken,One,x\nS-2,free,Two,x');
    const uploaded = table && (await tableTypes.get('text/csv')?.(table, file));
    const taken = (candidate: Register) =>
      candidate.students.flatMap(({ subject }, nth) =>
        subject === 'taken' ? [{ path: ['students', nth, 'subject'], message: 'is taken', code: 'taken' }] : [],
      );
    const { faults, kept } = withTable(register, uploaded as NonNullable<typeof uploaded>, taken);
    expect(faults).toEqual([{ line: 2, field: '/subject', code: 'taken', says: 'is taken' }]);
    expect(kept).toBe(1);
  });
});
