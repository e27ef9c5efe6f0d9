import { isFile, isOnPaper } from '@probity/contracts';
import { dayOf } from '@probity/policy-packs';
import { Invalid, NotFound, personInRegister, type Asked, type ServiceContext } from '@probity/shell';
import type { z } from 'zod';
import type { OpenInvestigation } from '../domain/investigation/investigation.js';
import { invitedTo } from '../domain/investigation/meetings.js';
import type {
  Invite,
  ProposedInterviewer,
  RecordAnswer,
  RecordMeeting,
} from '../domain/investigation/proceedings-commands.js';
import { arrangedBySteps } from '../domain/investigation/told-by-steps.js';
import { investigationSubject } from '../subjects.js';
import type { InviteRequest, RecordAnswerRequest, RecordMeetingRequest } from './proceedings.requests.js';

/** Who is proposed, as the register has them with regard to this case. @throws Invalid, NotFound */
export const inviteOf = async (
  context: ServiceContext,
  caseId: string,
  asked: Asked,
  { kind, at, purpose, inPerson, interviewers, letter }: z.infer<typeof InviteRequest>,
): Promise<Invite> => {
  const state = await openCase(context, caseId, asked);
  const snapshot = await context.registers.latest(state.institution);
  if (!snapshot) throw new Invalid('/interviewers', 'no-register', 'The institution has uploaded no register yet.');
  const proposed: ProposedInterviewer[] = [];
  for (const [index, { person, seat, reasons }] of interviewers.entries()) {
    const found = await personInRegister(context.registers, state, person, dayOf(asked.at, state));
    const { known, ...inRegister } = found;
    const name = snapshot.register.staff.find(({ id }) => id === person)?.name;
    if (!known)
      throw new Invalid(`/interviewers/${index}/person`, 'no-such-person', 'The register has no such member of staff.');
    proposed.push({ person, seat, reasons, inRegister, ...(name === undefined ? {} : { name }) });
  }
  return {
    ...{ type: 'Invite', kind, meetingAt: at, purpose, inPerson, interviewers: proposed },
    ...{ registerDigest: snapshot.digest, ...(letter && { letter }) },
  };
};

/**
 * Nobody comes to a meeting that has not begun, nor stays away from it.
 * @param planned when it was to be, as the last invitation to one of its kind says
 * @throws Invalid where it says what cannot have been
 */
export const meetingOf = (
  { kind, attended, outcome, startedAt, endedAt, companion, record, letter }: z.infer<typeof RecordMeetingRequest>,
  { at }: Pick<Asked, 'at'>,
  planned?: string,
): RecordMeeting => {
  if (attended && startedAt === undefined) throw needed('/startedAt', 'begin');
  if (attended && endedAt === undefined) throw needed('/endedAt', 'end');
  if (startedAt !== undefined && endedAt !== undefined && isLater(startedAt, endedAt))
    throw new Invalid('/endedAt', 'ends-before-it-starts', 'A meeting does not end before it begins.');
  const latest = endedAt ?? startedAt ?? planned ?? at;
  if (isLater(latest, at)) {
    const field = endedAt !== undefined ? '/endedAt' : startedAt !== undefined ? '/startedAt' : '/attended';
    throw new Invalid(field, 'in-the-future', 'What happened cannot have happened later than now.');
  }
  return {
    ...{ type: 'RecordMeeting', kind, attended, outcome },
    ...{ startedAt: startedAt ?? null, endedAt: endedAt ?? null, record: record ?? null },
    companion: companion
      ? {
          ...{ with: companion.with, legal: companion.legal, spoke: companion.spoke },
          ...(companion.reason === undefined ? {} : { reason: companion.reason }),
        }
      : null,
    ...(letter && { letter }),
  };
};

/** What the student says themselves has come as they say it; of what came otherwise, whoever records it says when. @throws Invalid, NotFound */
export const answerOf = async (
  context: Pick<ServiceContext, 'read'>,
  caseId: string,
  asked: Asked,
  body: z.infer<typeof RecordAnswerRequest>,
): Promise<RecordAnswer> => {
  const { accepts, answer, receivedAt = null, letter } = body;
  const { subject } = await openCase(context, caseId, asked);
  if (receivedAt !== null && subject.id === asked.actor.id)
    throw new Invalid('/receivedAt', 'as-it-is-said', 'What you say yourself has come as you say it.');
  if (receivedAt !== null && isLater(receivedAt, asked.at))
    throw new Invalid('/receivedAt', 'in-the-future', 'What has come cannot have come later than now.');
  return { type: 'RecordAnswer', accepts, answer, receivedAt, ...(letter && { letter }) };
};

/** What is at hand: files that somebody stored, and what is on paper, as the report says. @throws Invalid naming the first that is not */
export const documentsAtHand = async (
  context: ServiceContext,
  caseId: string,
  asked: Asked,
  field: string,
  named: readonly string[],
): Promise<void> => {
  const onPaper = named.some(isOnPaper) ? (await openCase(context, caseId, asked)).reportFiles : [];
  for (const [index, one] of named.entries()) {
    if (isFile(one) && !(await context.evidence.describe(one)))
      throw new Invalid(`${field}/${index}`, 'no-such-file', 'No file is stored under this digest.');
    if (isOnPaper(one) && !onPaper.includes(one))
      throw new Invalid(`${field}/${index}`, 'no-such-paper', 'The report names nothing of that name on paper.');
  }
};

const openCase = async (
  context: Pick<ServiceContext, 'read'>,
  id: string,
  asked: Asked,
): Promise<OpenInvestigation> => {
  const { state } = await context.read(investigationSubject, id, asked.institution);
  if (state.status === 'none') throw new NotFound();
  return state;
};

/** When the last of these meetings was to be. */
export const plannedAt = async (
  context: ServiceContext,
  id: string,
  asked: Asked,
  kind: string,
): Promise<string | undefined> => {
  const state = await openCase(context, id, asked);
  const arranged = arrangedBySteps(state, context.policies.get(state.policy));
  return (invitedTo(kind, state) ?? arranged.findLast((one) => one.kind === kind))?.at;
};

const isLater = (one: string, other: string): boolean => Date.parse(one) > Date.parse(other);

const needed = (field: string, what: string): Invalid =>
  new Invalid(field, 'time-needed', `Of a meeting to which somebody came it is known when it did ${what}.`);
