import { describe, expect, it } from '@jest/globals';
import { registerSchema, type Register } from '../register.js';
import { tables, tableTypes, type Table } from './index.js';
import { NotInThisFormat, writeCsvTable, writeJsonLinesTable } from './write-table.js';

const table = (name: string) => tables.get(name) as Table;
const staff = registerSchema.shape.staff.parse([
  {
    ...{ id: 'S-1', subject: 'one', name: 'Quoted, "One"', offices: ['chair', 'member'] },
    training: [{ subject: 'panel', completedOn: '2026-01-02' }],
  },
  { id: 'S-2', subject: 'two', name: 'Two\nlines', offices: [] },
]) as Register['staff'];
const readAgain = async (type: string, file: string) =>
  (await tableTypes.get(type)?.(table('staff'), Buffer.from(file)))?.rows.map(({ row }) => row);

describe('a table that is read back', () => {
  it('can be uploaded again as CSV, and is the same', async () => {
    expect(await readAgain('text/csv', writeCsvTable(table('staff'), staff))).toEqual(staff);
  });

  it('can be uploaded again as JSON Lines, and is the same', async () => {
    expect(await readAgain('application/x-ndjson', writeJsonLinesTable(table('staff'), staff))).toEqual(staff);
  });

  it('is not told as CSV where an entry of a list has a separator in it', () => {
    const odd = staff.map((one) => ({ ...one, offices: ['chair;member'] }));
    expect(() => writeCsvTable(table('staff'), odd)).toThrow(NotInThisFormat);
  });
});
