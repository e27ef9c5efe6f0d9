import { createHash } from 'node:crypto';
import { publicIdOf } from '@probity/messaging';
import type { Source } from './service.js';
import type { Told } from './told.js';

/** A private event in the log. */
export interface Logged {
  readonly id: string;
  readonly source: Source;
  readonly position: number;
  readonly case: string;
  readonly cause: string | null;
}

export interface Kept {
  readonly id: string;
  readonly source: string;
  readonly position: number;
  readonly handled: boolean;
}

export interface InView {
  readonly case: string;
  readonly source: string;
  readonly position: number;
  readonly said: number;
  readonly digest: string;
}

/** All that there is when everything has settled, as it is found past the system. */
export interface Found {
  /** In the order of positions. */
  readonly log: readonly Logged[];
  readonly topics: Readonly<Record<Source, readonly Told[]>>;
  /** None where there is no inbox. */
  readonly inboxes: readonly {
    readonly service: string;
    readonly hears: readonly Source[];
    readonly kept: readonly Kept[];
  }[];
  readonly view: readonly InView[];
  /** Cases. */
  readonly parked: readonly string[];
}

export const breachKinds = [
  'lost',
  'twice',
  'never said',
  'out of order',
  'view differs',
  'stale',
  'not on the bus',
  'held up',
  'parked',
  'in the log',
  'not noticed',
] as const;
export type BreachKind = (typeof breachKinds)[number];

export interface Breach {
  readonly kind: BreachKind;
  readonly what: string;
}

type Public = Logged & { readonly publicId: string };

const toPublic = (log: readonly Logged[]): readonly Public[] =>
  log.map((event) => ({ ...event, publicId: publicIdOf(event.source, event) }));

/** O6: an inbox holds exactly what was said to it, and all of it is handled. */
function* inInboxes(said: readonly Public[], { inboxes }: Found): Generator<Breach> {
  for (const { service, hears, kept } of inboxes) {
    const byId = new Map(kept.map((one) => [one.id, one]));
    for (const { publicId, source, position } of said.filter((event) => hears.includes(event.source))) {
      const one = byId.get(publicId);
      byId.delete(publicId);
      if (!one?.handled || one.position !== position || one.source !== source)
        yield { kind: 'lost', what: `${publicId} in the inbox of ${service}` };
    }
    for (const id of byId.keys()) yield { kind: 'never said', what: `${id} in the inbox of ${service}` };
  }
}

/** Each report has one hearing opened, and those of a case in the order of the reports. */
function* inEffect(said: readonly Public[]): Generator<Breach> {
  const effects = Map.groupBy(
    said.filter(({ source }) => source === 'hearings'),
    ({ cause }) => cause,
  );
  const reports = said.filter(({ source }) => source === 'intake');
  for (const { publicId } of reports) {
    const count = effects.get(publicId)?.length ?? 0;
    if (count === 0) yield { kind: 'lost', what: `the reaction to ${publicId}` };
    if (count > 1) yield { kind: 'twice', what: `the reaction to ${publicId}, ${count} times` };
  }
  for (const own of Map.groupBy(reports, (event) => event.case).values()) {
    const places = own.map(({ publicId }) => effects.get(publicId)?.[0]?.position ?? Number.POSITIVE_INFINITY);
    if (places.some((place, nth) => place < (places[nth - 1] ?? 0)))
      yield { kind: 'out of order', what: `reactions in case ${own[0]?.case}` };
  }
}

const digest = (before: string, id: string): string =>
  createHash('sha256').update(before, 'hex').update(id).digest('hex');

/** The view as it comes of the log, from nothing. */
export const rebuilt = (log: readonly Logged[]): readonly InView[] =>
  [...Map.groupBy(toPublic(log), (event) => `${event.case} ${event.source}`).values()].map((own) => ({
    case: own[0]?.case ?? '',
    source: own[0]?.source ?? '',
    position: own.at(-1)?.position ?? 0,
    said: own.length,
    digest: own.reduce((before, { publicId }) => digest(before, publicId), ''),
  }));

/** O7: the live view equals the one that is rebuilt. */
function* inView({ log, view }: Found): Generator<Breach> {
  const live = new Map(view.map((row) => [`${row.case} ${row.source}`, row]));
  for (const row of rebuilt(log)) {
    const key = `${row.case} ${row.source}`;
    const there = live.get(key);
    live.delete(key);
    if (there?.digest === row.digest && there.position === row.position) continue;
    yield { kind: 'view differs', what: `case ${key}: ${there?.said ?? 0} of ${row.said}` };
  }
  for (const key of live.keys()) yield { kind: 'view differs', what: `case ${key}, of which nothing was said` };
}

/** All is there, and nothing by a relay that another had followed. */
function* onBus(said: readonly Public[], { topics }: Found): Generator<Breach> {
  const there = new Set(Object.values(topics).flatMap((told) => told.map(({ id }) => id)));
  for (const { publicId, source } of said)
    if (!there.has(publicId)) yield { kind: 'not on the bus', what: `${publicId} of ${source}` };
  for (const [source, told] of Object.entries(topics))
    for (const own of Map.groupBy(told, ({ partition }) => partition).values()) {
      let term = 0;
      for (const message of own.filter(({ id }) => id !== '')) {
        if (message.term < term) yield { kind: 'stale', what: `${message.id} of ${source}, by ${message.term}` };
        term = Math.max(term, message.term);
      }
    }
}

export const judge = (found: Found): readonly Breach[] => {
  const said = toPublic(found.log);
  return [
    ...inInboxes(said, found),
    ...inEffect(said),
    ...inView(found),
    ...onBus(said, found),
    ...found.parked.map((what): Breach => ({ kind: 'parked', what })),
  ];
};

/** Messages that say what another had said. */
export const repeatedOn = ({ topics }: Pick<Found, 'topics'>): number =>
  Object.values(topics).reduce((sum, told) => {
    const own = told.filter(({ id }) => id !== '');
    return sum + own.length - new Set(own.map(({ id }) => id)).size;
  }, 0);

/** How many of a kind. */
export const countOf = ({ breaches }: { readonly breaches: readonly Breach[] }, kind: BreachKind): number =>
  breaches.filter((breach) => breach.kind === kind).length;
