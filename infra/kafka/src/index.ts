export { Broker } from './broker.js';
export { keptCertificates } from './certificates.js';
export { startCluster, type Cluster, type ClusterOptions } from './cluster.js';
export { BrokerNotToBeHad, brokerJars, whyNoBroker } from './jars.js';
export type { Secure } from './secure.js';
export { whereThereIsABroker } from './where-there-is-a-broker.js';
