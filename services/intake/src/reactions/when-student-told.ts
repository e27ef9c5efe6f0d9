import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { caseSubject } from '../subjects.js';

/** Whoever is told the decision knows of the case, however they heard of it first. */
export const whenStudentTold =
  (intake: ServiceContext): Reaction =>
  async (event) => {
    const data = event.data as
      PublicData<'investigation' | 'hearings', 'StudentTold'> | PublicData<'hearings', 'DecisionCommunicated'>;
    const toldAt = 'toldAt' in data ? data.toldAt : data.sentAt;
    const { case: id } = event;
    await intake.give(caseSubject, id, intake.askedBy(event, 'NoteStudentTold'), { type: 'NoteStudentTold', toldAt });
  };
