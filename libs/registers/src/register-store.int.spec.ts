import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, createTestDatabase, migrate, type TestDatabase } from '@probity/postgres';
import { MemoryVault, Tampered } from '@probity/record';
import type { Pool } from 'pg';
import { registersMigrations } from './migrations.js';
import { InvalidRegister, readRegister } from './read-register.js';
import type { Register } from './register.js';
import { RegisterStore } from './register-store.js';
import { InvalidTable, tables, tableTypes } from './tables/index.js';
import { sample } from './testing/sample.js';

describe('RegisterStore', () => {
  let database: TestDatabase;
  let pool: Pool;
  let store: RegisterStore;
  let register: Register;
  const vault = new MemoryVault();

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = connect(database.url);
    await migrate(pool, registersMigrations);
    store = new RegisterStore(pool, vault);
    register = readRegister(await sample('register.json'));
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const snapshots = async () => (await pool.query('select institution from registers.snapshots')).rowCount;

  it('knows nothing of an institution that has not uploaded', async () => {
    expect(await store.latest('imi')).toBeUndefined();
    expect(await store.person('imi-lead')).toBeUndefined();
  });

  it('answers from the upload at once, and stores the same content once', async () => {
    const first = await store.replace('imi', register, 'imi-registry');
    expect(first).toMatchObject({ changed: true, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
    expect(await store.replace('imi', register, 'imi-registry')).toEqual({ ...first, changed: false });
    expect(await snapshots()).toBe(1);
    expect(await store.latest('imi')).toEqual({ digest: first.digest, register, receivedAt: first.receivedAt });
    await store.replace('northmoor', await sample('register-other.json'), 'seed');
  });

  it('tells whom a subject stands for, at whichever institution', async () => {
    const [staff, outside, system, other] = await Promise.all(
      ['imi-lead', 'ofqual-feed', 'imi-certificates', 'northmoor-officer'].map((subject) => store.person(subject)),
    );
    expect(staff).toMatchObject({ institution: 'imi', kind: 'staff', id: 'IMI-S03', offices: ['investigator'] });
    expect(outside).toEqual({ institution: 'imi', kind: 'regulator', id: 'ofqual', offices: ['regulator'] });
    expect(system).toMatchObject({ kind: 'system', offices: ['certificate-system'] });
    expect(other).toMatchObject({ institution: 'northmoor', id: 'NM-S01' });
  });

  it('looks up within one institution only', async () => {
    expect((await store.staff('imi', 'IMI-S03'))?.training[0]?.subject).toBe('investigation');
    expect((await store.centre('imi', 'C-1042'))?.qualityTeam).toHaveLength(3);
    expect((await store.centreStaff('imi', 'C-1042', 'P-06'))?.employed).toBe(false);
    expect((await store.learner('imi', 'L-01'))?.centre).toBe('C-1042');
    expect((await store.qualification('imi', 'Q-002'))?.regulators).toEqual(['sqa']);
    expect((await store.certificate('imi', 'CERT-0001'))?.status).toBe('issued');
    expect(await store.learner('northmoor', 'L-01')).toBeUndefined();
    expect(await store.staff('northmoor', 'IMI-S03')).toBeUndefined();
  });

  it('puts a later upload in force here at once, and elsewhere soon', async () => {
    const elsewhere = new RegisterStore(pool, vault, { freshFor: 0 });
    expect(await elsewhere.learner('imi', 'L-01')).toBeDefined();
    const without = { ...register, learners: register.learners.slice(1), certificates: register.certificates.slice(1) };
    await store.replace('imi', without, 'imi-registry');
    expect(await store.learner('imi', 'L-01')).toBeUndefined();
    expect(await elsewhere.learner('imi', 'L-01')).toBeUndefined();
    await store.replace('imi', register, 'imi-registry');
    expect(await store.learner('imi', 'L-01')).toBeDefined();
    expect(await snapshots()).toBe(4);
  });

  it('keeps what it was told sealed, for the institution that told it', async () => {
    const { rows } = await pool.query<{ row: string }>(
      "select encode(sealed, 'escape') as row from registers.snapshots",
    );
    const names = register.staff.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => names.some((name) => row.includes(name)))).toEqual([]);
    const moved = new RegisterStore(pool, vault, { freshFor: 0 });
    const latest = `select max(number) from registers.snapshots where institution = 'imi'`;
    await pool.query(`update registers.snapshots set digest = 'sha256:other' where number = (${latest})`);
    await expect(moved.latest('imi')).rejects.toThrow(Tampered);
    const { digest } = (await store.latest('imi')) ?? {};
    await pool.query(`update registers.snapshots set digest = $1 where number = (${latest})`, [digest]);
    expect((await moved.latest('imi'))?.register).toEqual(register);
  });

  it('refuses a register of another institution, and a subject that another has', async () => {
    const faults = async (institution: string, content: unknown) =>
      store.replace(institution, content, 'x').then(
        () => [],
        (error: unknown) => (error instanceof InvalidRegister ? error.faults.map(({ pointer }) => pointer) : [error]),
      );
    expect(await faults('northmoor', register)).toEqual(['/institution/id']);
    const other = readRegister(await sample('register-other.json'));
    const thief = { ...other, staff: other.staff.slice(0, 1).map((row) => ({ ...row, subject: 'imi-lead' })) };
    expect(await faults('northmoor', thief)).toEqual(['/staff/0/subject']);
    expect((await store.person('imi-lead'))?.institution).toBe('imi');
  });

  describe('one table', () => {
    const uploaded = async (name: string, ...lines: readonly string[]) => {
      const table = tables.get(name);
      const read = tableTypes.get('text/csv');
      if (!table || !read) throw new Error(`no table ${name}`);
      return read(table, Buffer.from(lines.join('\n')));
    };
    const good = 'S-1,One,undergraduate';
    const keeping = { keepGood: true, by: 'imi-registry' };
    const strict = { keepGood: false, by: 'imi-registry' };

    it('takes the place of the one there was, and the rest stays', async () => {
      const table = await uploaded('students', 'id,name,career', good);
      const first = await store.replaceTable('imi', table, strict);
      expect(first).toMatchObject({ changed: true, lines: 1, kept: 1, faults: [] });
      expect(await store.student('imi', 'S-1')).toMatchObject({ name: 'One' });
      expect(await store.learner('imi', 'L-01')).toBeDefined();
      expect(await store.replaceTable('imi', table, strict)).toEqual({ ...first, changed: false });
    });

    it('of results is looked up by student, and by module and part', async () => {
      const modules = await uploaded('modules', 'code,title,components', 'M-1,One,essay;exam');
      await store.replaceTable('imi', modules, strict);
      const columns = 'student,module,component,attempt,attemptsAllowed,mark';
      const results = await uploaded('results', columns, 'S-1,M-1,essay,1,3,62', 'S-1,M-1,exam,3,3,');
      expect(await store.replaceTable('imi', results, strict)).toMatchObject({ changed: true, kept: 2 });
      expect(await store.result('imi', 'S-1', 'M-1', 'exam')).toMatchObject({ attempt: 3, attemptsAllowed: 3 });
      expect(await store.results('imi', 'S-1')).toMatchObject([{ mark: 62 }, { component: 'exam' }]);
      expect(await store.result('imi', 'S-1', 'M-1', 'viva')).toBeUndefined();
      expect([await store.results('imi', 'S-0'), await store.results('northmoor', 'S-1')]).toEqual([[], []]);
      for (const name of ['results', 'modules']) {
        const header = name === 'results' ? columns : 'code,title,components';
        await store.replaceTable('imi', await uploaded(name, header), strict);
      }
    });

    it('with a bad line changes nothing, unless the good ones are to be kept', async () => {
      const table = await uploaded('students', 'id,name,career', 'S-2,Two,undergraduate', 'S-3,,undergraduate');
      const before = await store.latest('imi');
      await expect(store.replaceTable('imi', table, strict)).rejects.toMatchObject({
        faults: [{ line: 3, field: '/name', code: 'required' }],
      });
      expect(await store.latest('imi')).toEqual(before);
      expect(await store.replaceTable('imi', table, keeping)).toMatchObject({
        changed: true,
        lines: 2,
        kept: 1,
        faults: [{ line: 3 }],
      });
      expect([await store.student('imi', 'S-1'), await store.student('imi', 'S-2')]).toMatchObject([undefined, {}]);
    });

    it.each([
      ['of which no line is good', 'students', 'id,name,career', 'S-1,,undergraduate'],
      ['whose header is wrong', 'students', 'id,name', 'S-1,One'],
      ['without which another refers to nothing', 'learners', 'id,name,dateOfBirth,registrationNumber,centre'],
    ])('%s is never kept', async (_, name, ...lines) => {
      const before = await store.latest('imi');
      await expect(store.replaceTable('imi', await uploaded(name, ...lines), keeping)).rejects.toThrow(InvalidTable);
      expect(await store.latest('imi')).toEqual(before);
    });

    it('names no subject that another institution has, of a student either', async () => {
      const table = await uploaded(
        'students',
        'id,subject,name,career',
        'S-1,northmoor-officer,One,undergraduate',
        'S-2,s-2,Two,undergraduate',
      );
      await expect(store.replaceTable('imi', table, strict)).rejects.toMatchObject({
        faults: [{ line: 2, field: '/subject', code: 'taken' }],
      });
      const whole = {
        ...register,
        students: [{ id: 'S-1', subject: 'northmoor-officer', name: 'One', career: 'postgraduate' }],
      };
      await expect(store.replace('imi', whole, 'x')).rejects.toMatchObject({
        faults: [{ pointer: '/students/0/subject' }],
      });
    });

    it('has students in careers that policies know, and says which those are', async () => {
      const table = await uploaded('students', 'id,name,career', 'S-1,One,undergrad', 'S-2,Two,postgraduate');
      const says = 'undergraduate or postgraduate is expected';
      await expect(store.replaceTable('imi', table, strict)).rejects.toMatchObject({
        faults: [{ line: 2, field: '/career', code: 'unknown-career', says }],
      });
      const whole = { ...register, students: [{ id: 'S-1', name: 'One', career: 'undergrad' }] };
      await expect(store.replace('imi', whole, 'x')).rejects.toMatchObject({
        faults: [{ pointer: '/students/0/career', message: says }],
      });
    });

    it('of an institution without a register is refused: whose it is, only a whole one says', async () => {
      const table = await uploaded('students', 'id,name,career', good);
      await expect(store.replaceTable('nobody', table, strict)).rejects.toThrow(InvalidRegister);
    });
  });
});
