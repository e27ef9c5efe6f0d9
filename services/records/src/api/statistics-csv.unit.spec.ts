import { describe, expect, it } from '@jest/globals';
import { byYear, type YearTold } from '../domain/statistics/statistics.js';
import { csv } from './csv.js';
import { statisticsAsCsv } from './statistics-csv.js';

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['a,b', '"a,b"'],
    ['says "no"', '"says ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['<5', '<5'],
    ['*', '*'],
  ])('that says %j is %j: nothing is computed, and nothing spills', (text, cell) => {
    expect(csv([[text]])).toBe(`${cell}\r\n`);
  });

  it('that is a number is that number, below nought too', () => {
    expect(csv([[-1, 2.5]])).toBe('-1,2.5\r\n');
  });
});

describe('statistics as lines', () => {
  const one = { institution: 'x', year: '2026', category: '=cmd', level: '5', faculty: 'arts', days: 3 };
  const cases = Array.from({ length: 6 }, () => ({ ...one, outcome: 'proven' as const, late: ['C-1'], otherwise: [] }));
  const answer = (years: readonly YearTold[]) => ({
    ...{ institution: 'x', period: { from: '2026', to: null }, smallNumbersBelow: 5, years },
  });

  it('have one number each, and what it is of', () => {
    const lines = statisticsAsCsv(answer(byYear(cases, 5))).split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'year,table,value,number',
        ',small numbers below,,5',
        '2026,cases,all,6',
        "2026,category,'=cmd,6",
        '2026,days to decision,median,3',
        '2026,breaches of time limits by clause,C-1,6',
      ]),
    );
    expect(lines.every((line) => line === '' || line.split(',').length === 4)).toBe(true);
  });

  it('say what is not told', () => {
    const lines = statisticsAsCsv(answer(byYear(cases.slice(0, 2), 5))).split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining(['2026,cases,all,<5', '2026,category,not told,*', '2026,days to decision,median,']),
    );
  });
});
