import { isFile, isOnPaper } from '@probity/contracts';
import { notAmong, type Addition, type Policy } from '@probity/policy-packs';
import type { OpenInvestigation } from './investigation.js';

/** What the evidence is called where it goes with a referral as a whole. */
const evidence = { code: 'evidence', title: 'All that was collected' };

/** A code must stand for paper that the policy knows: its documents and notices, or an item of one of its documents. */
export const knownEnclosures = (enclosed: readonly string[], policy: Policy): Addition => {
  const clauses = policy.act('investigation.refer')?.clauses ?? [];
  const { documents, notices } = policy.describe();
  const papers = [...Object.entries(documents), ...Object.entries(notices)].map(([code, { title }]) => ({
    code,
    title,
  }));
  const items = Object.values(documents).flatMap((document) => document.items.map(({ code }) => code));
  const known = [evidence, ...papers];
  const codes = new Set([...known.map(({ code }) => code), ...items]);
  const refusals = enclosed.flatMap((code, nth) =>
    isFile(code) || isOnPaper(code) || codes.has(code)
      ? []
      : [{ code: 'unknown-enclosure', clauses, field: `/enclosed/${nth}`, ...notAmong('A referral', code, known) }],
  );
  return { refusals };
};

/** That all of it is enclosed where it was named piece by piece: what the report came with, and what was added. */
export const evidenceAsAWhole = (
  { reportFiles, evidence: added }: Pick<OpenInvestigation, 'reportFiles' | 'evidence'>,
  enclosed: readonly string[],
): readonly string[] => {
  const collected = [...reportFiles, ...added.map(({ digest }) => digest)];
  return collected.length > 0 && collected.every((one) => enclosed.includes(one)) ? [evidence.code] : [];
};
