import type { Policy } from '@probity/policy-packs';
import type { OwnPart } from '@probity/shell';
import type { Appeal } from './domain/appeal/appeal.js';
import type { Hearing, KnownHearing } from './domain/hearing/hearing.js';

/** The hearing that the student was invited to, and the decision once it was communicated. */
export const ownHearing = (state: Hearing, policy: Policy): OwnPart => {
  if (state.status === 'none') return {};
  const { invitation, date } = state.sitting;
  const toldAt = state.letterSentAt;
  const stage = invitation && { is: 'hearing', since: invitation.invitedAt };
  return {
    ...(stage && { stage }),
    ...(invitation && { dates: [{ what: 'hearing', at: invitation.to, place: date?.place ?? null }] }),
    ...(toldAt && { stage: { is: 'decided', since: toldAt }, ...decided(state, policy, toldAt) }),
  };
};

const decided = ({ finding, penalty }: KnownHearing, policy: Policy, toldAt: string): Pick<OwnPart, 'decision'> => {
  if (!finding) return {};
  const options = penalty ? policy.tariff(penalty.tariff).options : [];
  const titleOf = (code: string) => options.find(({ option }) => option.code === code)?.option.title ?? code;
  const penalties = (penalty?.chosen ?? []).map(({ code }) => ({ code, title: titleOf(code) }));
  const findings = finding.findings.map(({ point, outcome }) => ({ point, outcome }));
  return { decision: { toldAt, proven: finding.proven, category: finding.category ?? null, findings, penalties } };
};

/** What they asked for themselves, and what it came to once that is told. */
export const ownAppeal = (state: Appeal): OwnPart => {
  if (state.status === 'none' || !state.lodged) return {};
  const { completedAt, decided: outcome } = state;
  if (completedAt) return { stage: { is: outcome?.outcome ?? 'completed', since: completedAt } };
  return { stage: { is: 'appeal', since: state.lodged.lodgedAt } };
};
