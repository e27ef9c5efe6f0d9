import type { YearTold } from '../domain/statistics/statistics.js';
import type { ToldCell } from '../domain/statistics/suppressed.js';
import { csv } from './csv.js';
import type { StatisticsAnswer } from './statistics.controller.js';

type Line = readonly [table: string, value: string, number: string | number];

/** One line a number: of which year, which table, which value, how many. */
export const statisticsAsCsv = ({ institution, period, smallNumbersBelow, years }: StatisticsAnswer): string => {
  const head: readonly Line[] = [
    ['institution', institution, ''],
    ['from', period.from ?? '', ''],
    ['to', period.to ?? '', ''],
    ['small numbers below', '', smallNumbersBelow],
  ];
  return csv([
    ['year', 'table', 'value', 'number'],
    ...head.map((line) => ['', ...line]),
    ...years.flatMap((one) => linesOf(one).map((line) => [one.year, ...line])),
  ]);
};

const linesOf = (told: YearTold): readonly Line[] => [
  ['cases', 'all', told.cases],
  ...tableOf('category', told.byCategory),
  ...tableOf('level', told.byLevel),
  ...tableOf('faculty', told.byFaculty),
  ...tableOf('outcome', told.byOutcome),
  ['days to decision', 'cases', told.daysToDecision.cases],
  ['days to decision', 'median', told.daysToDecision.median ?? ''],
  ...breachesAs('breaches of time limits', told.breachesOfTimeLimits),
  ...breachesAs('other breaches', told.otherBreaches),
];

const tableOf = (table: string, cells: readonly ToldCell[] | null): readonly Line[] =>
  cells === null ? [[table, 'not told', '*']] : cells.map(({ value, count }) => [table, value, count]);

const breachesAs = (table: string, breaches: YearTold['otherBreaches']): readonly Line[] => [
  [table, 'all', breaches.count],
  [table, 'cases', breaches.cases],
  ...tableOf(`${table} by clause`, breaches.byClause),
];
