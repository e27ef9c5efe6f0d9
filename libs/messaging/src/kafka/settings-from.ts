import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { defaultPrefix, type KafkaSettings, type TopicSettings } from './settings.js';

const wholeNumber = z.string().regex(/^\d+$/).transform(Number);

const address = /^([A-Za-z0-9._-]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/;

const schema = z.object({
  KAFKA_BROKERS: z
    .string()
    .transform((list) => list.split(',').map((one) => one.trim()))
    .pipe(z.array(z.string().regex(address)).min(1))
    .optional()
    .describe('host:port,…: some of the brokers'),
  KAFKA_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/)
    .default(defaultPrefix)
    .describe('letters, digits, dots and hyphens, at most 100: what topics and groups begin with'),
  KAFKA_TLS: z.enum(['yes', 'no']).optional().describe('yes or no: whether brokers are spoken to over TLS'),
  KAFKA_TLS_CA_FILE: z.string().min(1).optional().describe('a file of PEM certificates that vouch for the brokers'),
  KAFKA_SASL_MECHANISM: z
    .enum(['scram-sha-512', 'scram-sha-256'])
    .default('scram-sha-512')
    .describe('scram-sha-512 or scram-sha-256'),
  KAFKA_SASL_USERNAME: z.string().min(1).optional().describe('a name that the brokers know'),
  KAFKA_SASL_PASSWORD: z.string().min(1).optional().describe('the password of KAFKA_SASL_USERNAME'),
  KAFKA_SASL_PASSWORD_FILE: z.string().min(1).optional().describe('a file with the password of KAFKA_SASL_USERNAME'),
  KAFKA_COMPRESSION: z.enum(['gzip', 'none']).default('gzip').describe('gzip or none'),
  KAFKA_PARTITIONS: wholeNumber
    .pipe(z.number().min(1).max(1_000))
    .default(12)
    .describe('a whole number from 1 to 1000, the same for every topic'),
  KAFKA_REPLICATION: wholeNumber
    .pipe(z.number().min(1).max(9))
    .default(3)
    .describe('a whole number from 1 to 9: on how many brokers a message is kept'),
  KAFKA_MIN_INSYNC: wholeNumber
    .pipe(z.number().min(1).max(9))
    .optional()
    .describe('a whole number from 1 to KAFKA_REPLICATION: how many of them have a message when it is acknowledged'),
  KAFKA_RETENTION: z
    .string()
    .regex(/^(forever|P(?=\d|T\d)(?=.*[1-9])(\d+W)?(\d+D)?(T\d+H)?)$/)
    .default('forever')
    .describe('forever, or an ISO 8601 duration of weeks, days or hours, such as P30D'),
  KAFKA_PRINCIPALS: z
    .string()
    .regex(/^[^*]*\{service\}[^*]*$/)
    .default('probity-{service}')
    .describe('what the brokers call each service, with {service} in it, and {prefix} if wanted'),
});

type Found = z.infer<typeof schema>;
type Name = keyof Found;

/** A setting of Kafka's is wrong: which, and what was expected. */
export class KafkaSettingsWrong extends Error {
  override readonly name = 'KafkaSettingsWrong';
}

/**
 * Nothing where no KAFKA_BROKERS are set: then there is no Kafka.
 * @throws KafkaSettingsWrong naming each setting that is wrong; a password never shows
 */
export function kafkaSettingsFrom(environment: NodeJS.ProcessEnv): KafkaSettings | undefined {
  const found = parse(environment);
  const { KAFKA_BROKERS: brokers, KAFKA_PREFIX: prefix, KAFKA_COMPRESSION: compression } = found;
  const sasl = saslOf(found);
  const tls = tlsOf(found);
  return brokers && { brokers, prefix, compression, ...(tls && { tls }), ...(sasl && { sasl }) };
}

/** What topics are to be like. @throws KafkaSettingsWrong naming each setting that is wrong */
export function topicSettingsFrom(environment: NodeJS.ProcessEnv): TopicSettings {
  const found = parse(environment);
  const { KAFKA_PARTITIONS: partitions, KAFKA_REPLICATION: replication, KAFKA_RETENTION: retention } = found;
  const minInsync = found.KAFKA_MIN_INSYNC ?? Math.max(1, replication - 1);
  if (minInsync > replication)
    throw new KafkaSettingsWrong(wrong('KAFKA_MIN_INSYNC', `${minInsync}`, `and KAFKA_REPLICATION is ${replication}`));
  return { partitions, replication, minInsync, retention: retention === 'forever' ? null : milliseconds(retention) };
}

/** What the brokers call each service: `probity-{service}`. @throws KafkaSettingsWrong naming each setting that is wrong */
export const principalsFrom = (environment: NodeJS.ProcessEnv): string => parse(environment).KAFKA_PRINCIPALS;

const parse = (environment: NodeJS.ProcessEnv): Found => {
  const named = Object.fromEntries(Object.entries(environment).filter(([name]) => name in schema.shape));
  const parsed = schema.safeParse(named);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0]) as Name))];
  throw new KafkaSettingsWrong(names.map((name) => wrong(name, named[name])).join('\n'));
};

/** Whoever tells a password, or whom to trust, means TLS, unless they say otherwise. */
const tlsOf = (found: Found): KafkaSettings['tls'] => {
  const { KAFKA_TLS: wanted, KAFKA_TLS_CA_FILE: file, KAFKA_SASL_USERNAME: username } = found;
  if (wanted === 'no' && file !== undefined)
    throw new KafkaSettingsWrong(wrong('KAFKA_TLS', wanted, 'and KAFKA_TLS_CA_FILE is set'));
  if (wanted === 'no' || (wanted ?? file ?? username) === undefined) return undefined;
  return file === undefined ? {} : { ca: [certificatesIn(file)] };
};

const certificatesIn = (file: string): string => {
  const text = read('KAFKA_TLS_CA_FILE', file);
  try {
    void new X509Certificate(text);
  } catch {
    throw new KafkaSettingsWrong(wrong('KAFKA_TLS_CA_FILE', file, 'which holds no certificate'));
  }
  return text;
};

const saslOf = (found: Found): KafkaSettings['sasl'] => {
  const { KAFKA_SASL_USERNAME: username, KAFKA_SASL_MECHANISM: mechanism } = found;
  const { KAFKA_SASL_PASSWORD: told, KAFKA_SASL_PASSWORD_FILE: file } = found;
  if (told !== undefined && file !== undefined)
    throw new KafkaSettingsWrong(wrong('KAFKA_SASL_PASSWORD_FILE', file, 'and KAFKA_SASL_PASSWORD is set, too'));
  const password = file === undefined ? told : read('KAFKA_SASL_PASSWORD_FILE', file).replace(/\r?\n$/, '');
  if (username === undefined) {
    if (password === undefined) return undefined;
    throw new KafkaSettingsWrong(wrong('KAFKA_SASL_USERNAME', undefined, 'and its password is'));
  }
  if (password === undefined)
    throw new KafkaSettingsWrong(wrong('KAFKA_SASL_PASSWORD', undefined, 'and KAFKA_SASL_USERNAME is'));
  if (password === '') throw new KafkaSettingsWrong(wrong('KAFKA_SASL_PASSWORD_FILE', file, 'which is empty'));
  return { mechanism, username, password };
};

const read = (name: Name, file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new KafkaSettingsWrong(wrong(name, file, `which cannot be read (${code})`));
  }
};

const hour = 3_600_000;

const milliseconds = (duration: string): number => {
  const count = (unit: string): number => Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0);
  return count('W') * 168 * hour + count('D') * 24 * hour + count('H') * hour;
};

const wrong = (name: Name, value: unknown, why = ''): string => {
  const shown = JSON.stringify(value !== undefined && name === 'KAFKA_SASL_PASSWORD' ? '…' : value);
  const found = shown === undefined ? 'is not set' : `is ${shown}`;
  return `${name} ${found}${why && `, ${why}`}; expected ${schema.shape[name].description ?? 'something else'}`;
};
