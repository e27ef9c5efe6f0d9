import type { DataSource } from 'typeorm';

/** The next reference of a kind that a person can say on the telephone: `ABC-2026-000123`. Numbers may be left out, never used twice. */
export const nextReference = async (
  views: DataSource,
  institution: string,
  prefix: string,
  /** `YYYY-MM-DD` */
  on: string,
): Promise<string> => {
  const year = on.slice(0, 4);
  const rows: { last: number }[] = await views.query(
    `INSERT INTO reference_numbers (institution, series, last) VALUES ($1, $2, 1)
     ON CONFLICT (institution, series) DO UPDATE SET last = reference_numbers.last + 1 RETURNING last`,
    [institution, `${prefix}-${year}`],
  );
  return `${prefix}-${year}-${String(rows[0]?.last).padStart(6, '0')}`;
};
