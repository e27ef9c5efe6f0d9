import { topicOf } from '@probity/messaging';
import { plainPool } from '../../sql.js';
import { messageOf } from '../message.js';
import { insertFact, insertReaction, makePlainTables } from '../plain-tables.js';
import { consume, SafeProducer } from '../safe-kafkajs.js';
import { emptyDatabase, newTopics, type World } from '../world.js';
import type { Reacted, Route, RouteKind } from './route.js';

/** Nothing is kept anywhere: from a call of `send` to a call of the handler. */
async function openAlone(world: World, reacted: Reacted): Promise<Route> {
  const topic = topicOf(await newTopics(world, 'intake'), 'intake');
  const producer = await SafeProducer.connect(world.brokers, topic);
  const consumer = await consume(world.brokers, topic, async ({ message }) => reacted(`${message.key}`));
  return {
    command: (fact) => producer.send([messageOf(fact)]),
    close: async () => {
      await Promise.all([producer.disconnect(), consumer.disconnect()]);
    },
  };
}

/** A row committed, then sent; heard, then a row committed. What was not sent when the process ends is never sent. */
async function openBetweenCommits(world: World, reacted: Reacted): Promise<Route> {
  const pool = plainPool(await emptyDatabase(world), 20);
  await makePlainTables(pool);
  const topic = topicOf(await newTopics(world, 'intake'), 'intake');
  const producer = await SafeProducer.connect(world.brokers, topic);
  const consumer = await consume(world.brokers, topic, async ({ message: { key, value } }) => {
    await insertReaction(pool, `${key}`, `${value}`);
    reacted(`${key}`);
  });
  const sending = new Set<Promise<void>>();
  return {
    command: async (fact) => {
      await insertFact(pool, fact);
      const sent = producer.send([messageOf(fact)]).finally(() => sending.delete(sent));
      sending.add(sent);
    },
    close: async () => {
      await Promise.all(sending);
      await Promise.all([producer.disconnect(), consumer.disconnect()]);
      await pool.end();
    },
  };
}

export const kafkajsAlone: RouteKind = {
  key: 'kafkajs',
  name: 'kafkajs alone, send to handler',
  from: 'given',
  open: openAlone,
};

export const kafkajsBetweenCommits: RouteKind = {
  key: 'kafkajsBetweenCommits',
  name: 'kafkajs, a row committed before and after',
  from: 'acknowledged',
  open: openBetweenCommits,
};
