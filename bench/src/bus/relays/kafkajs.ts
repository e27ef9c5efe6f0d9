import { topicOf } from '@probity/messaging';
import type { Message } from 'kafkajs';
import { plainPool } from '../../sql.js';
import { brokerHolds } from '../broker-holds.js';
import { caseFacts } from '../case-facts.js';
import { messageOf } from '../message.js';
import { SafeProducer } from '../safe-kafkajs.js';
import { emptyDatabase, newTopics, type World } from '../world.js';
import type { Relay, RelayKind } from './relay.js';

const PAGE = 500;

/** To a topic of its own, timed once it is connected, and counted afterwards. */
async function timed(world: World, count: number, publish: (to: SafeProducer) => Promise<void>): Promise<number> {
  const kafka = await newTopics(world, 'intake');
  const producer = await SafeProducer.connect(world.brokers, topicOf(kafka, 'intake'));
  const start = performance.now();
  await publish(producer);
  const took = performance.now() - start;
  await producer.disconnect();
  const held = await brokerHolds(kafka, 'intake');
  if (held !== count) world.results.fault(`kafkajs: ${count} to publish, ${held} at the broker`);
  return (count * 1_000) / took;
}

/** Pages of what is at hand: no database, no checkpoint. */
async function openAlone(world: World, count: number): Promise<Relay> {
  const messages = [...caseFacts(count)].flat().map(messageOf);
  const publish = async (to: SafeProducer): Promise<void> => {
    for (let from = 0; from < count; from += PAGE) await to.send(messages.slice(from, from + PAGE));
  };
  return { run: () => timed(world, count, publish), close: async () => undefined };
}

/** An outbox table, a page in order, each page acknowledged, then where it is: what is told survives a kill at any moment. */
async function openOutbox(world: World, count: number): Promise<Relay> {
  const pool = plainPool(await emptyDatabase(world), 2);
  await pool.query(`CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, message json NOT NULL);
    CREATE TABLE place (sent bigint NOT NULL); INSERT INTO place VALUES (0)`);
  for (const facts of caseFacts(count)) {
    const messages = facts.map((fact) => JSON.stringify(messageOf(fact)));
    await pool.query('INSERT INTO outbox (message) SELECT unnest($1::json[])', [messages]);
  }
  const publish = async (to: SafeProducer): Promise<void> => {
    for (;;) {
      const { rows } = await pool.query<{ id: string; message: Message }>(
        `SELECT id, message FROM outbox WHERE id > (SELECT sent FROM place) ORDER BY id LIMIT ${PAGE}`,
      );
      const last = rows.at(-1);
      if (!last) return;
      await to.send(rows.map(({ message }) => message));
      await pool.query('UPDATE place SET sent = $1', [last.id]);
    }
  };
  return {
    run: async () => {
      await pool.query('UPDATE place SET sent = 0');
      return timed(world, count, publish);
    },
    close: () => pool.end(),
  };
}

export const kafkajsAlone: RelayKind = {
  key: 'kafkajs',
  name: `kafkajs alone, pages of ${PAGE} from memory`,
  open: openAlone,
};

export const kafkajsRelay: RelayKind = {
  key: 'kafkajsRelay',
  name: 'kafkajs behind an outbox table, page by page',
  open: openOutbox,
};
