import { randomUUID } from 'node:crypto';
import type { EventStore } from '@probity/event-store';
import type { PublicEvent, Reactions } from '@probity/messaging';
import type { Pool } from 'pg';
import { type Protection, reactionId } from './protections.js';
import type { Inside, ServiceName } from './service.js';
import { eventType } from '../store/events.js';

interface Within extends Inside {
  readonly store: EventStore;
  readonly pool: Pool;
  readonly without: readonly Protection[];
}

/** What each service does about the others' facts. */
export const reactionsOf = (name: ServiceName, within: Within): Reactions => {
  const { halt = async () => undefined, fails = () => false } = within;
  const act = name === 'hearings' ? opensHearing(within) : keepsInView(within);
  const react = async (event: PublicEvent): Promise<void> => {
    if (fails(event)) throw new Poisoned();
    await halt('in a reaction');
    await act(event);
  };
  return { [`intake.${eventType}`]: react, 'hearings.HearingOpened': react };
};

class Poisoned extends Error {
  override readonly name = 'Poisoned';
}

const opensHearing =
  ({ store, without }: Within) =>
  async (event: PublicEvent): Promise<void> => {
    const id = without.includes('derived ids') ? randomUUID() : reactionId(event);
    const stream = `hearing-${event.case}`;
    const there = await store.readStream(stream);
    if (there.some((one) => one.id === id)) return;
    await store.append([{ stream, expected: there.length, events: [opened(id, event)] }]);
  };

const opened = (id: string, event: PublicEvent) => ({
  id,
  type: 'HearingOpened',
  schemaVersion: 1,
  institution: event.institution,
  case: event.case,
  keyId: 'case:sample',
  actedAt: event.time,
  occurredAt: event.time,
  actor: 'system:hearings',
  correlationId: event.correlationId,
  causationId: event.id,
  requestDigest: '',
  policy: event.policy,
  authority: [],
  data: new Uint8Array(),
});

/** What is heard of a case, folded into a digest: lost, doubled or in another order, it is another. */
export const makeView = `create table records.case_view (
  case_id text not null, source text not null, position bigint not null, said int not null, digest bytea not null,
  primary key (case_id, source))`;

const fold = `insert into records.case_view as old values ($1, $2, $3, 1, sha256($4::text::bytea))
  on conflict (case_id, source) do update
  set position = excluded.position, said = old.said + 1, digest = sha256(old.digest || $4::text::bytea)`;

const keepsInView =
  ({ pool, without }: Within) =>
  async (event: PublicEvent): Promise<void> => {
    const onlyAfter = without.includes('version check') ? '' : ' where old.position < excluded.position';
    await pool.query(fold + onlyAfter, [event.case, event.source, event.position, event.id]);
  };
