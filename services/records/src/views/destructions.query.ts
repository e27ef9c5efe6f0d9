import { IsNull, Not, type DataSource } from 'typeorm';
import type { ErasedPart } from '../domain/destruction/destruction.js';
import { DestructionRow } from './destruction.entity.js';

/** Whose key is destroyed, and of which not every service has told what it erased. */
export const openDestructions = (views: DataSource): Promise<readonly DestructionRow[]> =>
  views
    .getRepository(DestructionRow)
    .find({ where: { keyDestroyedAt: Not(IsNull()), completedAt: IsNull() }, order: { begunAt: 'ASC' } });

export interface Erased {
  /** Whose keys went. */
  readonly scopes: readonly string[];
  readonly parts: readonly ErasedPart[];
  /** Services that have something to tell yet. */
  readonly waitingFor: readonly string[];
}

/** What the services erased of a case and of what only it held: all that went at the same time, by and for the same. */
export const erasedOf = async (views: DataSource, caseId: string): Promise<Erased> => {
  const gone = await views.query<{ scope: string }[]>(
    `SELECT t.scope FROM deployment.tombstones t JOIN deployment.tombstones own USING (at, by, why)
     WHERE own.scope = $1 ORDER BY t.scope`,
    [`case:${caseId}`],
  );
  const scopes = gone.map(({ scope }) => scope);
  const services = await views.query<{ service: string }[]>('SELECT DISTINCT service FROM bus.speakers ORDER BY 1');
  const parts = await views.query<ErasedPart[]>(
    `SELECT service, scope, streams, events, first_position::text AS first, last_position::text AS last, digest,
       view_rows AS rows, messages, letters
     FROM deployment.erasures WHERE scope = ANY ($1) ORDER BY scope, service`,
    [scopes],
  );
  const told = new Set(parts.map(({ scope, service }) => `${scope} ${service}`));
  const waitingFor = services
    .map(({ service }) => service)
    .filter((service) => scopes.length === 0 || scopes.some((scope) => !told.has(`${scope} ${service}`)));
  return { scopes, parts, waitingFor };
};
