/** With whom a figure is compared: a peer, the best of them, a limit, or ourselves under other conditions. */
export type Against =
  | 'emmett'
  | 'messageDb'
  | 'castore'
  | 'typeOrm'
  | 'best'
  | 'singleRow'
  | 'copyIn'
  | 'copyOut'
  | 'cipher'
  | 'polling'
  | 'smallLog'
  | 'cel'
  | 'yaml'
  | 'kafkajs'
  | 'kafkajsBetweenCommits'
  | 'kafkajsRelay'
  | 'nest'
  | 'outbox'
  | 'oneByOne'
  | 'sideBySide';

/** Of ours divided by theirs. */
export interface Goal {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Rates should be many times a peer's; times and sizes a fraction. Version check, dense order and sealing are on for us. */
type Goals = Readonly<Record<string, Partial<Record<Against, Goal>>>>;

const OF_STORE: Goals = {
  'appends, 32 clients': {
    emmett: { atLeast: 8 },
    messageDb: { atLeast: 10 },
    castore: { atLeast: 5 },
    singleRow: { atLeast: 1.7 },
  },
  'appends, 128 clients': { copyIn: { atLeast: 0.5 } },
  'append p50, 1 client': { emmett: { atMost: 0.35 }, singleRow: { atMost: 1.2 } },
  'append p99, 32 clients': { emmett: { atMost: 0.16 }, singleRow: { atMost: 0.65 } },
  'load 20 events': { emmett: { atLeast: 6 }, best: { atLeast: 3 } },
  'load 20 events, decrypted and folded': { emmett: { atLeast: 3 }, cipher: { atLeast: 0.6 } },
  'whole log': { best: { atLeast: 3 }, copyOut: { atLeast: 0.95 } },
  'whole log, decrypted and parsed': { best: { atLeast: 1.3 }, cipher: { atLeast: 0.6 } },
  'commit to seen, p50': { polling: { atMost: 1 / 40 } },
  'bytes on disk an event': { best: { atMost: 0.9 } },
  'time of an append, 1,000,000 events': { smallLog: { atMost: 1.5 } },
  'time of a stream read, 1,000,000 events': { smallLog: { atMost: 1.5 } },
};

const OF_POLICY: Goals = {
  'rulings, explained': { cel: { atLeast: 0.25 } },
  'rulings, the verdict alone': { cel: { atLeast: 0.25 } },
  'compiling a pack': { yaml: { atMost: 10 } },
};

const OF_BUS: Goals = {
  // Counted, with nothing to be divided by.
  'lost, three brokers killed in turn': {},
  relay: { kafkajs: { atLeast: 0.7 }, kafkajsRelay: { atLeast: 0.7 } },
  'consumer with inbox and view': { oneByOne: { atLeast: 5 } },
  'command to reaction over Kafka, 50 a second, p50': { kafkajs: { atMost: 1.5 } },
  'command to reaction over Kafka, 500 a second, p50': { kafkajs: { atMost: 1.5 } },
  'command to reaction over PostgreSQL, 50 a second, p50': { outbox: { atMost: 1 / 10 } },
  'command to reaction over PostgreSQL, 500 a second, p50': { outbox: { atMost: 1 / 10 } },
};

export const goalOf = (figure: string, against: Against): Goal | undefined =>
  ({ ...OF_STORE, ...OF_POLICY, ...OF_BUS })[figure]?.[against];

/** Every figure with a goal, so that a run can tell which it did not measure. */
export const figuresWithGoals = (of: 'store' | 'bus'): readonly string[] =>
  Object.keys(of === 'store' ? OF_STORE : OF_BUS);
