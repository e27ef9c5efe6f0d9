import { documentName, personal } from '@probity/contracts';
import { actBody, letterItems } from '@probity/shell';
import { z } from 'zod';

const words = (limit = 20_000) => personal(z.string().max(limit));
const code = z.string().min(1).max(100);
const person = z.string().min(1).max(200);
const documents = z.array(documentName).max(200);

/** What may be left out here is the policy's to ask for. */
export const ConveneRequest = actBody({
  body: code,
  /** The other cases that it considers at the same sitting. */
  with: z.array(z.uuid()).max(50).default([]),
});

/** `reasons`, by rule: why somebody sits who normally would not. */
export const AppointRequest = actBody({ person, seat: code });

export const ReplaceRequest = actBody({
  /** As in the path; may be left out. */
  person: person.optional(),
  why: words().default(''),
});

export const DeclareRequest = actBody({ conflict: z.boolean(), involved: z.boolean() });

export const FixDateRequest = actBody({
  at: z.iso.datetime({ offset: true }),
  place: words(1_000).optional(),
  online: z.boolean().default(false),
  /** Whether it is the next meeting that there is. */
  nextAvailable: z.boolean().optional(),
});

export const InviteRequest = actBody({
  statementTold: z.boolean().default(false),
  channel: code.optional(),
  /** Digests of what is enclosed; left out: every document that came with the case. */
  evidence: z.array(documentName).max(200).optional(),
  letter: letterItems.default({}),
});

/** No documents: of a case that has none, which is on paper elsewhere. */
export const ServeRequest = actBody({ to: z.enum(['student', 'members', 'all']), documents });

export const AdmitEvidenceRequest = actBody({ documents: documents.min(1) });

export const RequestDeferralRequest = actBody({
  ground: code.describe('One of the codes of the policy’s list `deferral-grounds`: see its page, /policies.'),
  evidenced: z.boolean().default(false),
  channel: code.optional(),
});

export const DecideDeferralRequest = actBody({ granted: z.boolean(), reason: words().default('') });

export const AbsenceRequest = actBody({
  legitimate: z.boolean(),
  abroad: z.boolean(),
  reason: words().default(''),
});

const attending = {
  student: z.boolean(),
  /** Of a sitting of several cases, those whose student is not there. */
  absent: z.array(z.uuid()).max(50).default([]),
  companion: code.default('none'),
  offices: z.array(code).max(50).default([]),
  presenter: z.boolean().default(false),
  inPlaceOfStudent: z.boolean().default(false),
};

export const OpenRequest = actBody(attending);

export const SuspendRequest = actBody({ reason: words().default('') });

export const ResumeRequest = actBody({ enquiries: words().default(''), ...attending });
