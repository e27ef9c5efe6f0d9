import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { caseSubject, reportSubject } from '../subjects.js';

/** Who the subject of a case is may be known: the report that it came of takes note. */
export const whenAnonymityLifted =
  (intake: ServiceContext): Reaction =>
  async (event) => {
    const { liftedAt } = event.data as PublicData<'investigation', 'AnonymityLifted'>;
    const { case: id, institution } = event;
    const { state } = await intake.read(caseSubject, id, institution);
    if (state.status === 'none') return;
    const command = { type: 'NoteAnonymityLifted', case: id, liftedAt } as const;
    await intake.give(reportSubject, state.report, intake.askedBy(event, 'NoteAnonymityLifted'), command);
  };
