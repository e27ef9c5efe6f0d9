import { kept } from '@probity/contracts';
import { eventOf, RuleBroken, same, type Decided, type Given, type Refusal } from '@probity/decider';
import { notAmong, type Addition, type Policy, type Ruling } from '@probity/policy-packs';
import {
  withDeclaration,
  withMember,
  withReplacement,
  type BodyEvent,
  type BodyState,
  type Declaration,
  type InRegister,
} from './body.js';
import { checkProposal, isComplete, rolesOfSeat, type People } from './proposal.js';

type Decision = readonly Decided<BodyEvent>[];
const fact = eventOf<BodyEvent>();

export interface Making {
  readonly policy: Policy;
  readonly body: BodyState;
  readonly people: People;
  readonly given: Given;
  /** Of the act of the subject. */
  readonly clauses?: readonly string[];
  /** The ruling on the act of the subject, with what the body's rules add. @throws RuleBroken */
  rule(more: Addition): Ruling;
}

export interface SaidMember {
  readonly person: string;
  readonly seat: string;
  readonly inRegister: InRegister;
}

/** As it is convened: `title` and `form` are the policy's. A name that the policy does not have is refused. */
export const convened = ({ policy, given, rule, clauses: ofAct = [] }: Making, name: string): Decision => {
  const body = policy.bodies.find((one) => one.name === name);
  if (!body) {
    const known = policy.bodies.map((one) => ({ code: one.name, title: one.title }));
    const refusal = { code: 'no-such-body', clauses: ofAct, field: '/body', ...notAmong('The policy', name, known) };
    rule({ refusals: [refusal] });
    return [];
  }
  const { title, form, clauses } = body;
  const ruling = rule({ authority: clauses });
  return [fact('BodyConvened', { body: name, title, form, convenedAt: given.at, ruling: kept(ruling) }, ruling)];
};

/** Seats somebody, or gives one who sits already another seat or other reasons. */
export const appointed = ({ policy, body, people, given, rule }: Making, said: SaidMember): Decision => {
  if (body.name === null) return notConvened(rule);
  const { person, seat, inRegister } = said;
  const reasons = { ...given.reasons };
  const roles = rolesOfSeat(policy, body, seat);
  const member = { person, seat, roles, reasons, inRegister };
  if (
    same(
      body.members.find((one) => one.person === person),
      member,
    )
  )
    return [];
  const { refusals, departures, authority } = checkProposal(policy, body, member, people);
  const ruling = rule({ refusals, departures, authority });
  const complete = isComplete(policy, withMember(body, { ...member, complete: false }), people);
  return [fact('MemberAppointed', { ...member, complete, appointedAt: given.at, ruling: kept(ruling) }, ruling)];
};

export const replaced = ({ policy, body, people, given, rule }: Making, person: string, why: string): Decision => {
  const member = body.members.find((one) => one.person === person);
  if (!member) {
    rule({ refusals: [{ code: 'no-member', clauses: [], says: `${person} does not sit here.`, field: '/person' }] });
    return [];
  }
  const ruling = rule({});
  const complete = isComplete(policy, withReplacement(body, { person, complete: false }), people);
  const { seat } = member;
  return [fact('MemberReplaced', { person, seat, why, complete, replacedAt: given.at, ruling: kept(ruling) }, ruling)];
};

/**
 * Whoever sits says whether there is an interest; that there is one, whoever may do `rule`'s act says, too. One that was
 * declared stays declared.
 */
export const declared = (
  { policy, body, people, given, rule }: Making,
  person: string,
  { conflict, involved }: Declaration,
): Decision => {
  if (body.name === null || !body.members.some((one) => one.person === person)) {
    const clauses = body.name === null ? [] : policy.body(body.name).clauses;
    const refusal = { code: 'no-member', clauses, says: `${person} does not sit here.`, field: '/person' };
    throw new RuleBroken('unacceptable', 'declaration', [refusal]);
  }
  const before = body.declarations[person];
  if (before?.conflict === conflict && before.involved === involved) return [];
  const { clauses } = policy.body(body.name);
  const isOwn = given.actor.id === person;
  const wrong = [
    ...(isOwn || conflict || involved ? [] : [notForOthers(clauses)]),
    ...(before && ((before.conflict && !conflict) || (before.involved && !involved)) ? [declaredBefore(clauses)] : []),
  ];
  const [first, ...others] = wrong;
  if (isOwn && first) throw new RuleBroken('unacceptable', 'declaration', [first, ...others]);
  const ruling = isOwn
    ? { read: {}, departures: [], breaches: [], authority: clauses }
    : forAnother(person, () => rule({ refusals: wrong }));
  const after = withDeclaration(body, { person, conflict, involved, complete: false });
  const complete = isComplete(policy, after, people);
  const data = { person, conflict, involved, complete, declaredAt: given.at, ruling: kept(ruling) };
  return [fact('InterestDeclared', data, ruling)];
};

/** It is theirs to say, and only beside that of whoever appoints them. */
const forAnother = (person: string, rule: () => Ruling): Ruling => {
  try {
    return rule();
  } catch (error) {
    if (!(error instanceof RuleBroken) || error.kind !== 'not-permitted') throw error;
    const [{ says, ...first }, ...others] = error.refusals;
    const theirs = `This is for ${person}, who sits here; that there is an interest, whoever appoints may say, too. ${says}`;
    throw new RuleBroken('not-permitted', 'declaration', [{ ...first, says: theirs }, ...others]);
  }
};

const notForOthers = (clauses: readonly string[]): Refusal => ({
  code: 'for-themselves',
  clauses,
  says: 'That there is no interest, only they can say whose it would be.',
  field: '/conflict',
});

const declaredBefore = (clauses: readonly string[]): Refusal => ({
  code: 'declared-before',
  clauses,
  says: 'An interest that was declared stays declared; somebody else sits instead.',
  field: '/conflict',
});

const notConvened = (rule: Making['rule']): Decision => {
  rule({ refusals: [{ code: 'not-convened', clauses: [], says: 'No body was convened yet.', field: '/seat' }] });
  return [];
};
