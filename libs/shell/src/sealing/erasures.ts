import { forgetCase, type Querying } from '@probity/messaging';
import { NoSuchKey } from '@probity/record';
import type { EntityManager } from 'typeorm';
import { WaitingItem } from '../cases/waiting.js';
import type { Subject } from '../commands/subject.js';
import { each, type Round } from '../runtime/rounds.js';
import type { ServiceContext } from '../runtime/service-context.js';
import { schemaOf, type ServiceDefinition } from '../runtime/service-definition.js';

/**
 * Of each scope whose key was destroyed: what waits for somebody goes, its letters, the messages of a case, the file itself, and whatever
 * else the service erases. What is sealed could not be opened any more; this is for ids, keyed hashes, and rows that are of no
 * use. It is done again after a minute, for what another process had read before and wrote since.
 */
export const erasures = (context: ServiceContext, definition: ServiceDefinition): Round => ({
  name: 'erasures',
  every: 1_000,
  act: async (signal) => {
    const listed = await context.views.query<{ scope: string }[]>(
      `SELECT scope FROM deployment.tombstones LEFT JOIN erased USING (scope) WHERE erased.scope IS NULL OR ${dueAgain}
       ORDER BY at, scope`,
    );
    const scopes: string[] = [];
    for (const { scope } of listed) if (await isUnused(context, definition, scope)) scopes.push(scope);
    // Once for all of them and outside of any transaction: it looks at every file.
    if (definition.scopes.seals.includes('evidence') && scopes.some((scope) => kindOf(scope) === 'evidence'))
      await context.evidence.removeDestroyed();
    await each(scopes, signal, (scope) =>
      context.views.transaction((manager) => eraseOne(context, definition, scope, manager)),
    );
  },
});

const dueAgain = `(NOT erased.again AND erased.erased_at < now() - interval '1 minute')`;

const eraseOne = async (
  context: ServiceContext,
  { name, subjects, erase }: ServiceDefinition,
  scope: string,
  manager: EntityManager,
): Promise<void> => {
  for (const stream of streamsOf(scope, subjects)) {
    await manager.delete(WaitingItem, { stream });
    await manager.query('DELETE FROM stand_ins_v1 WHERE stream = $1', [stream]);
  }
  await manager.query('DELETE FROM letters_v1 WHERE scope = $1', [scope]);
  if (kindOf(scope) === 'case')
    await forgetCase(within(manager), { service: name, schema: schemaOf(name) }, scope.slice('case:'.length));
  await erase?.(context, scope, manager);
  await manager.query(
    `INSERT INTO erased (scope) VALUES ($1) ON CONFLICT (scope) DO UPDATE SET again = true WHERE ${dueAgain}`,
    [scope],
  );
};

/** A tombstone is listed at once; for as long as a lease this process may still use the key, and write what it sealed. */
const isUnused = async (context: ServiceContext, { scopes }: ServiceDefinition, scope: string): Promise<boolean> => {
  if (!scopes.opens.includes(kindOf(scope))) return true;
  return context.texts.isDestroyed(scope).catch((error: unknown) => {
    if (error instanceof NoSuchKey) return true;
    throw error;
  });
};

const kindOf = (scope: string): string => scope.slice(0, scope.indexOf(':'));

const within = (manager: EntityManager): Querying => ({
  query: async <Row>(sql: string, values: readonly unknown[]) => {
    const answer: unknown = await manager.query(sql, [...values]);
    return { rows: (Array.isArray(answer) ? answer : []) as readonly Row[] };
  },
});

/** The streams that the scope's key seals. */
export const streamsOf = (scope: string, subjects: readonly Subject[]): readonly string[] => {
  const id = scope.slice(scope.indexOf(':') + 1);
  return subjects.flatMap((subject) =>
    [...new Set([id, ...subject.idsOfCase(id)])]
      .filter((one) => subject.scope(one) === scope)
      .map((one) => `${subject.category}-${one}`),
  );
};
