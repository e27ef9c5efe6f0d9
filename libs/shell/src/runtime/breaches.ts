import type { KeptRuling } from '@probity/contracts';
import type { PublicDraft } from '@probity/messaging';
import type { Told } from '../commands/subject.js';

/**
 * What others are told, with the clauses that the institution did not keep by it, which its ruling has on record. Where they would
 * be told nothing, they hear that alone.
 */
export const withBreaches = (
  { event }: Pick<Told, 'event'>,
  draft: PublicDraft | undefined,
): PublicDraft | undefined => {
  const { ruling } = event.data as { readonly ruling?: Pick<KeptRuling, 'breaches'> };
  const breaches = [...new Set(ruling?.breaches.flatMap(({ clauses }) => clauses))];
  if (breaches.length === 0) return draft;
  return { ...(draft ?? { type: 'BreachRecorded', schemaVersion: 1, data: {} }), breaches };
};
