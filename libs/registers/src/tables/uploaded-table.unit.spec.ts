import { describe, expect, it } from '@jest/globals';
import { readRegister } from '../read-register.js';
import { sample, sampleTable } from '../testing/sample.js';
import { tables, tableTypes, type UploadedTable } from './index.js';

type Form = 'text/csv' | 'application/x-ndjson';

const read = async (name: string, file: string | Uint8Array, form: Form = 'text/csv'): Promise<UploadedTable> => {
  const table = tables.get(name);
  const as = tableTypes.get(form);
  if (!table || !as) throw new Error(`no table ${name} as ${form}`);
  return as(table, typeof file === 'string' ? Buffer.from(file) : file);
};

const csv = (...lines: readonly string[]): string => lines.join('\r\n');

/** Students need an id, a name and a career; the rest is for the taking. */
const header = 'id,name,career';

/** The line, field and code of each fault. */
const faultsOf = async (name: string, file: string | Uint8Array, form: Form = 'text/csv') =>
  (await read(name, file, form)).faults.map(({ line, field, code }) => [line, field, code]);

describe('a table as CSV', () => {
  it('is every list of a register', () => {
    expect([...tables.keys()].toSorted()).toEqual([
      'centres',
      'certificates',
      'learners',
      'modules',
      'qualifications',
      'regulators',
      'results',
      'staff',
      'students',
      'systems',
      'terms',
    ]);
  });

  it('is read by its header, in any order, an empty cell as absent', async () => {
    const file = csv('career,id,name,email,registeredLevel,withdrawn', 'undergraduate,S-1,One,,4,TRUE', '');
    expect(await read('students', file)).toEqual({
      table: 'students',
      lines: 1,
      legible: true,
      faults: [],
      rows: [
        {
          line: 2,
          row: {
            id: 'S-1',
            name: 'One',
            career: 'undergraduate',
            registeredLevel: 4,
            validatedBy: 'other',
            withdrawn: true,
            isMinor: false,
            partTime: false,
          },
        },
      ],
    });
  });

  it('has lists in a cell, and entries of several parts', async () => {
    const file = csv(
      'id,subject,name,offices,training,fields',
      'P-1,p-1,One,a; b,investigation|2025-03-10|2035-03-09;marking|2026-01-02,',
      'P-2,p-2,Two,,,history',
    );
    const { rows, faults } = await read('staff', file);
    expect(faults).toEqual([]);
    expect(rows.map(({ row }) => row)).toMatchObject([
      {
        offices: ['a', 'b'],
        fields: [],
        training: [
          { subject: 'investigation', completedOn: '2025-03-10', expiresOn: '2035-03-09' },
          { subject: 'marking', completedOn: '2026-01-02' },
        ],
      },
      { offices: [], fields: ['history'], training: [] },
    ]);
  });

  it.each([
    ['CRLF', csv(header, 'S-1,"One, ""the"" first",x', 'S-2,Two,x', '')],
    ['LF', `${header}\nS-1,"One, ""the"" first",x\nS-2,Two,x`],
    ['both', `${header}\r\nS-1,"One, ""the"" first",x\nS-2,Two,x\r\n`],
    ['a byte order mark and empty lines', `\ufeff${header}\r\n\r\nS-1,"One, ""the"" first",x\r\n\r\nS-2,Two,x\r\n\r\n`],
  ])('takes %s', async (_, file) => {
    const { rows, faults } = await read('students', file);
    expect(faults).toEqual([]);
    expect(rows.map(({ row }) => (row as { name: string }).name)).toEqual(['One, "the" first', 'Two']);
  });

  it('counts lines as an editor does: within a cell, and where there is nothing', async () => {
    const file = csv('', header, 'S-1,"One', 'still one",x', '', '"","a', '', 'b",x', 'S-3,Three', '');
    expect(await faultsOf('students', file)).toEqual([
      [9, '', 'cells'],
      [6, '/id', 'required'],
    ]);
    expect(await faultsOf('students', file.replaceAll('\r\n', '\n'))).toEqual([
      [9, '', 'cells'],
      [6, '/id', 'required'],
    ]);
  });

  it('says of each wrong cell what is expected, and never what was there', async () => {
    const file = csv(
      'id,name,career,email,registeredLevel,withdrawn',
      'S-1,Secret,x,not-an-address,low,perhaps',
      'S-2,,x,s-2@example.org,21,',
    );
    const { faults, rows } = await read('students', file);
    expect(rows).toEqual([]);
    expect(faults).toEqual([
      { line: 2, field: '/email', code: 'invalid-format', says: 'an e-mail address is expected' },
      { line: 2, field: '/registeredLevel', code: 'invalid-type', says: 'a number is expected' },
      { line: 2, field: '/withdrawn', code: 'invalid-type', says: 'true or false is expected' },
      { line: 3, field: '/name', code: 'required', says: 'is required' },
      { line: 3, field: '/registeredLevel', code: 'too-big', says: expect.stringContaining('20') },
    ]);
    expect(JSON.stringify(faults)).not.toMatch(/Secret|not-an|low|perhaps/);
  });

  it.each([
    ['a day that there is not', 'autumn,2026-02-30,2026-12-20', '/from', 'a date such as 2026-09-21 is expected'],
    ['none at all', 'autumn,2026-09-21,', '/until', 'is required'],
  ])('asks for dates: %s', async (_, line, field, says) => {
    const { faults } = await read('terms', csv('name,from,until', line));
    expect(faults).toEqual([expect.objectContaining({ line: 2, field, says })]);
  });

  it('names a value that is none of the few there are', async () => {
    const file = csv('number,learner,centre,qualification,claimedOn,status', 'N-1,L-1,C-1,Q-1,2026-01-01,lost');
    const { faults } = await read('certificates', file);
    expect(faults).toEqual([
      { line: 2, field: '/status', code: 'invalid-value', says: expect.stringContaining('issued') },
    ]);
  });

  it.each([
    ['nothing at all', '', [1, '', 'header']],
    ['a byte order mark alone', '\ufeff', [1, '', 'header']],
    ['a column that is none', csv(`${header},salary`, 'S-1,One,x,1'), [1, '/salary', 'unknown-column']],
    ['what every object has', csv(`${header},__proto__`, 'S-1,One,x,1'), [1, '/__proto__', 'unknown-column']],
    ['another separator', csv('id;name;career', 'S-1;One;x'), [1, '/id;name;career', 'unknown-column']],
    ['a column twice', csv(`${header},id`, 'S-1,One,x,S-2'), [1, '/id', 'column-twice']],
    ['a column too few', csv('id,career', 'S-1,x'), [1, '/name', 'column-missing']],
    ['quotes that do not close', csv('"id,name,career', 'S-1,One,x'), [1, '', 'quotes']],
  ])('cannot be read with such a header: %s', async (_, file, fault) => {
    const { faults, legible, rows } = await read('students', file);
    expect(faults.map(({ line, field, code }) => [line, field, code])).toContainEqual(fault);
    expect({ legible, rows }).toEqual({ legible: false, rows: [] });
  });

  it('names each line whose quotes do not come out, and reads on with the next', async () => {
    const file = csv(
      header,
      'S-1,"One,x',
      'S-2,Two,x',
      'S-3,Th"ree,x',
      'S-4,"Four"th,x',
      'S-5,"Five",x',
      'S-6,Six,x',
      'S-7,"Seven,x',
      'S-8,Eight,x',
    );
    const { rows, faults, lines } = await read('students', file);
    expect(faults.map(({ line, code }) => [line, code])).toEqual([2, 4, 5, 8].map((line) => [line, 'quotes']));
    expect(rows.map(({ line }) => line)).toEqual([3, 6, 7, 9]);
    expect(lines).toBe(8);
  });

  it('is no CSV where a hundred lines are so', async () => {
    const { faults, legible } = await read('students', csv(header, ...Array.from({ length: 100 }, () => 'a"b')));
    expect(faults).toEqual([expect.objectContaining({ line: null, code: 'no-csv' })]);
    expect(legible).toBe(false);
  });

  it('names each line that is not in UTF-8', async () => {
    const file = Buffer.from(csv(header, 'S-1,Ren\u00e9,x', 'S-2,Two,x', '"S-3","a', '\u00e9",x'), 'latin1');
    expect(await faultsOf('students', file)).toEqual([
      [2, '', 'utf-8'],
      [4, '', 'utf-8'],
    ]);
    const utf16 = Buffer.from(`\ufeff${csv(header, 'S-1,One,x')}`, 'utf16le');
    expect(await read('students', utf16)).toMatchObject({ legible: false, faults: [{ line: 1, code: 'utf-8' }] });
  });

  it('of more lines than any register has is not read', async () => {
    const { faults, legible } = await read('students', '\n'.repeat(300_001));
    expect(faults).toEqual([expect.objectContaining({ line: null, code: 'too-many-lines' })]);
    expect(legible).toBe(false);
  });

  it('takes no text that cannot be stored', async () => {
    expect(await faultsOf('students', csv(header, 'S-1,a\0b,x'))).toEqual([[2, '/name', 'nul']]);
  });

  it('of a header alone is an empty table', async () => {
    expect(await read('students', `${header}\r\n`)).toMatchObject({ lines: 0, rows: [], faults: [], legible: true });
  });

  it('of many lines leaves their turn to others', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const many = Array.from({ length: 20_000 }, (_, nth) => `S-${nth},"Some, body",x`);
    const { rows, faults } = await read('students', csv(header, ...many, 'S-x,One'));
    clearInterval(timer);
    expect([rows.length, faults]).toEqual([20_000, [expect.objectContaining({ line: 20_002 })]]);
    expect(turns).toBeGreaterThan(5);
  });
});

describe('the sample tables', () => {
  it.each(['students', 'modules'] as const)('hold what the sample register holds: %s', async (name) => {
    const register = readRegister(await sample('irish-baptist-college.json'));
    const { rows, faults } = await read(name, await sampleTable(`ibc-${name}.csv`));
    expect(faults).toEqual([]);
    expect(rows.map(({ row }) => row)).toEqual(register[name]);
  });
});

describe('a table as JSON Lines', () => {
  const lines = async (...all: readonly string[]) => faultsOf('students', all.join('\n'), 'application/x-ndjson');

  it('is an object a line', async () => {
    const file = `\ufeff{"id":"S-1","name":"One","career":"x","withdrawn":true}\r\n\n{"id":"S-2","name":"Two","career":"x"}`;
    const { rows, faults } = await read('students', file, 'application/x-ndjson');
    expect(faults).toEqual([]);
    expect(rows.map(({ line, row }) => [line, row])).toEqual([
      [1, expect.objectContaining({ id: 'S-1', withdrawn: true })],
      [3, expect.objectContaining({ id: 'S-2', withdrawn: false })],
    ]);
  });

  it('names each line that is none, and each field', async () => {
    expect(
      await lines(
        '{"id":"S-1"',
        '["S-2"]',
        '{"id":"S-3","name":"Three","career":"x","salary":1}',
        '{"id":4,"name":"Four","career":"x"}',
        '{"id":"S-5","name":"a\\u0000b","career":"\\ud800"}',
        '{"id":"S-6","name":"Six","career":"x","__proto__":{}}',
        '[[[['.repeat(100_000),
        'null',
      ),
    ).toEqual([
      [1, '', 'malformed-json'],
      [7, '', 'malformed-json'],
      [2, '', 'invalid-type'],
      [3, '/salary', 'unrecognized-keys'],
      [4, '/id', 'invalid-type'],
      [5, '/name', 'nul'],
      [5, '/career', 'lone-surrogate'],
      [6, '/__proto__', 'unrecognized-keys'],
      [8, '', 'invalid-type'],
    ]);
  });

  it('names each line that is not in UTF-8', async () => {
    const file = Buffer.from(
      '{"id":"S-1","name":"Ren\u00e9","career":"x"}\n{"id":"S-2","name":"Two","career":"x"}',
      'latin1',
    );
    expect(await faultsOf('students', file, 'application/x-ndjson')).toEqual([[1, '', 'utf-8']]);
  });

  it('without a line is a mistake, and empties no table', async () => {
    expect(await read('students', '\n', 'application/x-ndjson')).toMatchObject({
      legible: false,
      faults: [{ code: 'empty' }],
    });
  });
});
