/** The value below which the share (0 to 1) of the values lies; the nearest rank. @throws where there is no value */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('no values to take a percentile of');
  return found;
}

/** The middle one; of an even number the mean of the middle two. */
export function median(values: readonly number[]): number {
  const upper = Math.floor(values.length / 2) + 1;
  return (percentile(values, 0.5) + percentile(values, upper / values.length)) / 2;
}
