import type { Refusal } from '@probity/decider';
import type { Addition, Policy } from '@probity/policy-packs';
import { notedOf, type File, type PaperGone } from './file.js';

/** What of the case is on paper, by its names. */
export const papersOf = (file: File): readonly string[] => [
  ...new Set(notedOf(file, 'CaseOpeningNoted').flatMap(({ papers = [] }) => papers)),
];

/** Nothing here destroys paper, and once the record is gone nobody knows where it is: whoever marks the record sees to it before. */
export const papersSeenTo = (said: readonly PaperGone[], file: File, policy: Policy): Addition => {
  const clauses = policy.act('file.dispose')?.clauses ?? [];
  const refusal = (code: string, field: string, says: string): Refusal => ({ code, clauses, field, says });
  const there = papersOf(file);
  return {
    refusals: [
      ...there
        .filter((paper) => !said.some((one) => one.paper === paper))
        .map((paper) => refusal('paper-seen-to', '/papers', `${paper}: say that it was destroyed, or why it was not.`)),
      ...said.flatMap(({ paper, destroyed, otherwise }, nth) => {
        const at = `/papers/${nth}`;
        if (!there.includes(paper)) return [refusal('unknown-paper', `${at}/paper`, 'The case has no such paper.')];
        if (said.findIndex((one) => one.paper === paper) < nth)
          return [refusal('paper-twice', `${at}/paper`, 'What became of it is said once.')];
        if (destroyed || otherwise?.trim()) return [];
        return [refusal('paper-seen-to', `${at}/otherwise`, 'Of what was not destroyed it is said what became of it.')];
      }),
    ],
  };
};

/** Of all that were on paper, how many were destroyed; undefined where there was none. */
export const papersCounted = (gone: readonly PaperGone[]): { destroyed: number; otherwise: number } | undefined => {
  if (gone.length === 0) return undefined;
  const destroyed = gone.filter((one) => one.destroyed).length;
  return { destroyed, otherwise: gone.length - destroyed };
};
