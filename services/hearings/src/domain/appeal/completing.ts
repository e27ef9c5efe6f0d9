import { kept, type LetterItems } from '@probity/contracts';
import { eventOf, type Decided, type Given } from '@probity/decider';
import { lettersOf, sentBefore, type Facts, type Policy } from '@probity/policy-packs';
import type { Appeal, KnownAppeal } from './appeal.js';
import type { CompleteProcedures, InviteAppellant } from './commands.js';
import type { AppealEvent } from './events.js';
import { appealFacts } from './facts.js';
import { ruledOn } from './rule.js';

type Decision = readonly Decided<AppealEvent>[];
const fact = eventOf<AppealEvent>();

export const invite = (command: InviteAppellant & Given, appeal: Appeal, policy: Policy): Decision => {
  const { meetingAt, at: invitedAt, letter } = command;
  const more = { invitation: { at: meetingAt } };
  const known = { ...knownOf(appeal), date: dateOf(meetingAt, policy) };
  const letters = lettersOf({
    policy,
    act: 'appeal.invite',
    facts: factsOf(command, appeal),
    at: invitedAt,
    known,
    said: letter,
  });
  const ruling = ruledOn('appeal.invite', command, appeal, policy, { more, added: letters });
  return [fact('AppellantInvited', { at: meetingAt, invitedAt, ruling: kept(ruling) }, ruling), ...letters.sent];
};

export const complete = (command: CompleteProcedures & Given, appeal: Appeal, policy: Policy): Decision => {
  const { externalReviewTold, letter } = command;
  const completedAt = (appeal.status === 'known' ? appeal.completedAt : null) ?? command.at;
  const more = { letter: { at: completedAt, externalReviewTold } };
  const facts = factsOf(command, appeal);
  const known = { ...knownOf(appeal), ...(appeal.status === 'known' ? outcomeOf(appeal, facts, policy) : {}) };
  const body = appeal.status === 'known' ? (appeal.body.name ?? undefined) : undefined;
  const letters = lettersOf({ policy, act: 'appeal.complete', facts, at: completedAt, known, said: letter, body });
  if (appeal.status === 'known' && appeal.completedAt)
    return sentBefore(policy, 'appeal.complete', appeal.completionLetters, letters);
  const said = { contents: { ...known, ...letter }, contentsAt: '/letter' };
  const ruling = ruledOn('appeal.complete', command, appeal, policy, { more, said, added: letters });
  const data = { externalReviewTold, completedAt, ruling: kept(ruling) };
  return [fact('ProceduresCompleted', data, ruling), ...letters.sent];
};

const factsOf = (given: Given, appeal: Appeal): Facts => appealFacts(appeal, given) as unknown as Facts;

/** What letters may say of the matter without being told. */
export const knownOf = (appeal: Appeal): LetterItems =>
  appeal.status === 'none' ? {} : { reference: appeal.reference };

/** What was decided, in the policy's words, and to whom the student may turn next, where the policy names anybody. */
const outcomeOf = ({ decided, varied }: KnownAppeal, facts: Facts, policy: Policy): LetterItems => {
  if (!decided) return {};
  const { outcome, reasons } = decided;
  const listed = policy.facts('appeal-outcomes') === undefined ? [] : policy.choices('appeal-outcomes', {});
  const title = listed.find(({ code }) => code === outcome)?.title ?? outcome.replaceAll('-', ' ');
  const titles = new Set(varied?.actions.map((action) => action.title));
  const next = policy.tables.includes('external-review') ? policy.table('external-review', facts).rows : [];
  const to = next.map(({ then }) => then['to']).filter((one) => typeof one === 'string' && one !== '');
  return {
    decision: [title, ...titles].join('; '),
    ...(reasons.trim() !== '' && { reasons }),
    ...(to.length > 0 && { 'external-review': to.join('; ') }),
  };
};

const dateOf = (at: string, { timeZone }: Policy): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'short' }).format(new Date(at));
