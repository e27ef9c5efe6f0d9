import type { ToldToForm } from '@probity/shell';
import type { ReportEvent } from '../domain/report/events.js';

/** What a report told when it was submitted. Who made it is told where the policy has staff report, and else nowhere. */
export const reportOnForm = (event: ReportEvent): ToldToForm | undefined => {
  if (event.type !== 'ReportSubmitted') return undefined;
  const { allegation, attachments, papers = [], evidenceKinds = [], accuser = null, receivedAt } = event.data;
  const { what, dates } = allegation.nature;
  const evidence = [
    ...evidenceKinds.map((kind) => kind.replaceAll('-', ' ')),
    ...attachments.map(({ name }) => name),
    ...papers.map((one) => `${one.what} (on paper: ${one.keptAt}, held by ${one.heldBy})`),
  ];
  return { act: 'report.submit', by: accuser, at: receivedAt, told: { what, dates, evidence } };
};
