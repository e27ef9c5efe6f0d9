import { forgetCase, type Querying } from '@probity/messaging';
import { NoSuchKey } from '@probity/record';
import type { EntityManager } from 'typeorm';
import type { Subject } from '../commands/subject.js';
import { each, type Round } from '../runtime/rounds.js';
import type { ServiceContext } from '../runtime/service-context.js';
import { schemaOf, type ServiceDefinition } from '../runtime/service-definition.js';
import { ledgerOf } from './ledger.js';
import { removed, removeRowsOfCase } from './rows-of-case.js';

/**
 * Of each scope whose key was destroyed: what waits for somebody goes, its letters, the messages of a case and the rows that name
 * it, the file itself, and whatever else the service erases. What is sealed could not be opened any more; this is for ids, keyed
 * hashes, and rows that are of no use. How much it was is kept, in numbers. It is done again after a minute, for what another
 * process had read before and wrote since.
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
  const streams = streamsOf(scope, subjects);
  const caseId = kindOf(scope) === 'case' ? scope.slice('case:'.length) : null;
  const letters = await removed(manager, 'letters_v1', 'scope = $1 OR case_id = $2', [scope, caseId]);
  let rows = 0;
  for (const table of ['waiting_v2', 'stand_ins_v1', 'projection_parked'])
    rows += await removed(manager, table, 'stream = ANY ($1)', [streams]);
  rows += (await erase?.(context, scope, manager)) ?? 0;
  let messages = 0;
  if (caseId !== null) {
    messages = await forgetCase(within(manager), { service: name, schema: schemaOf(name) }, caseId);
    rows += await removeRowsOfCase(manager, caseId);
  }
  await keepCounts(manager, name, scope, streams, await ledgerOf(context, streams), [rows, messages, letters]);
  await manager.query(
    `INSERT INTO erased (scope) VALUES ($1) ON CONFLICT (scope) DO UPDATE SET again = true WHERE ${dueAgain}`,
    [scope],
  );
};

/** What was found the second time is added. */
const keepCounts = async (
  manager: EntityManager,
  service: string,
  scope: string,
  streams: readonly string[],
  { events, first, last, digest }: Awaited<ReturnType<typeof ledgerOf>>,
  gone: readonly number[],
): Promise<void> => {
  await manager.query(
    `INSERT INTO deployment.erasures AS known
       (scope, service, streams, events, first_position, last_position, digest, view_rows, messages, letters)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (scope, service) DO UPDATE SET streams = excluded.streams, events = excluded.events,
       first_position = excluded.first_position, last_position = excluded.last_position, digest = excluded.digest,
       view_rows = known.view_rows + excluded.view_rows, messages = known.messages + excluded.messages,
       letters = known.letters + excluded.letters`,
    [scope, service, streams, events, first, last, digest, ...gone],
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
