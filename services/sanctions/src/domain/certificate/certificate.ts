import { keptRuling, policyPin, type PolicyPin } from '@probity/contracts';
import { z } from 'zod';

const ofCertificate = { institution: z.string(), policy: policyPin, number: z.string() };

/** What happens with a certificate that is invalid. */
export const next = z.enum(['reassess', 'withdraw']);

/**
 * What a case does to a certificate: stored on the certificate's own stream, in the same append as on the case's. That stream
 * outlives the case, so nothing that anybody wrote about the case stands there.
 */
export const effectsOnCertificate = {
  CertificateWithheld: z.strictObject({ ...ofCertificate, hold: z.uuid(), reviewOn: z.iso.date() }),
  CertificateReleased: z.strictObject({ ...ofCertificate, hold: z.uuid() }),
  CertificateInvalidated: z.strictObject({ ...ofCertificate, qualification: z.string(), next }),
} as const;

/** `CertificateInvalidated` once told why: that stands with the case alone. */
export const effectVersions = { CertificateInvalidated: 2 } as const;
export const effectUpcasters = {
  CertificateInvalidated: {
    1: (data: object): object => Object.fromEntries(Object.entries(data).filter(([field]) => field !== 'reason')),
  },
} as const;

/** The stored shapes on `certificate-<keyed hash of its number>`. */
export const certificateEvents = {
  ...effectsOnCertificate,
  CertificateReissued: z.strictObject({ ...ofCertificate, reissuedAt: z.iso.datetime(), ruling: keptRuling }),
} as const;

export type CertificateEvent = {
  [Type in keyof typeof certificateEvents]: {
    readonly type: Type;
    readonly data: z.infer<(typeof certificateEvents)[Type]>;
  };
}[keyof typeof certificateEvents];
type DataOf<Type extends CertificateEvent['type']> = Extract<CertificateEvent, { type: Type }>['data'];

export type CertificateStatus = 'valid' | 'withheld' | 'invalid';

/** A certificate that nothing has happened to has no stream. */
export type Certificate = { readonly status: 'none' } | KnownCertificate;

export interface KnownCertificate {
  readonly status: CertificateStatus;
  readonly institution: string;
  /** Of the case that touched it last. */
  readonly policy: PolicyPin;
  readonly number: string;
  /** The holds that are open on it. */
  readonly holds: readonly string[];
  readonly reissues: number;
}

export const noCertificate: Certificate = { status: 'none' };

export const evolve = (certificate: Certificate, event: CertificateEvent): Certificate => {
  const known = opened(certificate, event.data);
  switch (event.type) {
    case 'CertificateWithheld':
      return withHolds(known, [...known.holds, event.data.hold]);
    case 'CertificateReleased':
      return withHolds(
        known,
        known.holds.filter((hold) => hold !== event.data.hold),
      );
    case 'CertificateInvalidated':
      return { ...known, status: 'invalid' };
    case 'CertificateReissued':
      return { ...known, reissues: known.reissues + 1 };
    default:
      return event satisfies never;
  }
};

type OfCertificate = Pick<KnownCertificate, 'institution' | 'policy' | 'number'>;

const opened = (certificate: Certificate, { institution, policy, number }: OfCertificate): KnownCertificate =>
  certificate.status === 'none'
    ? { status: 'valid', institution, policy, number, holds: [], reissues: 0 }
    : { ...certificate, policy };

const withHolds = (certificate: KnownCertificate, holds: readonly string[]): KnownCertificate => {
  const status = certificate.status === 'invalid' ? 'invalid' : holds.length > 0 ? 'withheld' : 'valid';
  return { ...certificate, holds, status };
};

export const effectSentences: {
  readonly [Type in keyof typeof effectsOnCertificate]: (data: DataOf<Type>) => string;
} = {
  CertificateWithheld: ({ number, reviewOn }) =>
    `Certificate ${number} is withheld; it is looked at again on ${reviewOn}.`,
  CertificateReleased: ({ number }) => `Certificate ${number} is no longer withheld.`,
  CertificateInvalidated: ({ number, next: then }) => `Certificate ${number} is invalid: ${then}.`,
};

export const certificateSentences: { readonly [Type in CertificateEvent['type']]: (data: DataOf<Type>) => string } = {
  ...effectSentences,
  CertificateReissued: ({ number }) => `Certificate ${number} was reissued.`,
};
