import { compose, type DocumentDefinition, type Policy } from '@probity/policy-packs';
import type { InvalidCertificate, KnownSanctions } from './sanctions.js';

/** What the centre must tell the learners whose certificates are invalid. */
export const noticeToLearners = (policy: Policy): DocumentDefinition =>
  policy.document('invalid-certificate-notice-to-learners');

/** The letter that tells the centre why certificates are invalid, and what it is asked to do about them. */
export const composeReturnRequest = (
  { noted }: KnownSanctions,
  asked: readonly InvalidCertificate[],
  policy: Policy,
): { readonly text: string; readonly clauses: readonly string[] } => {
  const notice = policy.notice('invalid-certificates');
  const learners = noticeToLearners(policy);
  const values: Readonly<Record<string, string>> = {
    reference: noted?.reference ?? '',
    certificates: asked
      .map(({ number, qualification, reason, next }) => `- ${number} (${qualification}): ${reason} Next: ${next}.`)
      .join('\n'),
    learners: learners.items.map(({ says }) => `- ${says}`).join('\n'),
  };
  return {
    text: compose(notice, values).text,
    clauses: [...notice.clauses, ...notice.items.flatMap((item) => item.clauses), ...learners.clauses],
  };
};
