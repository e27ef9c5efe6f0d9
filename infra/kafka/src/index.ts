export { Broker } from './broker.js';
export { startCluster, type Cluster, type ClusterOptions } from './cluster.js';
export { BrokerNotToBeHad, whatIsMissing } from './jars.js';
