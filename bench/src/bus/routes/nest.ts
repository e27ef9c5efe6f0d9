import { topicOf } from '@probity/messaging';
import { plainPool } from '../../sql.js';
import { messageOf } from '../message.js';
import { nestConsumer, nestProducer } from '../nest.js';
import { insertFact, insertReaction, makePlainTables } from '../plain-tables.js';
import { emptyDatabase, newTopics, type World } from '../world.js';
import type { Reacted, Route, RouteKind } from './route.js';

/** A row committed, then emitted; heard, then a row committed. */
async function open(world: World, reacted: Reacted): Promise<Route> {
  const pool = plainPool(await emptyDatabase(world), 20);
  await makePlainTables(pool);
  const topic = topicOf(await newTopics(world, 'intake'), 'intake');
  const consumer = await nestConsumer(world.brokers, topic, async (key, value) => {
    await insertReaction(pool, key, JSON.stringify(value));
    reacted(key);
  });
  const producer = await nestProducer(world.brokers);
  const sending = new Set<Promise<void>>();
  return {
    command: async (fact) => {
      await insertFact(pool, fact);
      const { headers = {} } = messageOf(fact);
      const message = { key: `${fact.envelope.case}`, value: fact.data, headers };
      const sent = producer.emit(topic, message).finally(() => sending.delete(sent));
      sending.add(sent);
    },
    close: async () => {
      await Promise.all(sending);
      await Promise.all([producer.close(), consumer.close()]);
      await pool.end();
    },
  };
}

export const nestTransporter: RouteKind = {
  key: 'nest',
  name: 'Nest’s Kafka transporter',
  from: 'acknowledged',
  open,
};
