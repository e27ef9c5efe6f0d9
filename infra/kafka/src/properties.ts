/** Kafka's settings, by the names that it gives them. */
export type Properties = Readonly<Record<string, string>>;

export interface Node {
  /** From 1. */
  readonly id: number;
  /** On 127.0.0.1: what clients connect to, and what nodes do. */
  readonly port: number;
  readonly controllerPort: number;
}

/** Of a node that is broker and controller, on this machine alone. One node keeps everything once, three everything on three. */
export const propertiesOf = (node: Node, nodes: readonly Node[]): Properties => {
  const copies = `${nodes.length}`;
  const least = `${Math.max(1, nodes.length - 1)}`;
  return {
    'process.roles': 'broker,controller',
    'node.id': `${node.id}`,
    'controller.quorum.voters': nodes.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`).join(','),
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${node.port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'auto.create.topics.enable': 'false',
    'min.insync.replicas': least,
    'default.replication.factor': copies,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': least,
    'group.initial.rebalance.delay.ms': '0',
    // Or a start after a kill waits for the session of the one before.
    'broker.session.timeout.ms': '2000',
    'broker.heartbeat.interval.ms': '500',
    'log.retention.check.interval.ms': '300000',
  };
};
