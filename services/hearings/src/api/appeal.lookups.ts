import { dayOf } from '@probity/policy-packs';
import { Invalid, NotFound, personInRegister, type Asked, type ServiceContext } from '@probity/shell';
import type { KnownAppeal } from '../domain/appeal/appeal.js';
import type { InRegister } from '../domain/body/index.js';
import type { DataOf } from '../domain/appeal/events.js';
import { originalOf } from '../domain/appeal/original.js';
import { appealOf, appealSubject, hearingOf, hearingSubject } from '../subjects.js';

/** What an appeal would be against, as it stands; null where nothing is decided. */
export const decisionOf = async (
  { streams, policies }: ServiceContext,
  caseId: string,
): Promise<DataOf<'OriginalNoted'> | null> => {
  const id = hearingOf(caseId);
  const { state } = await streams.load(hearingSubject, id);
  return state.status === 'none' ? null : originalOf(state, id, policies.get(state.policy));
};

/** @throws NotFound where there is none, or where it is another student's */
export const appealAt = async (
  hearings: ServiceContext,
  caseId: string,
  asked: Asked,
): Promise<{ readonly appeal: KnownAppeal; readonly version: number; readonly appealId: string }> => {
  const { state, version, told } = await hearings.read(appealSubject, appealOf(caseId), asked.institution);
  if (state.status === 'none' || isAnother(asked, state.subject.id)) throw new NotFound();
  // Others know it by the event that lodged it.
  const lodged = told.findLast(({ event }) => event.type === 'AppealLodged');
  return { appeal: state, version, appealId: lodged?.recorded.id ?? '' };
};

/** A student knows of no case but their own. */
export const isAnother = ({ actor }: Asked, subject: string | undefined): boolean =>
  actor.offices.includes('student') && actor.id !== subject;

/** What the register says of somebody who is to hear the appeal. @throws Invalid where it does not have them */
export const proposed = async (
  { registers, policies }: ServiceContext,
  { institution, subject, assessment, policy }: KnownAppeal,
  person: string,
  { at }: Asked,
): Promise<InRegister> => {
  const on = dayOf(at, policies.get(policy));
  const found = await personInRegister(registers, { institution, subject, assessment }, person, on);
  if (!found.known) throw new Invalid('/person', 'no-such-person', 'The register has no such person.');
  return found;
};
