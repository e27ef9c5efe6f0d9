import type { ObjectLiteral, Repository } from 'typeorm';
import { z } from 'zod';
import { Invalid } from '../commands/errors.js';

/** A list's query: how many, and after which cursor. */
export const page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(400).optional(),
  'at-least': z.string().optional(),
});
export type Page = z.infer<typeof page>;

const cursor = z.tuple([z.string().refine((value) => !value.includes('\0') && value.isWellFormed()), z.uuid()]);

export interface PageOf<Row> {
  readonly institution: string | null;
  readonly by: keyof Row & string;
  /** Rows left out: those whose column has this value. */
  readonly but?: { readonly column: keyof Row & string; readonly value: string };
}

/** A page of an institution's rows, newest first by `by` and id; `next` is the cursor of the page after, or null. */
export const pageOf = async <Row extends ObjectLiteral & { readonly id: string }>(
  rows: Repository<Row>,
  { institution, by, but }: PageOf<Row>,
  { limit, after }: Page,
): Promise<{ readonly items: readonly Row[]; readonly next: string | null }> => {
  const query = rows
    .createQueryBuilder('row')
    .where('row.institution = :institution', { institution })
    .orderBy(`row.${by}`, 'DESC')
    .addOrderBy('row.id', 'DESC')
    .limit(limit + 1);
  if (but) query.andWhere(`row.${but.column} IS DISTINCT FROM :but`, { but: but.value });
  if (after !== undefined) {
    const [value, id] = decode(after);
    query.andWhere(`(row.${by}, row.id) < (:value, :id)`, { value, id });
  }
  const found = await query.getMany();
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? encode([String(last[by]), last.id]) : null };
};

const encode = (at: z.infer<typeof cursor>): string => Buffer.from(JSON.stringify(at)).toString('base64url');

const decode = (text: string): z.infer<typeof cursor> => {
  try {
    return cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new Invalid('/query/after', 'not-a-cursor', 'after is the cursor that the page before answered with.');
  }
};
