import { topicOf } from '@probity/messaging';
import { brokerHolds } from '../broker-holds.js';
import { caseFacts } from '../case-facts.js';
import { messageOf } from '../message.js';
import { nestProducer } from '../nest.js';
import { newTopics, type World } from '../world.js';
import type { Relay, RelayKind } from './relay.js';

/** A rate needs no more, and it takes long. */
const LESS = 10;
/** On their way at once. */
const AT_ONCE = 500;

/** From memory; each message is a request of its own, and what order they arrive in is left open. */
async function open(world: World, all: number): Promise<Relay> {
  const count = all / LESS;
  const facts = [...caseFacts(count)].flat();
  const run = async (): Promise<number> => {
    const kafka = await newTopics(world, 'intake');
    const topic = topicOf(kafka, 'intake');
    const producer = await nestProducer(world.brokers);
    const start = performance.now();
    for (let from = 0; from < count; from += AT_ONCE) {
      const emitted = facts.slice(from, from + AT_ONCE).map((fact) => {
        const { headers = {} } = messageOf(fact);
        return producer.emit(topic, { key: `${fact.envelope.case}`, value: fact.data, headers });
      });
      await Promise.all(emitted);
    }
    const took = performance.now() - start;
    await producer.close();
    const held = await brokerHolds(kafka, 'intake');
    if (held < count) world.say(`Nest: ${count} acknowledged, ${held} at the broker`);
    return (count * 1_000) / took;
  };
  return { run, close: async () => undefined };
}

export const nestEmitting: RelayKind = { key: 'nest', name: 'Nest’s Kafka transporter, from memory', open };
