import { wasWrittenTo, type OwnPart, type OwnTold } from '@probity/shell';
import type { Policy } from '@probity/policy-packs';
import type { Investigation } from './domain/investigation/investigation.js';

/** The meetings that the student was asked to; what somebody decided alone is theirs to know once a letter has gone. */
export const ownPart = (state: Investigation, _policy: Policy, told: OwnTold): OwnPart => {
  if (state.status === 'none') return {};
  const { invitations, accusation } = state.proceedings;
  const [first] = told.lettersAt;
  const since = accusation?.putAt ?? first;
  const latest = new Map(invitations.map(({ kind, at }) => [kind, at]));
  return {
    ...(since !== undefined && { stage: { is: 'investigation', since } }),
    ...(since !== undefined && { dates: [...latest].map(([what, at]) => ({ what, at, place: null })) }),
    ...decided(state, told),
  };
};

const decided = (
  { proceedings: { decidedAtDesk }, offences, classification }: Extract<Investigation, { status: 'open' }>,
  told: OwnTold,
): Pick<OwnPart, 'decision' | 'stage'> => {
  if (!decidedAtDesk || !wasWrittenTo(told, decidedAtDesk.decidedAt)) return {};
  const { proven, decidedAt } = decidedAtDesk;
  const toldAt = told.lettersAt.find((at) => Date.parse(at) >= Date.parse(decidedAt)) ?? decidedAt;
  const findings = proven ? offences.map((point) => ({ point, outcome: 'proven' })) : [];
  const decision = { toldAt, proven, category: proven ? classification : null, findings, penalties: [] };
  return { stage: { is: 'decided', since: toldAt }, decision };
};
