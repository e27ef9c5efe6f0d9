import { kept } from '@probity/contracts';
import { eventOf, RuleBroken, type Decided, type Given, type Refusal } from '@probity/decider';
import { compose, lettersOf, sentBefore, type Policy } from '@probity/policy-packs';
import type { CommunicateDecision, SendDecisionLetter } from '../commands.js';
import type { HearingEvent } from '../hearing.js';
import { knownToLetters } from './letters.js';
import { decisionValues } from './notice.js';
import { knownOf, ruledOn, type Deciding } from '../rule.js';

type Decision = readonly Decided<HearingEvent>[];
const fact = eventOf<HearingEvent>();
const act = 'hearing.communicate';

const noticeOf = { proven: 'decision', notProven: 'nothing-shown' };
const noticesOf = (policy: Policy): readonly string[] => policy.noticesOn(act).map(({ name }) => name);

/** Whether several are told, each by a notice of their own, and not the student by letter. */
export const isByNotice = (policy: Policy): boolean =>
  Object.values(noticeOf).some((name) => noticesOf(policy).includes(name));

/** To one of several who are told, each by a notice of their own. @throws RuleBroken where the policy has letters go with the act */
export const communicate = (command: CommunicateDecision & Given, deciding: Deciding): Decision => {
  const { policy } = deciding;
  const known = knownOf(deciding);
  if (known?.notices.some(({ to }) => to === command.to)) return [];
  const name = known?.finding?.proven ? noticeOf.proven : noticeOf.notProven;
  if (!noticesOf(policy).includes(name)) throw new RuleBroken('out-of-order', act, [asLetter(policy)]);
  const { text, refusals } = known
    ? compose(policy.notice(name), decisionValues(known, policy))
    : { text: '', refusals: [] };
  const { to, part, at } = command;
  const recipient = { part: part ?? 'none', implicated: known?.implicated.includes(to) ?? false };
  const ruling = ruledOn(deciding, act, { recipient }, { refusals });
  const authority = [...new Set([...ruling.authority, ...policy.notice(name).clauses])];
  return [fact('DecisionCommunicated', { to, notice: text, sentAt: at, ruling: kept(ruling) }, { authority })];
};

const asLetter = (policy: Policy): Refusal => ({
  code: 'by-letter',
  clauses: policy.act(act)?.clauses ?? [],
  says: 'The decision is communicated by the letter that the policy has for it.',
});

/** By the letters that the policy says go with it. */
export const sendDecisionLetter = (command: SendDecisionLetter & Given, deciding: Deciding): Decision => {
  const { suggestsAdvice, warnsOfRepeat, letter: said } = command;
  const known = knownOf(deciding);
  const at = known?.letterSentAt ?? command.at;
  const letter = { at, suggestsAdvice, warnsOfRepeat };
  const words = knownToLetters({ ...deciding, given: { ...deciding.given, at } });
  const body = known?.body.name ?? undefined;
  const letters = lettersOf({ policy: deciding.policy, act, facts: { letter }, at, known: words, said, body });
  if (known?.letterSentAt) return sentBefore(deciding.policy, act, known.decisionLetters, letters);
  const contents = { contents: { ...said, ...words }, contentsAt: '/letter' };
  const ruling = ruledOn(deciding, act, { letter }, letters, contents);
  const sent = { suggestsAdvice, warnsOfRepeat, sentAt: at, ruling: kept(ruling) };
  return [fact('DecisionLetterSent', sent, ruling), ...letters.sent];
};
