import type { Asked, ServiceContext } from '@probity/shell';
import { hearingOf, hearingSubject } from '../subjects.js';

/**
 * What somebody is in a case, by the id that the institution's register has: its centre, a member of that centre's staff,
 * one of its learners, or whoever it is on. Null for anybody else.
 */
export const partyOf = async (
  { registers, streams }: ServiceContext,
  asked: Asked,
  caseId: string,
  id: string,
): Promise<string | null> => {
  const { state } = await streams.load(hearingSubject, hearingOf(caseId));
  const noted = state.status === 'known' ? state.noted : null;
  const institution = asked.institution ?? '';
  if (!noted) return null;
  if (noted.subject.id === id) return noted.subject.kind;
  if (noted.centre === null) return null;
  if (noted.centre === id) return 'centre';
  if (await registers.centreStaff(institution, noted.centre, id)) return 'centre-staff';
  return (await registers.learner(institution, id))?.centre === noted.centre ? 'learner' : null;
};
