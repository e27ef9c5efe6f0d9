import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { type Certificates, nodeSubject } from './certificates.js';
import type { Node, Properties } from './properties.js';

/** TLS, a password for everybody, and nothing allowed that no rule allows. */
export interface Secure {
  /** By name, their passwords: made known when a node is formatted, and not again. */
  readonly users: Readonly<Record<string, string>>;
  /** Of these, who may do everything: who makes topics and rules. */
  readonly administrators: readonly string[];
}

/** A node of which clients are to be known, on a listener of their own; the nodes know each other by their certificate. */
export type SecureNode = Node & { readonly brokerPort: number };

/** Beside those of `propertiesOf`, in whose place they stand. */
export const secureProperties = (node: SecureNode, certificates: Certificates, secure: Secure): Properties => ({
  listeners: `CLIENTS://127.0.0.1:${node.port},BROKERS://127.0.0.1:${node.brokerPort},CONTROLLER://127.0.0.1:${node.controllerPort}`,
  'advertised.listeners': `CLIENTS://127.0.0.1:${node.port},BROKERS://127.0.0.1:${node.brokerPort}`,
  // SCRAM cannot bootstrap the controllers: users are known only when these have a leader.
  'listener.security.protocol.map': 'CLIENTS:SASL_SSL,BROKERS:SSL,CONTROLLER:SSL',
  'inter.broker.listener.name': 'BROKERS',
  'listener.name.brokers.ssl.client.auth': 'required',
  'listener.name.controller.ssl.client.auth': 'required',
  'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
  'listener.name.clients.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
  'listener.name.clients.scram-sha-512.sasl.jaas.config':
    'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  'ssl.keystore.type': 'PEM',
  'ssl.keystore.location': certificates.nodeFile,
  'ssl.truststore.type': 'PEM',
  'ssl.truststore.location': certificates.authorityFile,
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'allow.everyone.if.no.acl.found': 'false',
  'super.users': [nodeSubject, ...secure.administrators].map((name) => `User:${name}`).join(';'),
});

const iterations = 8_192;

/** Options of `format`. Salted: a password itself would show in the list of processes. */
export const scramOptions = ({ users }: Secure): readonly string[] =>
  Object.entries(users).flatMap(([name, password]) => {
    const salt = randomBytes(16);
    const salted = pbkdf2Sync(password, salt, iterations, 64, 'sha512');
    const told = { name, salt: salt.toString('base64'), saltedpassword: salted.toString('base64') };
    const words = Object.entries(told).map(([key, value]) => `${key}="${value}"`);
    return ['--add-scram', `SCRAM-SHA-512=[${[...words, `iterations=${iterations}`].join(',')}]`];
  });
