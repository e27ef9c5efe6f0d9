import { derivedId } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import type { KnownSanctions } from '../domain/sanctions/sanctions.js';
import { sanctionsSubject } from '../subjects.js';
import { bySystem } from './by-system.js';

/**
 * When boards met on the student of a case, as the institution's register has it.
 * @param digest of that register
 * @returns whether it could be looked up: not while it is not known whose case it is
 */
export const lookUpBoards = async (
  sanctions: ServiceContext,
  institution: string,
  caseId: string,
  digest: string,
): Promise<boolean> => {
  const { state } = await sanctions.streams.load(sanctionsSubject, caseId);
  if (state.status === 'none' || state.noted === null) return false;
  if (state.noted.subject.kind !== 'student') return true;
  const command = { type: 'NoteBoards', ...(await boardsOf(sanctions, institution, state.noted)) } as const;
  const { ratifiedOn, awardsBoardOn } = command;
  const requestId = derivedId('boards', caseId, digest, ratifiedOn ?? '', awardsBoardOn ?? '');
  await sanctions.give(sanctionsSubject, caseId, bySystem(sanctions, institution, requestId), command);
  return true;
};

const boardsOf = async (
  { registers }: ServiceContext,
  institution: string,
  { subject, assessment }: NonNullable<KnownSanctions['noted']>,
): Promise<{ readonly ratifiedOn: string | null; readonly awardsBoardOn: string | null }> => {
  const { module = null, component = null, attempt = null } = assessment ?? {};
  const results = (await registers.results(institution, subject.id)).filter(
    (one) =>
      one.module === module &&
      (component === null || one.component === component) &&
      // Of an earlier attempt a board ratified other marks.
      (attempt === null || one.attempt >= attempt),
  );
  const days = results.flatMap(({ ratifiedOn }) => ratifiedOn ?? []).toSorted();
  const student = await registers.student(institution, subject.id);
  return { ratifiedOn: days.at(-1) ?? null, awardsBoardOn: student?.awardsBoardOn ?? null };
};
