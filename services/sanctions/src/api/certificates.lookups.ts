import { Invalid, NotFound, type Asked, type ServiceContext } from '@probity/shell';
import type { Certificate } from '../domain/certificate/certificate.js';
import { reissueOf, statusOf, type ReissueCertificate } from '../domain/certificate/decisions.js';
import type { Target } from '../domain/sanctions/commands.js';
import { certificateScope, certificateSubject, sanctionsSubject } from '../subjects.js';

/** A certificate's stream is named by a keyed hash of its number, an institution's own. */
const hashOf = (sanctions: ServiceContext, institution: string, number: string): string =>
  sanctions.keyedHash(institution, 'certificate', number);

const institutionOf = ({ institution }: Asked): string => {
  if (institution === null) throw new NotFound();
  return institution;
};

/** Certificates as register and streams have them, with the version that their streams are at. */
export const targetsOf = async (
  sanctions: ServiceContext,
  asked: Asked,
  numbers: readonly string[],
): Promise<readonly Target[]> => {
  const institution = institutionOf(asked);
  if (new Set(numbers).size < numbers.length)
    throw new Invalid('/certificates', 'stands-twice', 'A certificate is named once.');
  return Promise.all(
    numbers.map(async (number) => {
      const hash = hashOf(sanctions, institution, number);
      const entry = await sanctions.registers.certificate(institution, number);
      const { stream, version, state } = await sanctions.streams.load(certificateSubject, hash);
      return {
        number,
        entry: entry ? { learner: entry.learner, centre: entry.centre, qualification: entry.qualification } : null,
        status: statusOf(state, entry?.status ?? null),
        on: { stream, expected: version, keyId: certificateScope(hash) },
      };
    }),
  );
};

/** The certificates of a hold. @throws NotFound where the case has no such hold */
export const heldTargets = async (
  sanctions: ServiceContext,
  asked: Asked,
  caseId: string,
  id: string,
): Promise<readonly Target[]> => {
  const { state } = await sanctions.read(sanctionsSubject, caseId, asked.institution);
  const hold = state.status === 'known' ? state.holds.find((one) => one.id === id) : undefined;
  if (!hold) throw new NotFound();
  return targetsOf(sanctions, asked, hold.certificates);
};

interface Found {
  readonly hash: string;
  readonly certificate: Certificate;
  /** Its status in the register; null where only its stream is left. */
  readonly registered: string | null;
}

/** @throws NotFound where neither register nor stream knows the number */
const find = async (sanctions: ServiceContext, institution: string, number: string): Promise<Found> => {
  const hash = hashOf(sanctions, institution, number);
  const entry = await sanctions.registers.certificate(institution, number);
  const { state } = await sanctions.streams.load(certificateSubject, hash);
  if (!entry && state.status === 'none') throw new NotFound();
  return { hash, certificate: state, registered: entry?.status ?? null };
};

/** Whether a certificate is valid, and may be issued again; where not, by which clause. */
export const certificateView = async (sanctions: ServiceContext, asked: Asked, number: string): Promise<object> => {
  const institution = institutionOf(asked);
  const { certificate, registered } = await find(sanctions, institution, number);
  const policy =
    certificate.status === 'none'
      ? sanctions.policies.inForce(institution, asked.at)
      : sanctions.policies.get(certificate.policy);
  return { number, status: statusOf(certificate, registered), reissue: reissueOf(certificate, registered, policy) };
};

/** A reissue as a command on the certificate's own stream, which may be new: then under the policy in force now. */
export const reissueCommand = async (
  sanctions: ServiceContext,
  asked: Asked,
  number: string,
): Promise<{ readonly hash: string; readonly pinned: Asked; readonly command: ReissueCertificate }> => {
  const institution = institutionOf(asked);
  const { hash, certificate, registered } = await find(sanctions, institution, number);
  const { pack, version } = sanctions.policies.inForce(institution, asked.at);
  const policy = certificate.status === 'none' ? { pack, version } : certificate.policy;
  return {
    hash,
    pinned: { ...asked, pin: policy, needsIfMatch: false },
    command: { type: 'ReissueCertificate', institution, policy, number, registered },
  };
};
