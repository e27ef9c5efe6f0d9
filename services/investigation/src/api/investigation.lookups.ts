import { dayOf } from '@probity/policy-packs';
import { Invalid, type Asked, type ServiceContext } from '@probity/shell';
import type { Register } from '@probity/registers';
import type { z } from 'zod';
import type {
  AddEvidence,
  AssignManager,
  CentreOfCase,
  Notify,
  ProposedStaff,
  RecordInterview,
} from '../domain/investigation/commands.js';
import { isOverdue } from '../domain/investigation/facts.js';
import type { Investigation, OpenInvestigation } from '../domain/investigation/investigation.js';
import { investigationSubject } from '../subjects.js';
import type {
  AddEvidenceRequest,
  AssignRequest,
  NotifyRequest,
  RecordInterviewRequest,
} from './investigation.requests.js';

/** Whom the register has under the id that was proposed. @throws Invalid */
export const assignment = async (
  context: ServiceContext,
  caseId: string,
  asked: Asked,
  { staff, reason }: z.infer<typeof AssignRequest>,
): Promise<Omit<AssignManager, 'type'>> => {
  const { register, digest } = await latestRegister(context, asked, '/staff');
  const { state } = await context.read(investigationSubject, caseId, asked.institution);
  const module = state.status === 'none' ? null : state.assessment?.module;
  const examiners = register.modules.find(({ code }) => code === module)?.examinedBy ?? [];
  const proposed = { ...proposedStaff(register, staff), examinesWork: examiners.includes(staff) };
  if (!proposed.inRegister) throw new Invalid('/staff', 'no-such-staff', 'The register has no such member of staff.');
  return { staff, proposed, reason: reason ?? null, registerDigest: digest };
};

/** The centre of the case as the register has it; null where the case concerns none. @throws NotFound */
export const centreOfCase = async (
  context: ServiceContext,
  caseId: string,
  asked: Asked,
): Promise<{ readonly centre: CentreOfCase | null; readonly registerDigest: string; readonly register: Register }> => {
  const { state } = await context.read(investigationSubject, caseId, asked.institution);
  const { register, digest } = await latestRegister(context, asked, '/case');
  const id = state.status === 'none' ? null : state.centre;
  const found = register.centres.find((centre) => centre.id === id);
  return {
    centre: found ? { ...found, staff: found.staff.map((one) => one.id) } : null,
    registerDigest: digest,
    register,
  };
};

/** Whom a notice is for, as the register names them. */
export const noticeOf = async (
  context: ServiceContext,
  caseId: string,
  asked: Asked,
  { recipient, person, deferredUntil, reason }: z.infer<typeof NotifyRequest>,
): Promise<Notify> => {
  const { centre, registerDigest, register } = await centreOfCase(context, caseId, asked);
  const ofCentre = register.centres.find(({ id }) => id === centre?.id)?.staff ?? [];
  const learner = register.learners.find(({ id }) => id === person);
  const known = [...ofCentre, ...register.staff].find(({ id }) => id === person) ?? learner;
  return {
    type: 'Notify',
    ...{ recipient, person, centre, registerDigest },
    personName: known?.name ?? null,
    isLearner: learner !== undefined,
    deferredUntil: deferredUntil ?? null,
    reason: reason ?? null,
  };
};

export const evidenceOf = async (
  context: ServiceContext,
  { digest, name, mediaType, description, source }: z.infer<typeof AddEvidenceRequest>,
): Promise<AddEvidence> => {
  const known = await context.evidence.describe(digest);
  const file = { digest, ...(known && { contentDigest: known.contentDigest }), bytes: known?.bytes ?? null };
  return { type: 'AddEvidence', ...file, name, mediaType, description, source };
};

/** Who was heard: by the register's id whoever it has, in words whoever it has not. @throws Invalid */
export const interviewOf = async (
  context: ServiceContext,
  caseId: string,
  asked: Asked,
  body: z.infer<typeof RecordInterviewRequest>,
): Promise<RecordInterview> => {
  const { person, outsider, accused, companionOffered, companion, heldOn, summary } = body;
  const { state } = await context.read(investigationSubject, caseId, asked.institution);
  if (state.status === 'open' && heldOn > dayOf(asked.at, state))
    throw new Invalid('/heldOn', 'in-the-future', 'What happened cannot have happened later than today.');
  const { register, centre } = await centreOfCase(context, caseId, asked);
  oneInterviewee(peopleOf(register, centre), person, outsider);
  return {
    type: 'RecordInterview',
    ...{ person: person ?? null, outsider: outsider ?? null, accused, companionOffered, heldOn, summary },
    companion: companion ? { accepted: companion.accepted, name: companion.name ?? null } : null,
  };
};

/** @throws Invalid */
export const oneInterviewee = (
  people: readonly { readonly id: string; readonly name: string }[],
  person: string | undefined,
  outsider: string | undefined,
): void => {
  if ((person === undefined) === (outsider === undefined))
    throw new Invalid(
      '/person',
      'one-interviewee',
      'An interview is with a person of the register or with an outsider.',
    );
  if (person !== undefined && !people.some(({ id }) => id === person))
    throw new Invalid(
      '/person',
      'no-such-person',
      'The register has no such person at the centre, the institution or among its learners.',
    );
  const typed = outsider && plain(outsider);
  if (people.some(({ id, name }) => typed === plain(id) || typed === plain(name)))
    throw new Invalid('/outsider', 'in-the-register', 'The register has this person, who is named by the id it gives.');
};

const plain = (words: string): string => words.trim().replaceAll(/\s+/g, ' ').toLowerCase();

const peopleOf = ({ centres, staff, learners }: Register, centre: CentreOfCase | null) => [
  ...(centres.find(({ id }) => id === centre?.id)?.staff ?? []),
  ...staff,
  ...learners,
];

/**
 * The investigation as it is read: with what nobody has answered in time, without who or what kind of person reported, and
 * without whom it is about where the policy keeps that from whoever asks.
 */
export const readable = (state: Investigation, at: string, isHidden: boolean): object => {
  if (state.status === 'none') return state;
  const { reporterKind: _, accuser: __, subject, proceedings, steps, ...rest } = state;
  const { did: ___, invitedWith: ____, ...passed } = proceedings;
  const today = dayOf(at, state);
  return {
    ...rest,
    subject: isHidden ? { kind: subject.kind, id: null, centre: subject.centre } : subject,
    ...passed,
    requests: state.requests.map((request) => ({ ...request, overdue: isOverdue(request, today) })),
    steps: steps.names,
  };
};

/** What an act that the policy leaves to them needs: its version goes with it. */
export const withoutFile = ({ status, institution, policy, case: id }: OpenInvestigation): object => ({
  ...{ status, institution, policy, case: id },
});

const latestRegister = async (context: ServiceContext, asked: Asked, field: string) => {
  const snapshot = await context.registers.latest(asked.institution ?? '');
  if (!snapshot) throw new Invalid(field, 'no-register', 'The institution has uploaded no register yet.');
  return snapshot;
};

const proposedStaff = ({ staff }: Register, id: string): ProposedStaff => {
  const found = staff.find((one) => one.id === id);
  return {
    inRegister: found !== undefined,
    offices: found?.offices ?? [],
    training: (found?.training ?? []).map(({ subject, completedOn, expiresOn }) => ({
      subject,
      completedOn,
      expiresOn: expiresOn ?? null,
    })),
    formerCentres: found?.formerCentres ?? [],
  };
};
