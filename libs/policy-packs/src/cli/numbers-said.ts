import { camelCase } from '../compile/names.js';
import { factsNamedIn } from '../describe/facts-named.js';
import type { PackFiles } from '../load/pack-files.js';
import type { RuleShape } from '../load/schema.js';
import type { DeadlineShape } from '../load/schema.js';

const SMALL =
  'nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const LONG = new RegExp(
  `\\b(\\d+|${SMALL.join('|')})[ -](?:(?:clear|full|whole|calendar)[ -])*(working[ -]days?|days?|hours?|minutes?|weeks?|months?|years?)\\b`,
  'gi',
);

/**
 * Reports a rule whose words have another number than the deadline that its condition reads: one of the two was changed, and the
 * other was not. No mistake: the words may speak of something else.
 */
export function reportNumbersSaid({ acts, deadlines }: PackFiles): void {
  const all = Object.entries(deadlines?.value ?? {});
  for (const { value, report } of acts?.values() ?? []) {
    const entries = [
      ...Object.entries(value.acts).map(([name, act]) => ({ path: [name], act })),
      ...Object.entries(value.steps).map(([name, act]) => ({ path: ['steps', name], act })),
    ];
    for (const { path, act } of entries) {
      for (const part of ['available', 'acceptable'] as const) {
        act[part].forEach((rule, i) => {
          const wrong = differing(rule, all);
          if (wrong !== undefined) report([...path, part, i, 'says'], wrong);
        });
      }
    }
  }
}

function differing({ holds, says }: RuleShape, all: readonly (readonly [string, DeadlineShape])[]): string | undefined {
  const reads = factsNamedIn([holds]);
  const read = all.filter(([name, { amount }]) => amount !== undefined && reads(`inTime.${camelCase(name)}`));
  const said = [...says.matchAll(LONG)];
  if (read.length === 0 || said.length === 0) return undefined;
  const isSaid = ([, { amount = 0, unit }]: (typeof read)[number]) =>
    said.some(([, count = '', of = '']) =>
      inHours(numberOf(count), of).some((one) => inHours(amount, unit).includes(one)),
    );
  const other = read.find((deadline) => !isSaid(deadline));
  if (other === undefined) return undefined;
  const [name, { amount, unit }] = other;
  return `says ${said.map(([, count = '', of = '']) => `${count} ${of}`).join(' and ')}, and the deadline ${name} is ${amount} ${unit.replace('-', ' ')}`;
}

const numberOf = (count: string): number => (/^\d+$/.test(count) ? Number(count) : SMALL.indexOf(count.toLowerCase()));

const HOURS: Readonly<Record<string, number>> = {
  minute: 1 / 60,
  hour: 1,
  day: 24,
  week: 168,
  month: 720,
  year: 8_640,
};

/** So that two weeks are fourteen days; a working day is called a day too. */
const inHours = (count: number, unit: string): readonly number[] => [
  count *
    (HOURS[
      unit
        .toLowerCase()
        .replace(/^working[ -]/, '')
        .replace(/s$/, '')
    ] ?? 0),
];
