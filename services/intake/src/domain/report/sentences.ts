import { anySentences } from '@probity/contracts';
import type { DataOf, ReportEvent } from './events.js';

/** Each event, for a person who may read the report. */
export const sentences: { readonly [Type in ReportEvent['type']]: (data: DataOf<Type>) => string } = {
  ReportSubmitted: ({ reference, missing }) =>
    `A report was received, ${reference}.${missing.length > 0 ? ` Not given: ${missing.join(', ')}.` : ''}`,
  InformationAdded: () => 'Information was added to the report.',
  ReportAcknowledged: ({ sent }) =>
    sent ? 'Receipt was acknowledged.' : 'Receipt was not acknowledged, for a reason that is kept.',
  ScopeDecided: ({ inScope }) => `The report is ${inScope ? 'within' : 'outside'} the scope of the policy.`,
  ReportCategorised: ({ classification: as, offences }) =>
    `Categorised as suspected ${as}: ${offences.map(({ code }) => code).join(', ')}.`,
  EarlierPracticeNoted: ({ students }) =>
    students.length > 0
      ? 'An earlier matter was dealt with as less than misconduct.'
      : 'No earlier matter is known that was dealt with as less than misconduct.',
  ReportHandledLocally: () => 'It was dealt with by whoever reported it.',
  ReportWithdrawn: () => 'The report was withdrawn.',
  AnonymityLiftedNoted: () => 'Anonymity was lifted in a case that came of the report.',
  CaseOpenedFromReport: ({ reference }) => `Case ${reference} was opened from the report.`,
  InformantIdentified: () => 'The identity of the informant was sealed.',
  CaseOpened: ({ reference, subject, offences }) =>
    `Case ${reference} was opened on a ${subject.kind.replace('-', ' ')}: ${offences.join(', ')}.`,
  ...anySentences,
};
