import { kept } from '@probity/contracts';
import { eventOf, RuleBroken, same, type Decided, type Refusal } from '@probity/decider';
import { lettersOf } from '@probity/policy-packs';
import { hearingFacts } from '../facts.js';
import type { HearingEvent, KnownHearing } from '../hearing.js';
import { knownToLetters } from '../telling/letters.js';
import { knownOf, ruledOn, type Deciding } from '../rule.js';
import { alreadyOpened } from './already-opened.js';
import type * as commands from './commands.js';
import { isSame, wouldBeSame } from './papers.js';
import { documentsOf } from './facts.js';

type Decision = readonly Decided<HearingEvent>[];
const fact = eventOf<HearingEvent>();

export const fixDate = (command: commands.FixDate, deciding: Deciding): Decision => {
  const { on, place, online, inTermTime, nextAvailable } = command;
  const before = knownOf(deciding)?.sitting.date;
  if (before && before.at === on && before.place === place && before.online === online) return [];
  const date = { at: on, nextAvailable: nextAvailable ?? false };
  const ruling = ruledOn(
    deciding,
    'hearing.fix-date',
    { date },
    { refusals: [...whereOpened(deciding, 'hearing.fix-date'), ...whereOver(on, deciding, 'hearing.fix-date')] },
  );
  const fixedAt = deciding.given.at;
  return [fact('DateFixed', { at: on, place, online, inTermTime, fixedAt, ruling: kept(ruling) }, ruling)];
};

/** A sitting that was opened has its date, unless it was suspended, or another date was granted since. */
const whereOpened = (deciding: Deciding, act: string): readonly Refusal[] => {
  const sitting = knownOf(deciding)?.sitting;
  if (!sitting?.opened || sitting.suspended || sitting.deferral.granted) return [];
  return [alreadyOpened(deciding, act)];
};

/** Whoever is to come, or to read before it, has the time until then. */
const whereOver = (on: string, { policy, given }: Deciding, act: string): readonly Refusal[] => {
  if (Date.parse(on) > Date.parse(given.occurredAt ?? given.at)) return [];
  const says = 'The date must lie in the future when it is fixed.';
  return [{ code: 'date-to-come', clauses: policy.act(act)?.clauses ?? [], says, field: '/at' }];
};

export const inviteStudent = (command: commands.InviteStudent, deciding: Deciding): Decision => {
  const { policy, given } = deciding;
  const act = 'hearing.invite';
  const known = knownOf(deciding);
  const documents = command.documents ?? (known ? documentsOf(known) : []);
  const companionTold = (command.letter['companion'] ?? '').trim() !== '';
  const { statementTold, channel, letter: said } = command;
  const { at } = given;
  const evidence = known?.referral?.evidence ?? [];
  const evidenceEnclosed = evidence.every((digest) => documents.includes(digest));
  const evidenceDiffers = known !== undefined && documents.length > 0 && !isReferred(known, documents);
  const invitation = { at, companionTold, statementTold, evidenceEnclosed, evidenceDiffers, channel: channel ?? '' };
  const words = knownToLetters(deciding);
  const letters = lettersOf({ policy, act, facts: { invitation }, at, known: words, said });
  const contents = { contents: { ...said, ...words }, contentsAt: '/letter' };
  const ruling = ruledOn(deciding, act, { invitation }, letters, contents);
  const to = known?.sitting.date?.at;
  if (to === undefined) throw new Error('the student was invited to no day');
  const data = { to, statementTold, companionTold, channel, documents: [...documents], invitedAt: at };
  return [fact('StudentInvited', { ...data, ruling: kept(ruling) }, ruling), ...letters.sent];
};

/** All that the case was referred with, and nothing else but what was taken in since. */
const isReferred = ({ referral, sitting }: KnownHearing, documents: readonly string[]): boolean =>
  isSame([...documents, ...sitting.admitted], [...(referral?.evidence ?? []), ...sitting.admitted]);

export const serveEvidence = ({ to, documents }: commands.ServeEvidence, deciding: Deciding): Decision => {
  const known = knownOf(deciding);
  const { at } = deciding.given;
  const served = {
    to,
    at,
    sameForAll: known !== undefined && wouldBeSame(known, to, documents),
    asReferred: isSame(documents, known?.referral?.evidence ?? []),
    late: documents.length > 0 && documents.every((digest) => known?.sitting.admitted.includes(digest)),
  };
  const ruling = ruledOn(deciding, 'hearing.serve-evidence', { served });
  const data = { to, documents: [...documents], servedAt: at, ruling: kept(ruling) };
  return [fact('EvidenceServed', data, ruling)];
};

export const admitLateEvidence = ({ documents }: commands.AdmitLateEvidence, deciding: Deciding): Decision => {
  const ruling = ruledOn(deciding, 'hearing.admit-late-evidence');
  const data = { documents: [...documents], admittedAt: deciding.given.at, ruling: kept(ruling) };
  return [fact('LateEvidenceAdmitted', data, ruling)];
};

export const noteAbsence = (command: commands.NoteAbsence, deciding: Deciding): Decision => {
  const { legitimate, abroad, reason } = command;
  const authority = mayNoteAbsence(deciding);
  const data = { legitimate, abroad, reason, notedAt: deciding.given.at };
  const before = knownOf(deciding)?.sitting.absence;
  if (before && same({ ...before, notedAt: '' }, { ...data, notedAt: '' })) return [];
  return [fact('AbsenceNoted', data, { authority })];
};

/** Whoever invites, or sits, and the student: no policy gives it to an office of its own. @throws RuleBroken */
const mayNoteAbsence = (deciding: Deciding): readonly string[] => {
  const { policy, given } = deciding;
  const acts = ['hearing.invite', 'hearing.fix-date', 'hearing.open'].flatMap((name) => policy.act(name) ?? []);
  const { actor } = hearingFacts(deciding.hearing, given);
  const may = acts.some(
    ({ who }) =>
      who.anyone ||
      who.offices.some((office) => given.actor.offices.includes(office)) ||
      who.roles.some((role) => actor.roles.includes(role)),
  );
  const clauses = [...new Set(acts.flatMap((act) => act.clauses))];
  if (may || actor.roles.includes('student')) return clauses;
  const says = 'That the student cannot come is noted by whoever invites them, or sits, or by the student.';
  throw new RuleBroken('not-permitted', 'hearing.note-absence', [{ code: 'not-yours-to-do', clauses, says }]);
};

export const openHearing = (command: commands.OpenHearing, deciding: Deciding): Decision => {
  const { companion, offices, presenter, inPlaceOfStudent } = command;
  const known = knownOf(deciding);
  const student = isThere(command, known);
  if (known?.sitting.opened) return openedBefore({ student, companion }, deciding, known.sitting.opened);
  const attending = { student, companion, offices: [...offices], presenter, inPlaceOfStudent };
  const ruling = ruledOn(deciding, 'hearing.open', { attending });
  const data = { student, companion, offices: [...offices], presenter, openedAt: deciding.given.at };
  return [fact('HearingOpened', { ...data, ruling: kept(ruling) }, ruling)];
};

const isThere = ({ student, absent = [] }: commands.Attending, known: KnownHearing | undefined): boolean =>
  student && !absent.includes(known?.case ?? '');

const openedBefore = (
  { student, companion }: Pick<commands.Attending, 'student' | 'companion'>,
  deciding: Deciding,
  opened: NonNullable<KnownHearing['sitting']['opened']>,
): Decision => {
  if (opened.student === student && opened.companion === companion) return [];
  throw new RuleBroken('out-of-order', 'hearing.open', [alreadyOpened(deciding, 'hearing.open')]);
};

export const suspendHearing = ({ reason }: commands.SuspendHearing, deciding: Deciding): Decision => {
  const ruling = ruledOn(deciding, 'hearing.suspend');
  return [fact('HearingSuspended', { reason, suspendedAt: deciding.given.at, ruling: kept(ruling) }, ruling)];
};

/** Who is there is said anew: it may be another day. */
export const resumeHearing = (command: commands.ResumeHearing, deciding: Deciding): Decision => {
  const { enquiries, companion, offices, presenter, inPlaceOfStudent } = command;
  const student = isThere(command, knownOf(deciding));
  const present = { student, companion, offices: [...offices], presenter };
  const ruling = ruledOn(deciding, 'hearing.resume', { attending: { ...present, inPlaceOfStudent } });
  const data = { enquiries, ...present, resumedAt: deciding.given.at, ruling: kept(ruling) };
  return [fact('HearingResumed', data, ruling)];
};
