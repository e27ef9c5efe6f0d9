/** What a run does; the quick one shows that everything works, and its figures are rough. */
export interface Settings {
  /** Each store is measured so often, in turn with the others; the median counts. */
  readonly rounds: number;
  /** Of one measurement, in milliseconds; whole seconds, because pgbench knows no less. */
  readonly ms: number;
  readonly warmUpMs: number;
  readonly clients: readonly number[];
  /** For what is measured with one number of clients only. */
  readonly loadClients: number;
  /** Events in each store for the reads and the size; a multiple of a stream's length. */
  readonly events: number;
  readonly copyRows: number;
  /** Events a page of the whole log. */
  readonly page: number;
  readonly seenRate: number;
  readonly growth: readonly [small: number, large: number] | undefined;
  readonly growthAppends: number;
  readonly skipMs: number;
  readonly skipWriters: number;
  /** Commands a second from service to service. */
  readonly busRates: readonly number[];
  /** That a relay publishes and a consumer hears; in whole hundreds of cases. */
  readonly busEvents: number;
  /** Brokers killed, one after another. */
  readonly kills: number;
}

export const FULL: Settings = {
  rounds: 3,
  ms: 3_000,
  warmUpMs: 1_000,
  clients: [1, 8, 32, 128],
  loadClients: 32,
  events: 40_000,
  copyRows: 50_000,
  page: 1_000,
  seenRate: 1_500,
  growth: [10_000, 1_000_000],
  growthAppends: 2_000,
  skipMs: 10_000,
  skipWriters: 8,
  busRates: [50, 500],
  busEvents: 12_000,
  kills: 5,
};

export const QUICK: Settings = {
  ...FULL,
  rounds: 1,
  ms: 1_000,
  warmUpMs: 500,
  events: 10_000,
  copyRows: 10_000,
  growth: undefined,
  skipMs: 4_000,
  busEvents: 4_000,
  kills: 1,
};
