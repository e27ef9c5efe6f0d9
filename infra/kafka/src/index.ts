export { Broker } from './broker.js';
export { startCluster, type Cluster, type ClusterOptions } from './cluster.js';
export { BrokerNotToBeHad, whatIsMissing, whyNoBroker } from './jars.js';
