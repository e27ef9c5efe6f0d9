import { afterAll, describe, expect, it } from '@jest/globals';
import { connect } from '@probity/postgres';
import { byteStrings, integers, texts, wholeNumbers } from './binary-arrays.js';

describe('binary arrays', () => {
  const pool = connect(process.env['TEST_DATABASE_URL'] ?? '', { max: 1 });
  afterAll(() => pool.end());

  const largest = Number.MAX_SAFE_INTEGER;
  const arrays: readonly (readonly [string, Buffer, readonly string[]])[] = [
    ['int4', integers([0, 7, 2 ** 31 - 1]), ['0', '7', '2147483647']],
    ['int8', wholeNumbers([0, 2 ** 32 - 1, 2 ** 32, largest]), ['0', '4294967295', '4294967296', `${largest}`]],
    ['text', texts(['', 'NULL', `it's "{,}" \\ é 🦉`]), ['', 'NULL', `it's "{,}" \\ é 🦉`]],
    ['bytea', byteStrings([Uint8Array.of(), Uint8Array.of(0, 92, 255)]), ['\\x', '\\x005cff']],
  ];
  it.each(arrays)('of %s are read by the server as they were meant', async (type, array, meant) => {
    const { rows } = await pool.query(`SELECT value::text FROM unnest($1::${type}[]) AS value`, [array]);
    expect(rows.map(({ value }) => value)).toEqual(meant);
  });

  it.each([
    ['int4', integers([])],
    ['int8', wholeNumbers([])],
    ['text', texts([])],
    ['bytea', byteStrings([])],
  ])('of no %s are empty', async (type, array) => {
    const { rows } = await pool.query(`SELECT cardinality($1::${type}[]) AS length`, [array]);
    expect(rows).toEqual([{ length: 0 }]);
  });
});
