import { forgetCase, type Querying } from '@probity/messaging';
import type { EntityManager } from 'typeorm';
import { WaitingItem } from '../cases/waiting.js';
import type { Subject } from '../commands/subject.js';
import type { Round } from '../runtime/rounds.js';
import type { ServiceContext } from '../runtime/service-context.js';
import { schemaOf, type ServiceDefinition } from '../runtime/service-definition.js';

/**
 * Of each scope whose key was destroyed, once: what waits for somebody goes, the messages of a case, and whatever else the
 * service erases. What is sealed could not be opened any more; this is for ids, keyed hashes, and rows that are of no use.
 */
export const erasures = (context: ServiceContext, { name, subjects, erase }: ServiceDefinition): Round => ({
  name: 'erasures',
  every: 1_000,
  act: async () => {
    const found: { scope: string }[] = await context.views.query(
      `SELECT scope FROM deployment.tombstones listed
       WHERE NOT EXISTS (SELECT FROM erased WHERE erased.scope = listed.scope) ORDER BY at, scope`,
    );
    for (const { scope } of found)
      await context.views.transaction(async (manager) => {
        for (const stream of streamsOf(scope, subjects)) await manager.delete(WaitingItem, { stream });
        if (scope.startsWith('case:'))
          await forgetCase(within(manager), { service: name, schema: schemaOf(name) }, scope.slice('case:'.length));
        await erase?.(context, scope, manager);
        await manager.query('INSERT INTO erased (scope) VALUES ($1) ON CONFLICT DO NOTHING', [scope]);
      });
  },
});

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
