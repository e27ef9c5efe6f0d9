import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { hearingOf, hearingSubject } from '../subjects.js';

/** The final report is signed off: the manager sits on it. */
export const whenReportSignedOff =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    const report = event.data as PublicData<'investigation', 'ReportSignedOff'>;
    const { institution, policy, case: id } = event;
    const command = { type: 'ConveneHearing', institution, policy, case: id, ...report } as const;
    await hearings.give(hearingSubject, hearingOf(id), hearings.askedBy(event, 'ConveneHearing'), command);
  };
