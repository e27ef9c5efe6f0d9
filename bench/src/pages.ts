import type { Page, Store } from './store.js';

export type ReadsAll = Store & { readonly readAll: NonNullable<Store['readAll']> };

export const hasReadAll = (store: Store): store is ReadsAll => store.readAll !== undefined;

/** From the beginning to the end. The next page is asked for before this one is worked on, as a reader in a hurry does. */
export async function* pages<Kind extends Page>(
  readAll: (after: string, limit: number) => Promise<Kind>,
  limit: number,
): AsyncGenerator<Kind> {
  let page = await readAll('0', limit);
  while (page.count > 0) {
    const next = readAll(page.next, limit);
    // Whoever stops in between leaves nobody to hear of it.
    next.catch(() => undefined);
    yield page;
    page = await next;
  }
}

export async function countPages({ readAll }: Pick<ReadsAll, 'readAll'>, limit: number): Promise<number> {
  let seen = 0;
  for await (const { count } of pages(readAll, limit)) seen += count;
  return seen;
}

/** Once each, however often they were told. */
export async function idsIn({ readAll }: Pick<ReadsAll, 'readAll'>, limit: number): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for await (const page of pages(readAll, limit)) for (const id of page.ids()) seen.add(id);
  return seen;
}
