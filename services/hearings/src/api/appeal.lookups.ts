import { rolesHeldBy } from '@probity/decider';
import { dayOf, type Policy } from '@probity/policy-packs';
import {
  Invalid,
  NotFound,
  partsThatOpen,
  personInRegister,
  type Asked,
  type CaseParts,
  type ServiceContext,
} from '@probity/shell';
import type { KnownAppeal } from '../domain/appeal/appeal.js';
import type { InRegister } from '../domain/body/index.js';
import type { DataOf } from '../domain/appeal/events.js';
import { rolesOf } from '../domain/appeal/facts.js';
import { originalOf } from '../domain/appeal/original.js';
import {
  appealOf,
  appealsOfCase,
  appealSubject,
  hearingOf,
  hearingSubject,
  reviewOf,
  tellsApart,
} from '../subjects.js';

/** What an appeal would be against, as it stands; null where nothing is decided. */
export const decisionOf = async (
  { streams, policies }: ServiceContext,
  caseId: string,
): Promise<DataOf<'OriginalNoted'> | null> => {
  const id = hearingOf(caseId);
  const { state } = await streams.load(hearingSubject, id);
  return state.status === 'none' ? null : originalOf(state, id, policies.get(state.policy));
};

/** Where a policy tells a review from an appeal, each has its stream. */
export const streamOf = (caseId: string, kind: string, policy: Policy): string =>
  kind === 'review' && tellsApart(policy) ? reviewOf(caseId) : appealOf(caseId);

/** The review until it is at an end, then the appeal, if there is one: what is asked of `…/appeal` is asked of that. */
const currentOf = async ({ streams }: ServiceContext, caseId: string): Promise<string> => {
  const [review, appeal] = [reviewOf(caseId), appealOf(caseId)];
  const { state } = await streams.load(appealSubject, review);
  if (state.status === 'none' || !state.lodged) return appeal;
  if (!state.completedAt) return review;
  const { state: other } = await streams.load(appealSubject, appeal);
  return other.status === 'known' && other.lodged ? appeal : review;
};

interface Found {
  /** Of the stream. */
  readonly id: string;
  readonly appeal: KnownAppeal;
  readonly version: number;
  readonly appealId: string;
}

/** @throws NotFound where there is none, or where it is another student's */
export const appealAt = async (hearings: ServiceContext, caseId: string, asked: Asked): Promise<Found> => {
  const id = await currentOf(hearings, caseId);
  const { state, version, told } = await hearings.read(appealSubject, id, asked.institution);
  if (state.status === 'none' || isAnother(asked, state.subject.id)) throw new NotFound();
  // Others know it by the event that lodged it.
  const lodged = told.findLast(({ event }) => event.type === 'AppealLodged');
  return { id, appeal: state, version, appealId: lodged?.recorded.id ?? '' };
};

/** The parts that somebody has in what was asked to be looked at again: whoever hears that has the papers of the case. */
export const partsOnAppeal = async (
  { streams }: ServiceContext,
  caseId: string,
  { actor }: Asked,
): Promise<readonly string[]> => {
  const appeals = await Promise.all(appealsOfCase(caseId).map((id) => streams.load(appealSubject, id)));
  return [...new Set(appeals.flatMap(({ state }) => rolesHeldBy(actor.id, rolesOf(state))))];
};

/** And those that they have by what other services know. */
export const partsElsewhere = async (
  hearings: ServiceContext,
  cases: CaseParts,
  caseId: string,
  asked: Asked,
): Promise<readonly string[]> => {
  const { state } = await hearings.streams.load(hearingSubject, hearingOf(caseId));
  if (state.status === 'none') return [];
  const open = await partsThatOpen(cases, hearings.policies.get(state.policy), asked.actor, caseId);
  return [...(await partsOnAppeal(hearings, caseId, asked)), ...open];
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
