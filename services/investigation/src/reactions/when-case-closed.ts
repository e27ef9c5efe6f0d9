import type { PublicData } from '@probity/contracts';
import type { PublicEvent, Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import type { NoteClosure } from '../domain/investigation/commands.js';
import { investigationSubject } from '../subjects.js';

/** The record closed the case: nothing more is investigated in it. */
export const whenCaseClosed =
  (investigation: ServiceContext): Reaction =>
  async (event) => {
    const asked = investigation.askedBy(event, 'NoteClosure');
    await investigation.give(investigationSubject, event.case, asked, closureOf(event));
  };

export const closureOf = ({ data }: PublicEvent): NoteClosure => {
  const { closedAt, clause } = data as PublicData<'records', 'CaseClosed'>;
  return { type: 'NoteClosure', closedAt, clauses: clause };
};
