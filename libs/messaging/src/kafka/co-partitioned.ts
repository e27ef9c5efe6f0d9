import kafkajs, { type Cluster, type PartitionAssigner } from 'kafkajs';

const { MemberAssignment, MemberMetadata } = kafkajs.AssignerProtocol;

const name = 'co-partitioned';
const version = 1;

/**
 * The same partition of every topic goes to the same member: a case is at one instance, whatever source speaks of it. All topics
 * have as many partitions.
 */
export const coPartitioned: PartitionAssigner = ({ cluster }: { cluster: Cluster }) => ({
  name,
  version,
  assign: async ({ members, topics }) => {
    const sorted = members.map(({ memberId }) => memberId).toSorted();
    return sorted.map((memberId, nth) => {
      const assignment = Object.fromEntries(
        topics.map((topic) => [topic, partitionsOf(cluster, topic).filter((id) => id % sorted.length === nth)]),
      );
      return {
        memberId,
        memberAssignment: MemberAssignment.encode({ version, assignment, userData: Buffer.alloc(0) }),
      };
    });
  },
  protocol: ({ topics }) => ({
    name,
    metadata: MemberMetadata.encode({ version, topics, userData: Buffer.alloc(0) }),
  }),
});

const partitionsOf = (cluster: Cluster, topic: string): readonly number[] =>
  cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId);
