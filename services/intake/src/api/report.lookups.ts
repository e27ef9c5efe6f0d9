import { derivedId } from '@probity/messaging';
import { Invalid, type Asked, type ServiceContext } from '@probity/shell';
import type { z } from 'zod';
import type { OpenCase, SubmitReport } from '../domain/report/decisions.js';
import type { Attachment } from '../domain/report/report.js';
import { nextReference } from '../views/references.js';
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
  const today = asked.at.slice(0, 10);
  if (allegation.nature.becameAwareOn !== undefined && allegation.nature.becameAwareOn > today)
    throw new Invalid('/nature/becameAwareOn', 'in-the-future', 'Nobody can have become aware later than today.');
  const { pack, version, referencePrefix } = intake.policies.inForce(institution, asked.at);
  const report = derivedId('report', asked.requestId);
  const command: SubmitReport = {
    type: 'SubmitReport',
    report,
    institution,
    policy: { pack, version },
    reference: await nextReference(intake.views, institution, `${referencePrefix}-R`, asked.at),
    channel: 'api',
    reporter: {
      kind: reporter.kind,
      name: reporter.name ?? null,
      contact: reporter.email ?? reporter.telephone ?? null,
      relationship: reporter.relationship ?? null,
    },
    interests: interests ? { has: interests.has, detail: interests.detail ?? null } : null,
    allegation,
    attachments: await attachments(intake, files),
  };
  return { command, pinned: { ...asked, institution, pin: { pack, version }, needsIfMatch: false } };
};

/** The files as they are kept: uploaded before, named by their digests. @throws Invalid naming the one that was never uploaded */
export const attachments = async (
  intake: ServiceContext,
  files: readonly Omit<Attachment, 'bytes'>[],
): Promise<readonly Attachment[]> =>
  Promise.all(
    files.map(async (file, index) => {
      const bytes = await intake.evidence.size(file.digest);
      if (bytes === undefined)
        throw new Invalid(`/attachments/${index}/digest`, 'no-such-file', 'No file with this digest was uploaded.');
      return { ...file, bytes };
    }),
  );

/** Whom the case is on, as the institution's register has them. */
export const caseOf = async (
  intake: ServiceContext,
  report: string,
  asked: Asked,
  { subject, products }: z.infer<typeof OpenCaseRequest>,
): Promise<OpenCase> => {
  const snapshot = await intake.registers.latest(asked.institution ?? '');
  if (!snapshot) throw new Invalid('/subject', 'no-register', 'The institution has uploaded no register yet.');
  const { register, digest } = snapshot;
  const lists = {
    centre: register.centres,
    learner: register.learners,
    'institution-staff': register.staff,
    'centre-staff': register.centres.flatMap(({ staff }) => staff),
  };
  const { referencePrefix } = intake.policies.inForce(asked.institution ?? '', asked.at);
  return {
    type: 'OpenCase',
    report,
    case: derivedId('case', asked.requestId),
    reference: await nextReference(intake.views, asked.institution ?? '', referencePrefix, asked.at),
    subject: { ...subject, centre: subject.kind === 'centre' ? subject.id : subject.centre },
    subjectName: lists[subject.kind].find(({ id }) => id === subject.id)?.name ?? null,
    registerDigest: digest,
    products,
  };
};
