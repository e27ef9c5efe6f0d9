import { type Sender, withThreeBrokers } from '@probity/tests/three-brokers';
import kafkajs from 'kafkajs';
import { nestProducer } from '../nest.js';
import type { World } from '../world.js';

export const FIGURE = 'lost, three brokers killed in turn';

/** All partitions in one request, as kafkajs is used everywhere. */
async function oneSend(brokers: readonly string[]): Promise<Sender> {
  const client = new kafkajs.Kafka({
    clientId: 'one-send',
    brokers: [...brokers],
    connectionTimeout: 1_000,
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 60 },
  });
  const producer = client.producer();
  await producer.connect();
  return {
    send: async (topic, messages) => {
      const all = messages.map((message) => ({ ...message, value: '{}' }));
      await producer.send({ topic, acks: -1, messages: all });
    },
    close: () => producer.disconnect(),
  };
}

async function nest(brokers: readonly string[]): Promise<Sender> {
  const producer = await nestProducer(brokers);
  return {
    send: async (topic, messages) => {
      await Promise.all(messages.map((message) => producer.emit(topic, { ...message, value: {} })));
    },
    close: () => producer.close(),
  };
}

const PEERS = [
  { name: 'kafkajs, one send() over several partitions', open: oneSend },
  { name: 'Nest’s Kafka transporter', open: nest },
];

/** Of what services acknowledged while one broker after another was killed, what nobody will ever hear. */
export async function lost({ settings: { kills }, results, say }: World): Promise<void> {
  await withThreeBrokers(async (kill) => {
    const ours = await kill(kills);
    say(`${FIGURE} ${kills} times, Probity: ${ours.lost} of ${ours.acknowledged}`);
    if (ours.lost > 0) results.fault(`${ours.lost} lost by us while brokers were killed`);
    for (const { name, open } of PEERS) {
      const theirs = await kill(kills, open);
      say(`${FIGURE} ${kills} times, ${name}: ${theirs.lost} of ${theirs.acknowledged}`);
      const told = `${name}: ${theirs.lost} of ${theirs.acknowledged}`;
      results.count(FIGURE, `${ours.lost} of ${ours.acknowledged}`, told, '0', ours.lost === 0 ? 'yes' : 'no');
    }
  });
}
