import { told } from '@probity/contracts';
import type { PublicDraft } from '@probity/messaging';
import type { Told } from '@probity/shell';
import type { CaseEvent } from '../domain/case/case.js';

/** Who reports from outside the centre and the institution. What kind of person it was may tell who it was, and stays here. */
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
  } = data;
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
    reporterKind: thirdParties.includes(reporterKind) ? 'third-party' : 'other',
    ...{ assessment, student, accuser, directEvidence, evidence: attachments.map(({ digest }) => digest) },
  });
};
