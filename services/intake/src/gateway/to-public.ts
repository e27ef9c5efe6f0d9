import { told } from '@probity/contracts';
import type { PublicDraft } from '@probity/messaging';
import type { Told } from '@probity/shell';
import type { CaseEvent } from '../domain/case/case.js';

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
    reporterKind,
  });
};
