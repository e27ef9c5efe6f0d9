import type { Asked, ServiceContext } from '@probity/shell';
import type { CommunicateDecision, DecidePenalty } from '../domain/hearing/commands.js';
import type { KnownHearing } from '../domain/hearing/hearing.js';
import { hearingOf, hearingSubject } from '../subjects.js';
import { isRepeated } from '../views/comparable.js';
import { comparablesOf } from '../views/comparables.query.js';
import { penaltyInRegister } from './penalty.lookups.js';
import { hearingAt } from './sitting.lookups.js';
import { allegedBesides } from './together.lookups.js';

const notedOf = async ({ streams }: ServiceContext, caseId: string): Promise<KnownHearing['noted']> => {
  const { state } = await streams.load(hearingSubject, hearingOf(caseId));
  return state.status === 'known' ? state.noted : null;
};

/**
 * What somebody is in a case, by the id that the institution's register has: its centre, a member of that centre's staff,
 * one of its learners, or whoever it is on. Null for anybody else.
 */
export const partyOf = async (
  hearings: ServiceContext,
  asked: Asked,
  caseId: string,
  id: string,
): Promise<string | null> => {
  const noted = await notedOf(hearings, caseId);
  const { registers } = hearings;
  const institution = asked.institution ?? '';
  if (!noted) return null;
  if (noted.subject.id === id) return noted.subject.kind;
  if (noted.centre === null) return null;
  if (noted.centre === id) return 'centre';
  if (await registers.centreStaff(institution, noted.centre, id)) return 'centre-staff';
  return (await registers.learner(institution, id))?.centre === noted.centre ? 'learner' : null;
};

/** As whom a decision would reach somebody: the subject of the case, or one who stands for its centre. Null for anybody else. */
export const partOf = async (
  hearings: ServiceContext,
  asked: Asked,
  caseId: string,
  id: string,
): Promise<CommunicateDecision['part']> => {
  const noted = await notedOf(hearings, caseId);
  if (noted?.subject.id === id) return 'subject';
  const centre = noted?.centre ? await hearings.registers.centre(asked.institution ?? '', noted.centre) : undefined;
  if (centre?.coordinator === id) return 'coordinator';
  return centre?.qualityTeam.includes(id) ? 'quality-team' : null;
};

interface SaidPenalty extends Pick<DecidePenalty, 'tariff' | 'factors' | 'votes'> {
  readonly chosen: readonly {
    readonly code: string;
    readonly parameters: Record<string, unknown>;
    readonly reason?: string | undefined;
  }[];
  readonly groupReasons: readonly { readonly code: string; readonly parameters: Record<string, unknown> }[];
  readonly comparables?: string | undefined;
  readonly inTurn?: boolean | undefined;
}

/** The penalty as it was said, with what comparable cases are there now. A tag may be quoted, as a header has it, or not. */
export const penaltyOf = async (
  hearings: ServiceContext,
  caseId: string,
  asked: Asked,
  { tariff, chosen, groupReasons, factors, votes, comparables: tag, inTurn }: SaidPenalty,
): Promise<DecidePenalty> => {
  const hearing = await hearingAt(hearings, caseId, asked);
  const { etag, penalties } = await comparablesOf(hearings, hearing);
  const seen = tag === undefined ? null : `"${tag.replaceAll('"', '')}"`;
  const repeated = isRepeated(hearing);
  const alike = penalties.filter((one) => one.tariff === tariff && one.repeated === repeated);
  const codes = [...new Set(alike.flatMap((one) => one.codes))];
  return {
    type: 'DecidePenalty',
    ...{ tariff, factors, votes },
    chosen: chosen.map(({ code, parameters, reason }) => ({ code, parameters, ...(reason ? { reason } : {}) })),
    groupReasons,
    ...(inTurn === undefined ? {} : { inTurn }),
    ...(await penaltyInRegister(hearings, hearing, tariff, chosen)),
    together: await allegedBesides(hearings, hearing),
    comparables: { seen, now: etag, codes },
  };
};
