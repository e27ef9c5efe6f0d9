import { describe, expect, it } from '@jest/globals';
import kafkajs, { type Producer, type ProducerRecord, type RecordMetadata } from 'kafkajs';
import { BrokerLost, PartitionedSending } from './sending.js';

const topic = 'probity.intake.v1';
const message = (value: string) => ({ key: 'c', value });
const pass = async (): Promise<void> => undefined;

type Answering = (
  record: ProducerRecord,
  nth: number,
) => Promise<Partial<RecordMetadata>[]> | Partial<RecordMetadata>[];

function producing(answer: Answering, compression: 'gzip' | 'none' = 'none') {
  const sent: ProducerRecord[] = [];
  const producer = {
    connect: async () => undefined,
    disconnect: async () => undefined,
    send: async (record: ProducerRecord) => {
      sent.push(record);
      return answer(record, sent.length);
    },
  } as unknown as Producer;
  return { sent, sending: new PartitionedSending(producer, compression) };
}

const ok = (base: number, partition = 2) => [{ topicName: topic, partition, errorCode: 0, baseOffset: `${base}` }];

describe('what is sent', () => {
  it('goes one partition a request, to every replica in sync', async () => {
    const { sent, sending } = producing(() => ok(0));
    expect(await sending.send(topic, 2, [message('a'), message('b')], pass)).toEqual({ partition: 2, next: 2n });
    expect(sent).toEqual([expect.objectContaining({ topic, acks: -1 })]);
    expect(sent[0]?.messages.map(({ partition, value }) => [partition, value])).toEqual([
      [2, 'a'],
      [2, 'b'],
    ]);
  });

  it('is packed where there is something to pack', async () => {
    const { sent, sending } = producing((_record, nth) => ok(nth - 1), 'gzip');
    await sending.send(topic, 2, [message('a')], pass);
    await sending.send(topic, 2, [message('a'.repeat(10_000))], pass);
    const { None, GZIP } = kafkajs.CompressionTypes;
    expect(sent.map(({ compression }) => compression)).toEqual([None, GZIP]);
  });

  it('is one request at a time for a partition, and side by side for others', async () => {
    let [now, most] = [0, 0];
    const waiting = async (): Promise<void> => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
    };
    const base = new Map<number, number>();
    const { sending } = producing(async ({ messages }) => {
      await waiting();
      const partition = messages[0]?.partition ?? 0;
      const at = base.get(partition) ?? 0;
      base.set(partition, at + messages.length);
      return ok(at, partition);
    });
    await Promise.all([1, 2, 3].map(() => sending.send(topic, 2, [message('a')], pass)));
    expect(most).toBe(1);
    await Promise.all([4, 5].map((partition) => sending.send(topic, partition, [message('a')], pass)));
    expect(most).toBe(2);
  });

  it.each([
    ['an answer without the partition', []],
    ['an error for it', [{ topicName: topic, partition: 2, errorCode: 6, baseOffset: '0' }]],
    ['no offset', [{ topicName: topic, partition: 2, errorCode: 0 }]],
    ['another partition’s answer', ok(0, 3)],
  ])('is sent again after %s', async (_what, answer) => {
    const { sent, sending } = producing((_record, nth) => (nth === 1 ? answer : ok(0)));
    await sending.send(topic, 2, [message('a')], pass);
    expect(sent).toHaveLength(2);
  });

  it('is given up after some tries, each asked of the fence', async () => {
    let asked = 0;
    const { sent, sending } = producing(() => Promise.reject(new Error('away')));
    const fence = async (): Promise<void> => void asked++;
    await expect(sending.send(topic, 2, [message('a')], fence)).rejects.toThrow('away');
    expect([sent.length, asked]).toEqual([5, 5]);
  }, 20_000);

  it('is not sent any more by whom another has followed', async () => {
    const { sent, sending } = producing(() => ok(0));
    const fence = async (): Promise<void> => {
      throw new Error('fenced');
    };
    await expect(sending.send(topic, 2, [message('a')], fence)).rejects.toThrow('fenced');
    expect(sent).toEqual([]);
  });

  it('shows by its offset that the broker has lost what it acknowledged', async () => {
    const { sending } = producing((_record, nth) => ok([0, 2, 1][nth - 1] ?? 0));
    await sending.send(topic, 2, [message('a'), message('b')], pass);
    await sending.send(topic, 2, [message('c')], pass);
    await expect(sending.send(topic, 2, [message('d')], pass)).rejects.toThrow(BrokerLost);
    sending.forget(topic);
    await sending.send(topic, 2, [message('e')], pass);
  });

  it('is cut into requests that a broker takes', async () => {
    let at = 0;
    const { sent, sending } = producing(({ messages }) => ok((at += messages.length) - messages.length));
    const large = Array.from({ length: 10 }, () => message('x'.repeat(200_000)));
    expect(await sending.send(topic, 2, large, pass)).toEqual({ partition: 2, next: 10n });
    expect(sent.map(({ messages }) => messages.length)).toEqual([3, 3, 3, 1]);
  });
});
