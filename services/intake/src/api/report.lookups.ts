import { dayOf } from '@probity/policy-packs';
import { derivedId } from '@probity/messaging';
import type { Register } from '@probity/registers';
import { Invalid, type Asked, type ServiceContext } from '@probity/shell';
import type { z } from 'zod';
import type { OpenCase, SubmitReport } from '../domain/report/decisions.js';
import type { Attachment } from '../domain/report/report.js';
import { nextReference } from '../views/references.js';
import { entryOf } from './register-entry.js';
import type { OpenCaseRequest, SubmitReportRequest } from './report.requests.js';

/** A report as a command, under the policy in force at its receipt. @throws Invalid */
export const submission = async (
  intake: ServiceContext,
  asked: Asked,
  body: z.infer<typeof SubmitReportRequest>,
): Promise<{ readonly command: SubmitReport; readonly pinned: Asked }> => {
  const { institution, reporter, interests, attachments: files, ...allegation } = body;
  if (!intake.policies.institutions.includes(institution))
    throw new Invalid('/institution', 'unknown-institution', 'No institution of that name receives reports here.');
  const { pack, version, referencePrefix, timeZone } = intake.policies.inForce(institution, asked.at);
  const today = dayOf(asked.at, { timeZone });
  if (allegation.nature.becameAwareOn !== undefined && allegation.nature.becameAwareOn > today)
    throw new Invalid('/nature/becameAwareOn', 'in-the-future', 'Nobody can have become aware later than today.');
  const report = derivedId('report', asked.requestId);
  const command: SubmitReport = {
    type: 'SubmitReport',
    report,
    institution,
    policy: { pack, version },
    reference: await nextReference(intake.views, institution, `${referencePrefix}-R`, today),
    channel: 'api',
    reporter: {
      kind: reporter.kind,
      name: reporter.name ?? null,
      contact: contactOf(reporter),
      relationship: reporter.relationship ?? null,
    },
    interests: interests ? { has: interests.has, detail: interests.detail ?? null } : null,
    allegation,
    attachments: await attachments(intake, files),
  };
  return { command, pinned: { ...asked, institution, pin: { pack, version }, needsIfMatch: false } };
};

/** Every way in which the informant can be reached; null where there is none. */
export const contactOf = ({
  email,
  telephone,
}: Pick<z.infer<typeof SubmitReportRequest>['reporter'], 'email' | 'telephone'>): string | null =>
  [email, telephone].filter((way) => way !== undefined).join(', ') || null;

/** The files as they are kept: uploaded before, named by the digests that they were given. @throws Invalid naming the one that was never uploaded */
export const attachments = async (
  intake: ServiceContext,
  files: readonly Omit<Attachment, 'bytes' | 'contentDigest'>[],
): Promise<readonly Attachment[]> =>
  Promise.all(
    files.map(async (file, index) => {
      const known = await intake.evidence.describe(file.digest);
      if (!known)
        throw new Invalid(`/attachments/${index}/digest`, 'no-such-file', 'No file with this digest was uploaded.');
      return { ...file, bytes: known.bytes, contentDigest: known.contentDigest };
    }),
  );

/**
 * Whom the case is on, at which centre and with which products, as the institution's register has them.
 * @throws Invalid naming what the register has not, or has twice
 */
export const caseOf = async (
  intake: ServiceContext,
  report: string,
  asked: Asked,
  { subject: { centre: centreNamed, ...who }, products }: z.infer<typeof OpenCaseRequest>,
): Promise<OpenCase> => {
  const institution = asked.institution ?? '';
  const snapshot = await intake.registers.latest(institution);
  if (!snapshot) throw new Invalid('/subject', 'no-register', 'The institution has uploaded no register yet.');
  const { register, digest } = snapshot;
  checkProducts(register, products);
  const { name, centre } = entryOf(register, who, centreNamed);
  const { referencePrefix, timeZone } = intake.policies.inForce(institution, asked.at);
  return {
    type: 'OpenCase',
    report,
    case: derivedId('case', asked.requestId),
    reference: await nextReference(intake.views, institution, referencePrefix, dayOf(asked.at, { timeZone })),
    subject: { ...who, centre },
    centreNamed,
    subjectName: name,
    registerDigest: digest,
    products,
  };
};

const checkProducts = ({ qualifications }: Register, products: readonly string[]): void => {
  const known = new Set(qualifications.map(({ number }) => number));
  const unknown = products.findIndex((product) => !known.has(product));
  if (unknown >= 0)
    throw new Invalid(`/products/${unknown}`, 'no-such-qualification', 'The register has no such qualification.');
};
