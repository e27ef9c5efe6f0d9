import { dataOf, eventType, type Sent } from './events.js';
import { type Attempt, isOpen } from './journal.js';

/** An event as it is found in the database, past the store. */
export interface Stored {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
}

export const breachKinds = [
  'lost',
  'duplicated',
  'never sent',
  'refused but stored',
  'stored in part',
  'altered',
  'at another position',
  'answered otherwise',
  'gap in a stream',
  'gap in the positions',
  'error without a type',
] as const;
export type BreachKind = (typeof breachKinds)[number];

export interface Breach {
  readonly kind: BreachKind;
  readonly what: string;
}

export interface Verdict {
  readonly sent: number;
  readonly acknowledged: number;
  readonly refused: number;
  /** Of those sent, how many had no answer for a time, or have none. */
  readonly unknown: number;
  /** Of the unknown, how many had not taken effect; `resolvedTo1`: had. */
  readonly resolvedTo0: number;
  readonly resolvedTo1: number;
  readonly breaches: readonly Breach[];
}

type Log = ReadonlyMap<string, readonly Stored[]>;

const byId = (log: readonly Stored[]): Log => Map.groupBy(log, ({ id }) => id);

const idsOf = ({ streams }: Attempt): string[] => streams.flatMap(({ ids }) => ids);

/** How much of an attempt is stored: none, some or all of it. */
const shareOf = (attempt: Attempt, log: Log): 'none' | 'some' | 'all' => {
  const found = idsOf(attempt).filter((id) => log.has(id)).length;
  if (found === 0) return 'none';
  return found === idsOf(attempt).length ? 'all' : 'some';
};

/** O1, O2: what was acknowledged is there; what was refused is not; what is unknown is there or not, whole. */
function* inTheLog(attempt: Attempt, log: Log): Generator<Breach> {
  const share = shareOf(attempt, log);
  const what = attempt.append;
  if (attempt.answers.length > 0 && share !== 'all') yield { kind: 'lost', what };
  if (attempt.refused && share !== 'none') yield { kind: 'refused but stored', what };
  if (isOpen(attempt) && share === 'some') yield { kind: 'stored in part', what };
  for (const why of attempt.failed) yield { kind: 'error without a type', what: `${what}: ${why}` };
}

/** O1: where it was to be and as it was sent. */
function* asSent({ stream, expected, ids }: Sent, log: Log): Generator<Breach> {
  for (const [place, id] of ids.entries()) {
    const version = expected + place + 1;
    for (const event of log.get(id) ?? []) {
      const whole = event.type === eventType && Buffer.compare(event.data, dataOf(id)) === 0;
      if (event.stream !== stream || event.version !== version || !whole) yield { kind: 'altered', what: id };
    }
  }
}

/** The first answer tells the position of the last event; every later one says the same, and that it is a repetition. */
function* asAnswered(attempt: Attempt, log: Log): Generator<Breach> {
  const [first, ...later] = attempt.answers;
  if (!first) return;
  const last = log.get(idsOf(attempt).at(-1) ?? '')?.[0];
  if (last && `${last.position}` !== first.position) yield { kind: 'at another position', what: attempt.append };
  const alike = later.every(
    ({ position, versions, repeated }) =>
      repeated && position === first.position && `${versions}` === `${first.versions}`,
  );
  const versions = attempt.streams.map(({ expected, ids }) => expected + ids.length);
  if (!alike || `${first.versions}` !== `${versions}`) yield { kind: 'answered otherwise', what: attempt.append };
}

/** O1, O2: no event twice, no command twice under other ids, nothing that nobody sent. */
function* once(attempts: readonly Attempt[], log: Log): Generator<Breach> {
  for (const [id, events] of log) if (events.length > 1) yield { kind: 'duplicated', what: id };
  for (const [command, tries] of Map.groupBy(attempts, (attempt) => attempt.command)) {
    if (tries.filter((attempt) => shareOf(attempt, log) !== 'none').length > 1) {
      yield { kind: 'duplicated', what: command };
    }
  }
  const sent = new Set(attempts.flatMap(idsOf));
  for (const id of log.keys()) if (!sent.has(id)) yield { kind: 'never sent', what: id };
}

/** O3: positions dense from 1. O4: a stream's versions contiguous from 1, in the order of the log. */
function* dense(log: readonly Stored[]): Generator<Breach> {
  const versions = new Map<string, number>();
  for (const [index, { position, stream, version }] of log.entries()) {
    const before = index === 0 ? 0 : (log[index - 1]?.position ?? 0);
    if (position !== before + 1) yield { kind: 'gap in the positions', what: `${before} to ${position}` };
    const last = versions.get(stream) ?? 0;
    if (version !== last + 1) yield { kind: 'gap in a stream', what: `${stream}: ${last} to ${version}` };
    versions.set(stream, version);
  }
}

/** To whoever asked; or to the store, which asked again by itself and was told that it is a repetition. */
const wasUnknown = (attempt: Attempt): boolean =>
  attempt.unknown.length > 0 || isOpen(attempt) || attempt.answers[0]?.repeated === true;

/** Compares what was sent and answered with what is stored. @param stored the whole log, in the order of positions */
export const judge = (attempts: readonly Attempt[], stored: readonly Stored[]): Verdict => {
  const log = byId(stored);
  const unknown = attempts.filter(wasUnknown);
  const tookEffect = (attempt: Attempt): boolean =>
    attempt.answers[0]?.repeated ?? (!attempt.refused && shareOf(attempt, log) === 'all');
  const resolvedTo1 = unknown.filter(tookEffect).length;
  return {
    sent: attempts.length,
    acknowledged: attempts.filter(({ answers }) => answers.length > 0).length,
    refused: attempts.filter(({ refused }) => refused).length,
    unknown: unknown.length,
    resolvedTo0: unknown.length - resolvedTo1,
    resolvedTo1,
    breaches: [
      ...attempts.flatMap((attempt) => [
        ...inTheLog(attempt, log),
        ...attempt.streams.flatMap((sent) => [...asSent(sent, log)]),
        ...asAnswered(attempt, log),
      ]),
      ...once(attempts, log),
      ...dense(stored),
    ],
  };
};

/** How many of a kind. */
export const countOf = ({ breaches }: Pick<Verdict, 'breaches'>, kind: BreachKind): number =>
  breaches.filter((breach) => breach.kind === kind).length;
