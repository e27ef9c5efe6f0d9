import type { RecordedEvent } from '@probity/event-store';
import {
  type Consumption,
  KafkaBus,
  type OnProblem,
  type PublicEvent,
  startInbox,
  startRelay,
} from '@probity/messaging';
import { connect } from '@probity/postgres';
import { openStore } from '../store/trial.js';
import { type Protection, unprotected, type WholeBus } from './protections.js';
import { reactionsOf } from './reactions.js';

/** Reports come in; each has a hearing opened; records keeps what both say. */
export const services = {
  intake: { category: 'report', hears: [] },
  hearings: { category: 'hearing', hears: ['intake'] },
  records: { category: undefined, hears: ['intake', 'hearings'] },
} as const;
export type ServiceName = keyof typeof services;

export const sources = ['intake', 'hearings'] as const;
export type Source = (typeof sources)[number];

/** Where a service can be told to stand still. */
export type Place = 'before publish' | 'before checkpoint' | 'in a reaction';

export interface ServiceSettings {
  readonly name: ServiceName;
  /** What its connections are called at the database: another for each instance. */
  readonly instance: string;
  readonly url: string;
  readonly brokers: readonly string[];
  readonly prefix: string;
  /** For controls. */
  readonly without: readonly Protection[];
}

/** What a fault does within a service. */
export interface Inside {
  /** Resolves when it may go on. */
  readonly halt?: (place: Place) => Promise<void>;
  readonly fails?: (event: PublicEvent) => boolean;
  readonly disturbed?: (bus: WholeBus) => WholeBus;
  readonly onProblem?: OnProblem;
  readonly onRebalance?: () => void;
}

export type Inbox = ReturnType<typeof startInbox>;

export interface Service {
  readonly inbox?: Inbox;
  /** Messages that the broker does not know to be handled. */
  behind(): Promise<number>;
  close(): Promise<void>;
}

/** The real relay, inbox, bus and store of one service. */
export const startService = (settings: ServiceSettings, inside: Inside = {}): Service => {
  const { name, instance, url, brokers, prefix, without } = settings;
  const open = openStore(url, 10_000);
  const pool = connect(url, { max: 8, queryTimeout: 10_000, applicationName: instance });
  pool.on('error', () => undefined);
  const { onProblem = () => undefined, onRebalance = () => undefined, disturbed = (bus) => bus } = inside;
  const kafka = { brokers, prefix };
  const own = new KafkaBus({ kafka, clientId: instance, pool, onProblem, onRebalance });
  const changed = unprotected(own, kafka, without);
  const bus = disturbed(changed.bus);
  const common = { service: name, schema: name, bus, pool, onProblem };
  const reactions = reactionsOf(name, { store: open.store, pool, without, ...inside });
  const { category, hears } = services[name];
  const relay = category && startRelay({ ...common, ...relaying(inside), store: open.store, categories: [category] });
  const handle = async (events: readonly PublicEvent[]): Promise<void> => {
    for (const event of events) await reactions[`${event.source}.${event.type}`]?.(event);
  };
  const bare: Consumption | undefined = without.includes('inbox')
    ? bus.consume(name, hears, { handle, unreadable: async () => undefined })
    : undefined;
  const attempts = without.includes('parking') ? Number.POSITIVE_INFINITY : 5;
  const inbox = bare ? undefined : startInbox({ ...common, sources: hears, reactions, attempts, gapAfter: 500 });
  const close = async (): Promise<void> => {
    await Promise.all([relay?.close(), bare?.close(), inbox?.close()]);
    await Promise.all([own.close(), changed.close()]);
    await Promise.all([pool.end(), open.close()]);
  };
  let closed: Promise<void> | undefined;
  const behind = (): Promise<number> => own.behind(name, hears);
  return { ...(inbox && { inbox }), behind, close: () => (closed ??= close()) };
};

const relaying = ({ halt = async () => undefined }: Inside) => ({
  lookEvery: 200,
  countEvery: 300,
  gateway: async ({ type }: RecordedEvent) => ({ type, schemaVersion: 1, data: {} }),
  around: async (_: readonly PublicEvent[], publish: () => Promise<void>) => {
    await halt('before publish');
    await publish();
  },
  failpoint: () => halt('before checkpoint'),
});
