import type { SittingData, SittingEvent } from './events.js';

const day = (at: string): string => at.slice(0, 10);

export const sittingSentences: { readonly [Type in SittingEvent['type']]: (data: SittingData<Type>) => string } = {
  SittingFormed: ({ cases }) =>
    cases.length === 1 ? 'The body considers this case.' : `The body considers ${cases.length} cases together.`,
  DateFixed: ({ at }) => `The date was fixed: ${day(at)}.`,
  StudentInvited: ({ to }) => `The student was invited to ${day(to)}.`,
  EvidenceServed: ({ to, documents }) => `${documents.length} documents were sent to: ${to}.`,
  LateEvidenceAdmitted: ({ documents }) => `New evidence was taken into the case: ${documents.length} documents.`,
  StatementReceived: () => 'A written statement was received.',
  DeferralRequested: () => 'Another date was requested.',
  DeferralDecided: ({ granted }) => (granted ? 'Another date was granted.' : 'Another date was refused.'),
  AbsenceNoted: () => 'It was noted that the student is unable to attend.',
  HearingOpened: ({ student }) => (student ? 'The sitting was opened.' : 'The sitting was opened without the student.'),
  HearingSuspended: () => 'The sitting was suspended.',
  HearingResumed: () => 'The sitting was resumed.',
};
