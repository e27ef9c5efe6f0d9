import type { CentreCaseRow } from './centre-case.entity.js';

type Counts = Readonly<Record<string, number>>;

export interface CentreRecord {
  readonly cases: readonly Omit<CentreCaseRow, 'institution' | 'centreHash'>[];
  readonly totals: {
    readonly cases: number;
    readonly open: number;
    readonly openActions: number;
    /** Of the reports that said when the reporter became aware. */
    readonly reportLagInDays: { readonly known: number; readonly longest: number | null };
    readonly investigationsStartedLate: number;
  };
  /** How many cases, by category, product, classification, outcome, and month of the report's receipt. */
  readonly trends: {
    readonly byCategory: Counts;
    readonly byProduct: Counts;
    readonly byClassification: Counts;
    readonly byOutcome: Counts;
    readonly byMonth: Counts;
  };
}

/** What a centre's cases add up to. Pure. */
export const centreRecordOf = (rows: readonly CentreCaseRow[]): CentreRecord => {
  const lags = rows.flatMap(({ reportLagInDays }) => reportLagInDays ?? []);
  return {
    cases: rows.map(({ institution: _, centreHash: _centre, ...row }) => row),
    totals: {
      cases: rows.length,
      open: rows.filter(({ closedAt }) => closedAt === null).length,
      openActions: rows.reduce((sum, { openActions }) => sum + openActions, 0),
      reportLagInDays: { known: lags.length, longest: lags.length === 0 ? null : Math.max(...lags) },
      investigationsStartedLate: rows.filter(({ startedLate }) => startedLate === true).length,
    },
    trends: {
      byCategory: count(rows.flatMap(({ offences }) => offences)),
      byProduct: count(rows.flatMap(({ products }) => products)),
      byClassification: count(rows.map(({ classification }) => classification)),
      byOutcome: count(rows.map(({ outcome }) => outcome)),
      byMonth: count(rows.map(({ receivedAt }) => receivedAt.slice(0, 7))),
    },
  };
};

const count = (values: readonly string[]): Counts =>
  Object.fromEntries([...new Set(values)].sort().map((value) => [value, values.filter((one) => one === value).length]));
