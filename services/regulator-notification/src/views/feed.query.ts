import { Destroyed, NotFound, type ServiceContext } from '@probity/shell';
import type { z } from 'zod';
import type { feedPage } from '../api/notification.requests.js';
import { notedOf, type Notification } from '../domain/notification/notification.js';
import { notificationSubject } from '../subjects.js';
import { FeedRow } from './feed.entity.js';

/** Whose feed: a regulator of one institution. */
export interface Reader {
  readonly institution: string;
  readonly regulator: string;
}

export interface FeedEntry {
  /** The entry's position: what follows it is asked for by it. */
  readonly cursor: string;
  readonly id: string;
  readonly kind: string;
  readonly case: string;
  readonly reference: string | null;
  /** RFC 3339 */
  readonly at: string;
  readonly rule: string;
  readonly references: readonly string[];
  readonly clauses: readonly string[];
  readonly content: unknown;
  readonly acknowledgedAt: string | null;
}

/** The regulator's own entries, in the order of the log, after the cursor; `next` is null where no more are there yet. */
export const readFeed = async (
  context: ServiceContext,
  { institution, regulator }: Reader,
  { after = '0', limit }: z.infer<typeof feedPage>,
): Promise<{ readonly items: readonly FeedEntry[]; readonly next: string | null }> => {
  const found = await context.views
    .getRepository(FeedRow)
    .createQueryBuilder('row')
    .where('row.institution = :institution AND row.regulator = :regulator', { institution, regulator })
    .andWhere('row.position > :after::bigint', { after })
    .orderBy('row.position', 'ASC')
    .limit(limit + 1)
    .getMany();
  const rows = found.slice(0, limit);
  const files = new Map<string, Notification>();
  for (const id of new Set(rows.map((row) => row.case))) {
    const file = await fileOf(context, id);
    if (file) files.set(id, file);
  }
  return {
    items: rows.flatMap((row) => {
      const file = files.get(row.case);
      return file ? [entryOf(row, file)] : [];
    }),
    next: found.length > limit ? (rows.at(-1)?.position ?? null) : null,
  };
};

/** Undefined where the case's record has been destroyed: the entry is in no feed any more. */
const fileOf = async ({ streams }: ServiceContext, id: string): Promise<Notification | undefined> => {
  try {
    return (await streams.load(notificationSubject, id)).state;
  } catch (error) {
    if (error instanceof Destroyed) return undefined;
    throw error;
  }
};

/** @throws NotFound where the regulator was not told it */
export const getEntry = async (
  context: ServiceContext,
  { institution, regulator }: Reader,
  id: string,
): Promise<FeedRow> => {
  const row = await context.views.getRepository(FeedRow).findOneBy({ institution, regulator, id });
  if (!row) throw new NotFound();
  return row;
};

const entryOf = ({ position: cursor, id, case: caseId, entry, regulator }: FeedRow, file: Notification): FeedEntry => {
  const said = file.status === 'none' ? undefined : file.entries.find(({ number }) => number === entry);
  const told = said?.told.find((one) => one.regulator === regulator);
  if (!said || !told) throw new Error(`notification-${caseId} has no entry ${entry} for ${regulator}`);
  const { kind, at, content, acknowledged } = said;
  const { rule, references, clauses } = told;
  const reference = notedOf(file, 'CaseOpeningNoted')[0]?.reference ?? null;
  const acknowledgedAt = acknowledged[regulator] ?? null;
  return { cursor, id, kind, case: caseId, reference, at, rule, references, clauses, content, acknowledgedAt };
};
