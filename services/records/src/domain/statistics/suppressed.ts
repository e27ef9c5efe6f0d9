export interface Cell {
  readonly value: string;
  readonly count: number;
}

/** A number; `<5`: fewer than five, and more than none; `*`: not told, so that another cannot be worked out. */
export type Told = number | `<${number}` | '*';

export interface ToldCell {
  readonly value: string;
  readonly count: Told;
}

/**
 * A table whose sum is known, without its small numbers, and without as many others as it takes that none can be worked out from
 * the sum: of each that is left out at least two values are possible. The smallest go first. Where that is not to be had, all
 * are left out, and, where not even that is enough, the rows themselves: null.
 * @param cells each of one or more
 * @param below numbers below it are small
 */
export const suppressed = (cells: readonly Cell[], below: number): readonly ToldCell[] | null => {
  const small = cells.filter(({ count }) => count < below);
  if (small.length === 0) return cells;
  const others = cells.filter(({ count }) => count >= below).toSorted((a, b) => a.count - b.count);
  for (let hidden = 0; hidden <= others.length; hidden += 1)
    if (isSafe(small, others.slice(0, hidden), below)) return told(cells, small, others.slice(0, hidden), below);
  return sumOf(cells) >= below && cells.length > 1 && sumOf(cells) > cells.length
    ? cells.map(({ value }) => ({ value, count: '*' }))
    : null;
};

/** Whoever reads it knows the sum of what is left out, and of each whether it is small: no number follows from that. */
const isSafe = (small: readonly Cell[], others: readonly Cell[], below: number): boolean => {
  const left = sumOf(small) + sumOf(others);
  if (left < below) return false;
  const ranges = [...small.map(() => [1, below - 1] as const), ...others.map(() => [below, Infinity] as const)];
  const least = ranges.reduce((sum, [from]) => sum + from, 0);
  const most = ranges.reduce((sum, [, to]) => sum + to, 0);
  return ranges.every(([from, to], index) => {
    const mostBeside =
      to === Infinity ? ranges.reduce((sum, [, one], n) => (n === index ? sum : sum + one), 0) : most - to;
    const lowest = Math.max(from, left - mostBeside);
    const highest = Math.min(to, left - (least - from));
    return highest > lowest;
  });
};

const told = (
  cells: readonly Cell[],
  small: readonly Cell[],
  others: readonly Cell[],
  below: number,
): readonly ToldCell[] =>
  cells.map((cell) => {
    if (small.includes(cell)) return { value: cell.value, count: `<${below}` };
    return others.includes(cell) ? { value: cell.value, count: '*' } : cell;
  });

const sumOf = (cells: readonly Cell[]): number => cells.reduce((sum, { count }) => sum + count, 0);
