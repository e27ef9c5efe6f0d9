import {
  askToRebuild,
  kafkaSettingsFrom,
  type KafkaSettings,
  makeTopics,
  principalsFrom,
  type Rule,
  rulesOf,
  setRules,
  topicSettingsFrom,
} from '@probity/messaging';
import { connect } from '@probity/postgres';
import { settingsFrom, SettingsWrong, wrongSetting } from '@probity/shell';
import { speakers } from './speakers.js';

type Say = (line: string) => void;
type Environment = NodeJS.ProcessEnv;

/** @returns whether all is as it should be */
type Command = (words: readonly string[], environment: Environment, say: Say) => Promise<boolean>;

/** What was typed is no command. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

export const usage = `npm run kafka -- topics [--set]             makes the topics that are missing, and says what differs; --set changes it where that is safe
npm run kafka -- acls [--apply]             what each service may do at the brokers; --apply sets it
npm run kafka -- rebuild <service>|all      has the services publish everything anew
`;

const sources = (): readonly string[] => speakers().map(({ service }) => service);

const brokersOf = (environment: Environment): KafkaSettings => {
  const settings = kafkaSettingsFrom(environment);
  if (!settings) throw new SettingsWrong('KAFKA_BROKERS is not set; expected host:port,…: some of the brokers');
  return settings;
};

/** A flag, or nothing. @throws NotUnderstood */
const flagIn = (words: readonly string[], flag: string): boolean => {
  const unknown = words.find((word) => word !== flag);
  if (unknown !== undefined) throw new NotUnderstood(`${unknown} is not understood here`);
  return words.length > 0;
};

const topics: Command = async (words, environment, say) => {
  const set = flagIn(words, '--set');
  const wanted = topicSettingsFrom(environment);
  const reports = await makeTopics(brokersOf(environment), sources(), wanted, { set });
  for (const { topic, state, differs } of reports) {
    say(`${topic}  ${state}${differs.length > 0 ? ', and does not fit:' : ''}`);
    for (const line of differs) say(`  ${line}`);
  }
  return reports.every(({ differs }) => differs.length === 0);
};

const acls: Command = async (words, environment, say) => {
  const apply = flagIn(words, '--apply');
  const settings = brokersOf(environment);
  const rules = rulesOf(settings, speakers(), principalsFrom(environment));
  if (!apply) {
    for (const line of grouped(rules)) say(line);
    return true;
  }
  const { added, removed } = await setRules(settings, rules);
  for (const line of grouped(added)) say(`added    ${line}`);
  for (const line of grouped(removed)) say(`removed  ${line}`);
  say(`${rules.length} rules are in force, ${rules.length - added.length} of them from before`);
  return true;
};

/** `User:probity-intake  WRITE, DESCRIBE on topics probity.intake.v*`. */
const grouped = (rules: readonly Rule[]): readonly string[] => {
  const operations = new Map<string, string[]>();
  for (const { principal, operation, resource, prefix } of rules) {
    const line = `${principal}  % on ${resource.toLowerCase()}s ${prefix}*`;
    operations.set(line, [...(operations.get(line) ?? []), operation]);
  }
  return [...operations].map(([line, own]) => line.replace('%', own.join(', ')));
};

const rebuild: Command = async ([name, ...others], environment, say) => {
  const known = sources();
  if (name === undefined || others.length > 0 || (name !== 'all' && !known.includes(name)))
    throw new NotUnderstood(`Say which: ${['all', ...known].join(', ')}`);
  brokersOf(environment);
  const { DATABASE_URL: url } = settingsFrom(environment);
  if (url === undefined) throw new SettingsWrong(wrongSetting('DATABASE_URL', url));
  const pool = connect(url);
  try {
    await askToRebuild(pool, name === 'all' ? known : [name]);
  } catch (error) {
    throw new SettingsWrong(wrongSetting('DATABASE_URL', url, `which cannot be used (${reasonFor(error)})`));
  } finally {
    await pool.end();
  }
  say(`Asked: ${name === 'all' ? 'every service publishes' : `${name} publishes`} everything anew, once it runs.`);
  return true;
};

/** An error of several attempts, such as on IPv4 and IPv6, has no message of its own. */
const reasonFor = (error: unknown): string => {
  const { message, code } = error as { readonly message?: string; readonly code?: string };
  return code === '42P01' ? 'no service has run on it yet' : message || code || String(error);
};

const commands: Readonly<Record<string, Command>> = { topics, acls, rebuild };

/** @throws NotUnderstood, KafkaSettingsWrong, SettingsWrong, BrokerRefused, BrokerAway */
export const run: Command = ([name = '', ...words], environment, say) => {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new NotUnderstood(name === '' ? 'Say what.' : `${name} is not understood`);
  return command(words, environment, say);
};
