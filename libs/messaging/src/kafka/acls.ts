import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs, { type AclEntry, type Admin } from 'kafkajs';
import { administered } from './administration.js';
import type { KafkaSettings } from './settings.js';
import { groupOf, topicOf } from './topics.js';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

/** A service, and whose facts it hears. */
export interface Speaker {
  readonly service: string;
  readonly hears: readonly string[];
}

type Operation = 'READ' | 'WRITE' | 'DESCRIBE' | 'DESCRIBE_CONFIGS';

/** A principal may do this to whatever is called so, or begins so. */
export interface Rule {
  readonly principal: string;
  readonly operation: Operation;
  readonly resource: 'TOPIC' | 'GROUP';
  readonly prefix: string;
}

/** `probity-{service}` is the user of each service; `{prefix}-{service}` where several deployments share brokers. */
export const principalOf = (template: string, { prefix = 'probity' }: KafkaSettings, service: string): string =>
  `User:${template.replaceAll('{prefix}', prefix).replaceAll('{service}', service)}`;

/** Exactly what each service needs: it speaks on its own topic, hears those of others, and is in its own group. */
export const rulesOf = (settings: KafkaSettings, speakers: readonly Speaker[], template: string): readonly Rule[] =>
  speakers.flatMap(({ service, hears }) => {
    const principal = principalOf(template, settings, service);
    const on = (resource: Rule['resource'], prefix: string, ...operations: readonly Operation[]): readonly Rule[] =>
      operations.map((operation) => ({ principal, operation, resource, prefix }));
    return [
      ...on('TOPIC', versionsOf(settings, service), 'WRITE', 'DESCRIBE', 'DESCRIBE_CONFIGS'),
      ...hears
        .filter((source) => source !== service)
        .flatMap((source) => on('TOPIC', versionsOf(settings, source), 'READ', 'DESCRIBE', 'DESCRIBE_CONFIGS')),
      ...(hears.includes(service) ? on('TOPIC', versionsOf(settings, service), 'READ') : []),
      ...on('GROUP', groupOf(settings, service), 'READ'),
    ];
  });

/** `probity.intake.v`: the next version, too. */
const versionsOf = (settings: KafkaSettings, source: string): string => topicOf(settings, source).replace(/\d+$/, '');

export interface RulesSet {
  readonly added: readonly Rule[];
  /** Rules of these principals under our prefix that no service needs any more. */
  readonly removed: readonly Rule[];
}

/**
 * Told again, the rights of these principals under our prefix are exactly these.
 * @throws BrokerRefused, BrokerAway
 */
export async function setRules(settings: KafkaSettings, rules: readonly Rule[]): Promise<RulesSet> {
  return administered(settings, async (admin) => {
    const principals = [...new Set(rules.map(({ principal }) => principal))];
    const there = await rulesFor(admin, principals);
    const known = new Set(there.map(keyOf));
    const wanted = new Set(rules.map(keyOf));
    const added = rules.filter((rule) => !known.has(keyOf(rule)));
    const removed = there.filter((rule) => isOurs(settings, rule) && !wanted.has(keyOf(rule)));
    if (added.length > 0) await admin.createAcls({ acl: added.map(entryOf) });
    if (removed.length > 0) await admin.deleteAcls({ filters: removed.map(entryOf) });
    await untilInForce(admin, principals, { added, removed });
    return { added, removed };
  });
}

const inForceWithin = 5_000;

/** A broker takes them up a little after they were acknowledged. */
async function untilInForce(admin: Admin, principals: readonly string[], { added, removed }: RulesSet): Promise<void> {
  for (const began = performance.now(); performance.now() - began < inForceWithin; await sleep(20)) {
    const there = new Set((await rulesFor(admin, principals)).map(keyOf));
    if (added.every((rule) => there.has(keyOf(rule))) && !removed.some((rule) => there.has(keyOf(rule)))) return;
  }
}

const keyOf = ({ principal, operation, resource, prefix }: Rule): string =>
  [principal, operation, resource, prefix].join(' ');

const isOurs = ({ prefix = 'probity' }: KafkaSettings, rule: Rule): boolean => rule.prefix.startsWith(`${prefix}.`);

const anyHost = '*';

const entryOf = ({ principal, operation, resource, prefix }: Rule): AclEntry => ({
  principal,
  host: anyHost,
  operation: AclOperationTypes[operation],
  permissionType: AclPermissionTypes.ALLOW,
  resourceType: AclResourceTypes[resource],
  resourceName: prefix,
  resourcePatternType: ResourcePatternTypes.PREFIXED,
});

/** What these principals are allowed by prefix. */
async function rulesFor(admin: Admin, principals: readonly string[]): Promise<readonly Rule[]> {
  const { resources } = await admin.describeAcls({
    host: anyHost,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ALLOW,
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.PREFIXED,
  });
  const all = resources.flatMap(({ resourceType, resourceName, acls }) =>
    acls.map(({ principal, operation }) => ({
      principal,
      operation: nameIn(AclOperationTypes, operation) as Operation,
      resource: nameIn(AclResourceTypes, resourceType) as Rule['resource'],
      prefix: resourceName,
    })),
  );
  return all.filter(({ principal }) => principals.includes(principal));
}

const nameIn = (names: object, value: number): string =>
  Object.entries(names).find(([, known]) => known === value)?.[0] ?? '';
