import { notAmong, type Addition, type Policy } from '@probity/policy-packs';

/** What the evidence is called where it goes with a referral as a whole. */
const evidence = { code: 'evidence', title: 'All that was collected' };

const isDigest = (code: string): boolean => code.startsWith('sha256:');

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
    isDigest(code) || codes.has(code)
      ? []
      : [{ code: 'unknown-enclosure', clauses, field: `/enclosed/${nth}`, ...notAmong('A referral', code, known) }],
  );
  return { refusals };
};
