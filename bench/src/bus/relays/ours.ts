import { origin, type Position } from '@probity/event-store';
import { type KafkaBus, startRelay } from '@probity/messaging';
import { setTimeout as sleep } from 'node:timers/promises';
import { CATEGORY } from '../../facts.js';
import { brokerHolds } from '../broker-holds.js';
import { caseFacts } from '../case-facts.js';
import { prepare, Service } from '../service.js';
import { emptyDatabase, newTopics, type World } from '../world.js';
import type { Relay, RelayKind } from './relay.js';

async function open(world: World, count: number): Promise<Relay> {
  const url = await emptyDatabase(world);
  await prepare(url);
  const writer = await Service.open({ url, name: 'intake', category: CATEGORY });
  const versions = new Map<string, number>();
  for (const facts of caseFacts(count)) {
    const streams = facts.map((fact) => {
      const stream = `${CATEGORY}-${fact.envelope.case}`;
      const expected = versions.get(stream) ?? 0;
      versions.set(stream, expected + 1);
      return { stream, expected, facts: [fact] };
    });
    await writer.appendAll(streams);
  }
  let runs = 0;
  return {
    // As another service each time, whose topic is new, and of which nothing was published.
    run: async () => {
      const name = `intake-${(runs += 1)}`;
      const kafka = await newTopics(world, name);
      const service = await Service.open({ url, name, category: CATEGORY, kafka });
      const start = performance.now();
      const { bus, pool, schema, store } = service;
      const { gateway } = writer;
      const relay = startRelay({ service: name, ...{ bus, pool, schema, store, gateway }, categories: [CATEGORY] });
      const took = await until(bus as KafkaBus, name, await store.head(), start);
      await relay.close();
      await service.close();
      const held = await brokerHolds(kafka, name);
      if (held < count) world.results.fault(`relay: ${count} in the log, ${held} at the broker`);
      return (count * 1_000) / took;
    },
    close: () => writer.close(),
  };
}

/** Milliseconds since the start until its checkpoint is there. */
async function until(bus: KafkaBus, source: string, head: Position, start: number): Promise<number> {
  for (let at: Position = origin; BigInt(at) < BigInt(head); at = await bus.relayed(source)) await sleep(5);
  return performance.now() - start;
}

export const ourRelay: RelayKind = { key: 'ours', name: 'Probity', open };
