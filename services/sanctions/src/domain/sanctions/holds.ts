import { same } from '@probity/decider';
import { kept } from '@probity/contracts';
import type { Given } from '@probity/decider';
import { dayOf, type Facts, type Policy } from '@probity/policy-packs';
import type { EndInterim, ImposeInterim, ReviewHold, WithholdCertificates } from './commands.js';
import { fact, knownOf, present, rule, type Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';
import { certificateFacts } from './targets.js';

interface Reviewable {
  readonly reason: string;
  readonly reviewOn: string | null;
}

/** The last day that the deployment has set for looking again is a setting: the policy has no number. */
const reviewFacts = ({ reason, reviewOn, at }: Reviewable & Given, policy: Policy): Facts => ({
  review: {
    reasonGiven: reason.trim() !== '',
    named: reviewOn !== null,
    ahead: reviewOn === null || reviewOn > dayOf(at, policy),
    withinSetting: reviewOn === null || reviewOn <= policy.deadline('hold-review', at).date,
  },
});

export const withhold = (command: WithholdCertificates & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const { hold, certificates: targets, reason, at } = command;
  const numbers = targets.map(({ number }) => number);
  const known = knownOf(sanctions);
  if (known?.holds.some((one) => one.open && same([...one.certificates].sort(), [...numbers].sort()))) return [];
  const more = { ...certificateFacts(targets, known), ...reviewFacts(command, policy) };
  const ruling = rule('sanctions.withhold-certificates', more, command, sanctions, policy);
  const { institution, policy: pin } = present(known, 'a case');
  const reviewOn = present(command.reviewOn, 'a review date');
  const data = { hold, certificates: numbers, reason, reviewOn, withheldAt: at, ruling: kept(ruling) };
  return [
    fact('CertificatesWithheld', data, ruling),
    ...targets.map(({ number, on }) => ({
      ...fact('CertificateWithheld', { institution, policy: pin, number, hold, reviewOn }, ruling),
      on,
    })),
  ];
};

export const reviewHold = (command: ReviewHold & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const { hold: id, certificates: targets, release, reason, at } = command;
  const known = knownOf(sanctions);
  const hold = known?.holds.find((one) => one.id === id);
  if (hold && (release ? !hold.open : hold.open && hold.reviewOn === command.reviewOn && hold.reason === reason))
    return [];
  const inTime = hold === undefined || dayOf(at, policy) <= hold.reviewOn;
  const more = { hold: { open: hold?.open ?? false, inTime }, release, ...reviewFacts(command, policy) };
  const ruling = rule('sanctions.review-hold', more, command, sanctions, policy);
  if (!release) {
    const reviewOn = present(command.reviewOn, 'a review date');
    return [fact('HoldKept', { hold: id, reason, reviewOn, reviewedAt: at, ruling: kept(ruling) }, ruling)];
  }
  const { institution, policy: pin } = present(known, 'a case');
  const data = { hold: id, how: 'released', reason, endedAt: at, ruling: kept(ruling) } as const;
  return [
    fact('HoldEnded', data, ruling),
    ...targets.map(({ number, on }) => ({
      ...fact('CertificateReleased', { institution, policy: pin, number, hold: id }, ruling),
      on,
    })),
  ];
};

export const imposeInterim = (command: ImposeInterim & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const { interim, sanction, reason } = command;
  const isImposed = knownOf(sanctions)?.interims.some((one) => one.open && one.sanction === sanction);
  if (isImposed) return [];
  const sanctionsPolicy = { configured: policy.setting('sanctions-policy').value !== null };
  const more = { sanctionsPolicy, ...reviewFacts(command, policy) };
  const ruling = rule('sanctions.impose-interim', more, command, sanctions, policy);
  const reviewOn = present(command.reviewOn, 'a review date');
  return [fact('InterimSanctionImposed', { interim, sanction, reason, reviewOn, ruling: kept(ruling) }, ruling)];
};

export const endInterim = (command: EndInterim & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const { interim: id, reason } = command;
  const interim = knownOf(sanctions)?.interims.find((one) => one.id === id);
  if (interim && !interim.open) return [];
  const more = { interim: { open: interim?.open ?? false }, reasonGiven: reason.trim() !== '' };
  const ruling = rule('sanctions.end-interim', more, command, sanctions, policy);
  return [fact('InterimSanctionEnded', { interim: id, reason, ruling: kept(ruling) }, ruling)];
};
