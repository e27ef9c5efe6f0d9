import { told } from '@probity/contracts';
import type { PublicDraft } from '@probity/messaging';
import type { Told } from '@probity/shell';
import type { CaseEvent } from '../domain/case/case.js';

/**
 * Who reports from outside the centre and the institution. What kind of person it was may tell who it was, and stays here, but for
 * staff: who it was is told of them.
 */
const thirdParties = ['third-party', 'awarding-organisation', 'regulator'];

/** What intake tells the other services: that a case was opened. Reports, and whoever made them, stay here. */
export const toPublic = ({ event }: Told): PublicDraft | undefined => {
  const { type, data } = event as CaseEvent;
  if (type !== 'CaseOpened') return undefined;
  const {
    reference,
    report,
    subject,
    offences,
    classification,
    products,
    reportReceivedAt,
    reportLagInDays,
    reporterKind,
    assessment = null,
    student = null,
    accuser = null,
    directEvidence = false,
    reportCompletedAt = null,
    attachments,
    papers = [],
  } = data;
  const evidence = [...attachments.map(({ digest }) => digest), ...papers.map(({ paper }) => paper)];
  return told('intake', 'CaseOpened', {
    reference,
    report,
    subject,
    centre: subject.centre,
    offences,
    classification,
    products,
    reportReceivedAt,
    reportLagInDays,
    reportCompletedAt,
    reporterKind: accuser === null ? kindTold(reporterKind) : reporterKind,
    ...{ assessment, student, accuser, directEvidence, evidence },
  });
};

const kindTold = (kind: string): string => (thirdParties.includes(kind) ? 'third-party' : 'other');
