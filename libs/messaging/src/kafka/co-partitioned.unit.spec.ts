import { expect, it } from '@jest/globals';
import kafkajs, { type Cluster } from 'kafkajs';
import { coPartitioned } from './co-partitioned.js';
import { partitionOf } from './topics.js';

const cluster = {
  findTopicPartitionMetadata: () => Array.from({ length: 6 }, (_, partitionId) => ({ partitionId })),
} as unknown as Cluster;

it.each([1, 2, 3, 4, 7])('gives %d members the same partitions of every topic, and each to one', async (count) => {
  const members = Array.from({ length: count }, (_, nth) => ({
    memberId: `m-${nth}`,
    memberMetadata: Buffer.alloc(0),
  }));
  const assigner = coPartitioned({ cluster, groupId: 'g', logger: undefined as never });
  const assigned = await assigner.assign({ members, topics: ['a', 'b'] });
  const decoded = assigned.map(
    ({ memberAssignment }) => kafkajs.AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment ?? {},
  );
  for (const own of decoded) expect(own['a']).toEqual(own['b']);
  expect(decoded.flatMap((own) => own['a'] ?? []).toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(assigned.map(({ memberId }) => memberId)).toEqual(members.map(({ memberId }) => memberId));
});

it('places a case where Java’s own client does', () => {
  // murmur2, as positive number, by the remainder: what Kafka's UtilsTest gives for these bytes.
  const murmur = { '21': -973_932_308, foobar: -790_332_482, 'a-little-bit-long-string': -985_981_536 };
  for (const [key, hash] of Object.entries(murmur)) expect(partitionOf(key, 12)).toBe((hash & 0x7f_ff_ff_ff) % 12);
});
