import type { ToldCell } from '../domain/statistics/suppressed.js';
import { csv } from './csv.js';
import type { StatisticsAnswer } from './statistics.controller.js';

type Line = readonly [table: string, value: string, number: string | number];

/** One line a number: which table, which value, how many. */
export const statisticsAsCsv = (answer: StatisticsAnswer): string => {
  const { institution, period, smallNumbersBelow, daysToDecision, breachesOfTimeLimits, otherBreaches } = answer;
  const head: readonly Line[] = [
    ['institution', institution, ''],
    ['from', period.from ?? '', ''],
    ['to', period.to ?? '', ''],
    ['small numbers below', '', smallNumbersBelow],
  ];
  return csv([
    ['table', 'value', 'number'],
    ...head,
    ['cases', 'all', answer.cases],
    ...tableOf('category', answer.byCategory),
    ...tableOf('level', answer.byLevel),
    ...tableOf('faculty', answer.byFaculty),
    ...tableOf('outcome', answer.byOutcome),
    ['days to decision', 'cases', daysToDecision.cases],
    ['days to decision', 'median', daysToDecision.median ?? ''],
    ['days to decision', 'longest', daysToDecision.longest ?? ''],
    ...breachesAs('breaches of time limits', breachesOfTimeLimits),
    ...breachesAs('other breaches', otherBreaches),
  ]);
};

const tableOf = (table: string, cells: readonly ToldCell[] | null): readonly Line[] =>
  cells === null ? [[table, 'not told', '*']] : cells.map(({ value, count }) => [table, value, count]);

const breachesAs = (table: string, breaches: StatisticsAnswer['otherBreaches']): readonly Line[] => [
  [table, 'all', breaches.count],
  [table, 'cases', breaches.cases],
  ...tableOf(`${table} by clause`, breaches.byClause),
];
