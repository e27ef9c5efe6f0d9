import { kept, type PolicyPin } from '@probity/contracts';
import { eventOf, type Decider, type Given } from '@probity/decider';
import { ruled, type ActCatalogue, type Facts, type Policy } from '@probity/policy-packs';
import {
  evolve,
  noCertificate,
  type Certificate,
  type CertificateEvent,
  type CertificateStatus,
} from './certificate.js';

export type CertificateCommand = ReissueCertificate;

export interface ReissueCertificate {
  readonly type: 'ReissueCertificate';
  readonly institution: string;
  readonly policy: PolicyPin;
  readonly number: string;
  /** As the institution's register has it; null where it has no such certificate. */
  readonly registered: string | null;
}

export const certificateCatalogue = {
  service: 'certificate',
  facts: { certificate: { status: 'string' } },
  acts: { 'certificate.reissue': {} },
  tables: {},
  tariffs: {},
} as const satisfies ActCatalogue;

/** A certificate is invalid where a case made it so or the register says so, withheld while a hold is open. */
export const statusOf = (certificate: Certificate, registered: string | null): CertificateStatus => {
  if (certificate.status === 'invalid' || registered === 'invalid' || registered === 'returned') return 'invalid';
  return certificate.status === 'none' ? 'valid' : certificate.status;
};

export const certificateFacts = (
  certificate: Certificate,
  { actor }: Pick<Given, 'actor'>,
  registered: string | null = null,
) => ({
  actor: { offices: actor.offices, roles: [] },
  steps: { done: [] },
  certificate: { status: statusOf(certificate, registered) },
});

const fact = eventOf<CertificateEvent>();

export const certificateDecider: Decider<CertificateCommand & Given, Certificate, CertificateEvent, Policy> = {
  initial: noCertificate,
  decide: (command, certificate, policy) => {
    const { institution, policy: pin, number, registered, at } = command;
    const ruling = ruled(policy, 'certificate.reissue', certificateFacts(certificate, command, registered), command);
    const data = { institution, policy: pin, number, reissuedAt: at, ruling: kept(ruling) };
    return [fact('CertificateReissued', data, ruling)];
  },
  evolve,
};

/** Whether the certificate may be issued again, by those whose act it is; where not, by which clause. */
export const reissueOf = (
  certificate: Certificate,
  registered: string | null,
  policy: Policy,
): { readonly permitted: boolean; readonly clause: string | null; readonly says: string | null } => {
  const offices = policy.act('certificate.reissue')?.who.offices ?? [];
  const facts: Facts = certificateFacts(certificate, { actor: { id: 'anyone', offices } }, registered);
  const [refusal] = policy.available('certificate.reissue', facts).refusals;
  return { permitted: !refusal, clause: refusal?.clauses[0] ?? null, says: refusal?.says ?? null };
};
