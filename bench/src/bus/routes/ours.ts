import { derivedId, type PublicEvent, startInbox, startRelay } from '@probity/messaging';
import { CATEGORY, type Fact, type FactData } from '../../facts.js';
import { prepare, Service } from '../service.js';
import { emptyDatabase, newTopics, type World } from '../world.js';
import type { Reacted, Route, RouteKind } from './route.js';

/** From a fact in one service's log, by relay, bus and inbox, to a fact in another's. */
async function open(world: World, over: 'kafka' | 'postgres', reacted: Reacted): Promise<Route> {
  const url = await emptyDatabase(world);
  await prepare(url);
  const kafka = over === 'kafka' ? await newTopics(world, 'intake', 'hearings') : undefined;
  const intake = await Service.open({ url, name: 'intake', category: CATEGORY, kafka });
  const hearings = await Service.open({ url, name: 'hearings', category: 'report', kafka });
  const relay = startRelay({ ...relaying(intake), categories: [CATEGORY] });
  const react = async (event: PublicEvent): Promise<void> => {
    await hearings.append(`report-${event.case}`, 0, [reactionTo(event)]);
    reacted(event.case);
  };
  const inbox = startInbox({
    service: 'hearings',
    bus: hearings.bus,
    sources: ['intake'],
    reactions: { 'intake.HearingAdjourned': react },
    pool: hearings.pool,
    schema: hearings.schema,
  });
  return {
    command: (fact) => intake.append(`${CATEGORY}-${fact.envelope.case}`, 0, [fact]),
    close: async () => {
      await Promise.all([relay.close(), inbox.close()]);
      await Promise.all([intake.close(), hearings.close()]);
    },
  };
}

const relaying = ({ name, store, bus, pool, schema, gateway }: Service) => ({
  service: name,
  ...{ store, bus, pool, schema, gateway },
});

const reactionTo = (event: PublicEvent): Fact => {
  const id = derivedId('reaction', event.id);
  return {
    envelope: {
      id,
      type: 'HearingNoted',
      schemaVersion: 1,
      institution: event.institution,
      case: event.case,
      keyId: `case:${event.case}`,
      actedAt: event.time,
      occurredAt: event.time,
      actor: 'system:hearings',
      correlationId: event.correlationId,
      causationId: event.id,
      requestDigest: '',
      policy: event.policy,
      authority: [],
    },
    data: event.data as FactData,
  };
};

export const overKafka: RouteKind = {
  key: 'kafka',
  name: 'Probity over Kafka',
  from: 'acknowledged',
  open: (world, reacted) => open(world, 'kafka', reacted),
};

export const overPostgres: RouteKind = {
  key: 'postgres',
  name: 'Probity over PostgreSQL',
  from: 'acknowledged',
  open: (world, reacted) => open(world, 'postgres', reacted),
};
