import { kept } from '@probity/contracts';
import { eventOf, RuleBroken, same, type Decided, type Given, type Refusal } from '@probity/decider';
import type { Addition, Chosen, Policy } from '@probity/policy-packs';
import { evolve, type Appeal, type KnownAppeal } from './appeal.js';
import type { AdmitAppeal, DeclineAppeal, LodgeAppeal, NoteMeeting, NoteOriginal, ReferAppeal } from './commands.js';
import type { AppealEvent } from './events.js';
import { ruledOn } from './rule.js';
import { countOf } from './votes.js';

type Decision = readonly Decided<AppealEvent>[];
const fact = eventOf<AppealEvent>();

/** What is appealed against stays as it was when the appeal was lodged. */
export const noteOriginal = (command: NoteOriginal & Given, appeal: Appeal, policy: Policy): Decision => {
  const { institution, policy: pin, case: id, reference, subject, student, assessment, original } = command;
  const data = { institution, policy: pin, case: id, reference, subject, student, assessment, original };
  if (appeal.status === 'known' && (appeal.lodged || same(data, notedOf(appeal)))) return [];
  return [fact('OriginalNoted', data, { authority: clausesOf('appeal.lodge', policy) })];
};

/** Until there is a decision to look at again, nothing rests on it: whoever asks for that brings what is known by then. */
export const noteMeeting = (command: NoteMeeting & Given, appeal: Appeal, policy: Policy): Decision => {
  const { attended, heldAt } = command;
  if (appeal.status === 'none' || appeal.original.attendedMeeting === attended) return [];
  return [fact('MeetingNoted', { attended, heldAt }, { authority: clausesOf('appeal.admit', policy) })];
};

const notedOf = (appeal: KnownAppeal) => {
  const { institution, policy, case: id, reference, subject, student, assessment, original } = appeal;
  return { institution, policy, case: id, reference, subject, student, assessment, original };
};

export const lodge = (command: LodgeAppeal & Given, before: Appeal, policy: Policy): Decision => {
  const { original, actor, at: lodgedAt, ...said } = command;
  const noted = original
    ? noteOriginal({ ...original, type: 'NoteOriginal', actor, at: lodgedAt }, before, policy)
    : [];
  const appeal = noted.reduce<Appeal>(evolve, before);
  if (appeal.status === 'none') throw nothingDecided(policy);
  const { by, kind, against, statement, inWriting, submittedAt } = said;
  const grounds = said.grounds.map(({ code }) => code);
  const asked = { by, kind, grounds, against: [...against], statement, inWriting, submittedAt };
  if (appeal.lodged && !appeal.decided && isAgain(appeal.lodged, asked)) return [];
  const more = {
    lodged: {
      ...{ byStudent: by === appeal.subject.id, inWriting, kind, grounds, at: submittedAt },
      groundsGiven: grounds.length > 0 || statement.trim() !== '',
    },
    appealsPolicy: { configured: (policy.describe().settings['appeals-policy']?.value ?? null) !== null },
  };
  const added = chosenFrom(policy, command);
  const early = beforeSent(appeal, submittedAt, policy);
  const ruling = ruledOn('appeal.lodge', command, appeal, policy, {
    more,
    added: { ...added, refusals: [...(added.refusals ?? []), ...early] },
  });
  return [...noted, fact('AppealLodged', { ...asked, lodgedAt, ruling: kept(ruling) }, ruling)];
};

const isAgain = (one: Asked, other: Asked): boolean =>
  same([one.by, one.kind, one.grounds, one.statement], [other.by, other.kind, other.grounds, other.statement]);
type Asked = Pick<LodgeAppeal, 'by' | 'kind' | 'statement'> & { readonly grounds: readonly string[] };

/** The grounds are the policy's where it lists them; a review is of the decision itself, and has no such list. */
const chosenFrom = (policy: Policy, { kind, grounds, against }: LodgeAppeal): Addition => {
  const parts = [
    ...(kind === 'appeal' ? [choosing(policy, 'appeal-grounds', grounds, '/grounds')] : []),
    ...(against.length > 0 ? [choosing(policy, 'appeal-against', against.map(coded), '/against')] : []),
  ];
  return {
    refusals: parts.flatMap(({ refusals = [] }) => refusals),
    authority: parts.flatMap(({ authority = [] }) => authority),
  };
};

const coded = (code: string): Chosen => ({ code });

const choosing = (policy: Policy, list: string, chosen: readonly Chosen[], field: string): Addition => {
  if (policy.facts(list) === undefined) return {};
  const { refusals, authority } = policy.choose(list, chosen, {});
  const resting = ({ clauses }: Refusal) => (clauses.length > 0 ? clauses : authority);
  return { refusals: refusals.map((refusal) => ({ ...refusal, clauses: resting(refusal), field })), authority };
};

/** Nothing is submitted against a decision that was neither signed nor sent yet. */
const beforeSent = ({ original }: KnownAppeal, submittedAt: string, policy: Policy): Refusal[] => {
  const known = [original.signedAt, original.notifiedAt].filter((one) => one !== null).map((one) => Date.parse(one));
  if (known.length === 0 || Date.parse(submittedAt) >= Math.min(...known)) return [];
  const says = 'It cannot have been submitted before the decision was given.';
  return [{ code: 'before-the-decision', clauses: clausesOf('appeal.lodge', policy), says, field: '/submittedAt' }];
};

const nothingDecided = (policy: Policy): RuleBroken => {
  const says = 'There is no decision that could be appealed against.';
  return new RuleBroken('out-of-order', 'appeal.lodge', [
    { code: 'no-decision', clauses: clausesOf('appeal.lodge', policy), says },
  ]);
};

const clausesOf = (act: string, policy: Policy): readonly string[] => policy.act(act)?.clauses ?? [];

/** With the meeting that was held by then, also where nobody was told of it here before. */
const met = (
  command: (AdmitAppeal | DeclineAppeal) & Given,
  before: Appeal,
  policy: Policy,
): { readonly noted: Decision; readonly appeal: Appeal } => {
  const { meeting, actor, at } = command;
  const noted = meeting ? noteMeeting({ type: 'NoteMeeting', ...meeting, actor, at }, before, policy) : [];
  return { noted, appeal: noted.reduce<Appeal>(evolve, before) };
};

export const admit = (command: AdmitAppeal & Given, before: Appeal, policy: Policy): Decision => {
  const { cause, reasonableCase, votes, at: admittedAt } = command;
  if (before.status === 'known' && before.admittedAt && same(before.answered, { why: cause, votes })) return [];
  const { noted, appeal } = met(command, before, policy);
  const more = { admission: { causeShown: cause.trim() !== '', reasonableCase } };
  const ruling = ruledOn('appeal.admit', command, appeal, policy, { more, added: countOf(command, appeal, policy) });
  if (before.status === 'known' && before.admittedAt) throw admittedBefore(policy);
  const data = { cause, votes: { ...votes }, admittedAt, ruling: kept(ruling) };
  return [...noted, fact('AppealAdmitted', data, ruling)];
};

const admittedBefore = (policy: Policy): RuleBroken => {
  const says = 'It was admitted before, in other words or by other votes, and that stands.';
  return new RuleBroken('out-of-order', 'appeal.admit', [
    { code: 'admitted-before', clauses: clausesOf('appeal.admit', policy), says },
  ]);
};

export const decline = (command: DeclineAppeal & Given, before: Appeal, policy: Policy): Decision => {
  const { appeal: id, why, votes, at: declinedAt } = command;
  const isDeclined = before.status === 'known' && before.decided?.outcome === 'declined';
  if (isDeclined && same(before.answered, { why, votes })) return [];
  const { noted, appeal } = met(command, before, policy);
  const more = { decision: { reasonsGiven: why.trim() !== '' } };
  const ruling = ruledOn('appeal.decline', command, appeal, policy, { more, added: countOf(command, appeal, policy) });
  const data = { appeal: id, reasons: why, votes: { ...votes }, declinedAt, ruling: kept(ruling) };
  return [...noted, fact('AppealDeclined', data, ruling)];
};

export const refer = (command: ReferAppeal & Given, appeal: Appeal, policy: Policy): Decision => {
  if (appeal.status === 'known' && appeal.referredAt) return [];
  const ruling = ruledOn('appeal.refer', command, appeal, policy);
  return [fact('AppealReferred', { referredAt: command.at, ruling: kept(ruling) }, ruling)];
};
