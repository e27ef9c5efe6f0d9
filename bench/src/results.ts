import { type Against, type Goal, goalOf } from './goals.js';

/** One comparison. Numbers are written with their unit; the ratio is ours by theirs. */
export interface Row {
  readonly figure: string;
  readonly ours: string;
  readonly peer: string;
  /** Empty where there is nothing to divide by. */
  readonly ratio: number | '';
  readonly goal: string;
  readonly met: 'yes' | 'no' | '';
}

export interface Measured {
  readonly against: Against;
  readonly name: string;
  readonly value: number;
}

export type Unit = 'a second' | 'ms' | 'bytes' | 'us' | 'events';

const DIGITS: Readonly<Record<Unit, number>> = { 'a second': 0, ms: 3, us: 2, bytes: 0, events: 0 };

const written = (value: number, unit: Unit): string =>
  `${value.toLocaleString('en-GB', { maximumFractionDigits: DIGITS[unit] })} ${unit}`;

export const meets = (ratio: number, { atLeast = -Infinity, atMost = Infinity }: Goal): boolean =>
  ratio >= atLeast && ratio <= atMost;

const goalText = ({ atLeast, atMost }: Goal): string =>
  [atLeast === undefined ? '' : `>= ${atLeast}`, atMost === undefined ? '' : `<= ${atMost}`].filter(Boolean).join(', ');

/** Rounded for reading; the goal is judged on the whole of it. */
const rounded = (ratio: number): number => Number(ratio.toPrecision(3));

/** Gathers the rows, and what must not be: a run with a fault has failed, whatever its figures. */
export class Results {
  readonly rows: Row[] = [];
  readonly faults: string[] = [];

  /** A row for each it is compared with, and the goal where there is one. */
  compare(figure: string, unit: Unit, ours: number, ...others: readonly Measured[]): void {
    for (const { against, name, value } of others) {
      const ratio = ours / value;
      const goal = goalOf(figure, against);
      this.rows.push({
        figure,
        ours: written(ours, unit),
        peer: `${name}: ${written(value, unit)}`,
        ratio: rounded(ratio),
        goal: goal ? goalText(goal) : '',
        met: goal ? (meets(ratio, goal) ? 'yes' : 'no') : '',
      });
    }
  }

  /** What is counted, and has nothing to be divided by. */
  count(figure: string, ours: string, peer: string, goal = '', met: Row['met'] = ''): void {
    this.rows.push({ figure, ours, peer, ratio: '', goal, met });
  }

  fault(...told: readonly string[]): void {
    this.faults.push(...told);
  }
}

const COLUMNS = ['figure', 'ours', 'peer', 'ratio', 'goal', 'met'] as const;

export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => COLUMNS.map((column) => String(row[column])));
  const all = [[...COLUMNS], ...cells];
  const widths = COLUMNS.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [line([...COLUMNS]), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

/** The one to be measured by, among those that did the same work. */
export function best(measured: readonly Measured[], by: 'most' | 'least'): Measured {
  const [first] = [...measured].sort((a, b) => (by === 'most' ? b.value - a.value : a.value - b.value));
  if (!first) throw new Error('nobody to be compared with');
  return { ...first, against: 'best', name: `best peer (${first.name})` };
}
