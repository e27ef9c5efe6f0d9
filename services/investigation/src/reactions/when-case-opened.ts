import type { PublicData } from '@probity/contracts';
import type { PublicEvent, Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import type { NoteCase } from '../domain/investigation/commands.js';
import { investigationSubject } from '../subjects.js';

/** Intake opened a case: there is something to investigate. */
export const whenCaseOpened =
  (investigation: ServiceContext): Reaction =>
  async (event) => {
    await investigation.give(investigationSubject, event.case, investigation.askedBy(event, 'NoteCase'), noteOf(event));
  };

/** What the investigation keeps of a case that was opened: codes, dates and ids. */
export const noteOf = (event: PublicEvent): NoteCase => {
  const { institution, policy, case: id, data, time } = event;
  const opened = data as PublicData<'intake', 'CaseOpened'>;
  const { reference, report, subject, centre, offences, classification, reportReceivedAt, reporterKind } = opened;
  // As they were told before any of it was: with none of these.
  const { assessment = null, student = null, accuser = null, directEvidence = false, evidence = [] } = opened;
  const { reportCompletedAt = null } = opened;
  return {
    type: 'NoteCase',
    ...{ institution, policy, case: id, reference, report, subject, centre },
    ...{ offences, classification, reportReceivedAt, reportCompletedAt, reporterKind, openedAt: time },
    ...{ assessment, student, accuser, directEvidence, reportFiles: evidence },
  };
};
