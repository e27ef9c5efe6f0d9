import { kept, type LetterItems } from '@probity/contracts';
import { same, type Given } from '@probity/decider';
import {
  notAmong,
  type BodyDefinition,
  type BodyRuling,
  type Letters,
  type NoticeDefinition,
  type Policy,
  type Addition,
} from '@probity/policy-packs';
import { peopleFacts } from './people.js';
import type { OpenInvestigation } from './investigation.js';
import type { Companion, Invite, RecordMeeting } from './proceedings-commands.js';
import type { Conducting } from './proceedings-events.js';
import { fact, lettersOn, ruleWith, type Decision } from './rule.js';
import { heldAfterReport, invitedInTime } from './times.js';
import { arrangedBySteps } from './told-by-steps.js';

/** Whoever conducts it must be able to; what they could not do afterwards is told and kept. */
export const invite = (command: Invite & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { kind, meetingAt, purpose, inPerson, registerDigest, actor } = command;
  const invitation = { kind, at: meetingAt, purposeGiven: purpose.trim() !== '', inPerson };
  const says = { invitation, conduct: { configured: isConfigured(kind, policy) } };
  const body = policy.conducting(kind);
  const conducted = body && checked(body, command, state, policy);
  const letters = lettersOn(
    'investigation.invite',
    says,
    command,
    state,
    policy,
    toldOf(command, policy),
    lettersFor(kind, policy),
  );
  if (isStanding(command, letters, state)) return [];
  const also = [...[letters, conducted ?? seatedByNobody(command, policy)], invitedInTime(meetingAt, command, policy)];
  const ruling = ruleWith(also, 'investigation.invite', says, command, state, policy);
  const data = {
    ...{ kind, at: meetingAt, purpose, inPerson, body: body?.name ?? null, registerDigest },
    conductedBy: seatsOf(command, body),
    usesUp: (conducted?.usesUp ?? []).map((one) => ({ ...one, clauses: [...one.clauses] })),
  };
  return [fact('SubjectInvited', { ...data, by: actor.id, ruling: kept(ruling) }, ruling), ...letters.sent];
};

export const recordMeeting = (command: RecordMeeting & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { kind, attended, outcome, companion, record, actor } = command;
  const invited = invitedTo(kind, state);
  const planned = invited ?? arrangedBySteps(state, policy).findLast((one) => one.kind === kind);
  const startedAt = command.startedAt ?? planned?.at ?? command.at;
  const meeting = { kind, attended, outcome, startedAt, endedAt: command.endedAt ?? startedAt };
  const who = companion && { with: companion.with, legal: companion.legal, spoke: companion.spoke };
  const { conductedBy = [], body = null } = invited ?? {};
  const data = { ...meeting, companion: who, record, body, conductedBy };
  if (state.proceedings.meetings.some(({ by: _, ...held }) => same(held, data))) return [];
  const came = { companionSpoke: companion?.spoke ?? false, companionLegal: companion?.legal ?? false };
  const says = { meeting: { ...meeting, ...came, invited: planned !== undefined } };
  const letters = lettersOn('investigation.record-meeting', says, command, state, policy, { kind, outcome });
  const also = [
    ...[letters, heldAfterReport(startedAt, state, policy)],
    ...(companion ? [accompanied(companion, policy)] : []),
  ];
  const ruling = ruleWith(also, 'investigation.record-meeting', says, command, state, policy);
  return [fact('MeetingRecorded', { ...data, by: actor.id, ruling: kept(ruling) }, ruling), ...letters.sent];
};

export const invitedTo = (kind: string, { proceedings }: OpenInvestigation) =>
  proceedings.invitations.findLast((one) => one.kind === kind);

/** What the letter may say of the meeting without being told: when it is, and with whom. */
const toldOf = ({ kind, meetingAt, purpose, interviewers }: Invite, { timeZone }: Policy): LetterItems => {
  const as = (format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...format }).format(new Date(meetingAt));
  const names = new Intl.ListFormat('en-GB').format(interviewers.flatMap(({ name }) => name ?? []));
  return { kind, date: as({ dateStyle: 'full' }), time: as({ timeStyle: 'short' }), interviewers: names, purpose };
};

/** The same meeting, of which the same was written. */
const isStanding = (
  { kind, meetingAt, inPerson, purpose, interviewers }: Invite,
  { sent }: Letters,
  { proceedings }: OpenInvestigation,
): boolean => {
  const last = proceedings.invitations.at(-1);
  const seated = (all: readonly { person: string; seat: string }[]) =>
    all.map(({ person, seat }) => ({ person, seat }));
  return (
    !proceedings.lastIsHeld &&
    last !== undefined &&
    same(
      [last.kind, last.at, last.inPerson, last.purpose, seated(last.conductedBy), proceedings.invitedWith],
      [kind, meetingAt, inPerson, purpose, seated(interviewers), sent.map(({ data }) => data.text)],
    )
  );
};

/** The pointers are into the request's body. */
const checked = (
  { name }: BodyDefinition,
  { interviewers }: Invite,
  state: OpenInvestigation,
  policy: Policy,
): BodyRuling => {
  const ruling = policy.checkBody(name, interviewers, peopleFacts(interviewers, state));
  const refusals = ruling.refusals.map(({ field = '', ...refusal }) => ({
    ...refusal,
    field: field.replace(/^\/members/, '/interviewers'),
  }));
  return { ...ruling, refusals };
};

/** A meeting that is in no body's hands has no seats. */
const seatedByNobody = ({ kind, interviewers }: Invite, policy: Policy): Addition => ({
  refusals: interviewers.map(({ seat }, nth) => ({
    ...{ code: 'no-such-seat', clauses: policy.act('investigation.invite')?.clauses ?? [] },
    ...{ field: `/interviewers/${nth}/seat`, ...notAmong(`A meeting of the kind ${kind}`, seat, []) },
  })),
});

const seatsOf = ({ interviewers }: Invite, body: BodyDefinition | undefined): Conducting[] => {
  const seats = body ? [...body.seats, ...body.attends] : [];
  return interviewers.map(({ person, seat }) => ({
    person,
    seat,
    roles: [...(seats.find(({ code }) => code === seat)?.roles ?? [])],
  }));
};

/** The letter that is named for this kind of meeting; or else those that are named for no other. */
const lettersFor = (kind: string, policy: Policy): ((notice: NoticeDefinition) => boolean) => {
  const own = invitationTo(kind);
  const hasOwn = policy.noticesOn('investigation.invite').some(({ name }) => name === own);
  return ({ name }) => (hasOwn ? name === own : !isForAnother(name));
};

const invitationTo = (kind: string): string => `${kind}-invitation`;

const isForAnother = (notice: string): boolean => notice.endsWith('-invitation');

/** How such a meeting is conducted may be a setting of the deployment's, `<kind>-procedure`. */
const isConfigured = (kind: string, policy: Policy): boolean =>
  policy.describe().settings[`${kind}-procedure`]?.value !== null;

/** Whether this person may come along. As what, and that they took part, is the act's own to rule on: it is on record, and not undone. */
const accompanied = ({ with: code, reason }: Companion, policy: Policy): Addition => {
  const name = 'meeting-companion';
  if (policy.describe().choices[name] === undefined) return { refusals: [] };
  const chosen = { code, ...(reason === undefined ? {} : { reason }) };
  const choosing = policy.choose(name, [chosen], { companion: { legal: false, speaks: false } });
  return { ...choosing, refusals: choosing.refusals.map((refusal) => ({ ...refusal, field: '/companion' })) };
};
