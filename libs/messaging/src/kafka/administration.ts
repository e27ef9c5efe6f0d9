import type { Admin } from 'kafkajs';
import { kafkaClient } from './client.js';
import type { KafkaSettings } from './settings.js';

/** A broker answers, and does not let us in or do what was asked: which setting says so. It does not pass by itself. */
export class BrokerRefused extends Error {
  override readonly name = 'BrokerRefused';
}

/** No broker answers. It may pass. */
export class BrokerAway extends Error {
  override readonly name = 'BrokerAway';
}

/** @throws BrokerRefused, BrokerAway */
export async function administered<T>(settings: KafkaSettings, act: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafkaClient(settings, 'probity-admin').admin({ retry: { retries: 3 } });
  try {
    await admin.connect();
    return await act(admin);
  } catch (error) {
    throw explained(settings, error);
  } finally {
    await admin.disconnect();
  }
}

interface Told {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly type?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** kafkajs wraps what it has tried several times, and what it has several of. */
const innermost = (error: unknown): Told => {
  const told = error as Told;
  const within = told.errors?.[0] ?? told.cause;
  return within instanceof Error ? innermost(within) : told;
};

const notTrusted = /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|ERR_SSL_|EPROTO)/;

const explained = (settings: KafkaSettings, error: unknown): unknown => {
  const found = innermost(error);
  const { brokers, sasl, tls } = settings;
  const at = brokers.join(',');
  const user = sasl && 'username' in sasl ? sasl.username : undefined;
  if (found.code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return new BrokerRefused(`KAFKA_BROKERS is ${at}, and the certificate there is another host's`);
  if (notTrusted.test(`${found.code}`))
    return new BrokerRefused(`KAFKA_TLS_CA_FILE does not vouch for the broker at ${at} (${found.code})`);
  if (found.name === 'KafkaJSSASLAuthenticationError')
    return new BrokerRefused(
      `KAFKA_SASL_USERNAME is ${user}: the broker at ${at} does not know it, or has another password`,
    );
  if (found.type === 'UNSUPPORTED_SASL_MECHANISM' || found.type === 'ILLEGAL_SASL_STATE')
    return new BrokerRefused(`KAFKA_SASL_MECHANISM is ${sasl?.mechanism}, which the broker at ${at} does not take`);
  if (found.type?.endsWith('_AUTHORIZATION_FAILED'))
    return new BrokerRefused(
      `${user === undefined ? 'Without KAFKA_SASL_USERNAME' : `As ${user}`} the broker at ${at} does not allow this (${found.type})`,
    );
  if (found.name === 'KafkaJSConnectionClosedError')
    return new BrokerAway(
      `The broker at ${at} closed the connection; KAFKA_TLS is ${tls ? 'yes' : 'no'}, KAFKA_SASL_USERNAME is ${user ?? 'not set'}`,
    );
  if (found.name === 'KafkaJSConnectionError' || found.name === 'KafkaJSRequestTimeoutError')
    return new BrokerAway(`No broker answers at ${at} (${found.code ?? found.message})`);
  return error;
};
