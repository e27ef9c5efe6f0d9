import type { Refusal } from '@probity/decider';
import type { BodyRuling, Departure, Facts, Policy, Seated, Vote } from '@probity/policy-packs';
import type { BodyState, Member } from './body.js';

/** What the case knows of people, beside the register: who had which part in it before. Undefined: not told yet. */
export interface People {
  readonly satOn: readonly { readonly person: string; readonly body: string }[] | undefined;
  readonly did: readonly { readonly person: string; readonly act: string }[] | undefined;
  readonly involved: readonly string[];
  /** Who made the allegation; null where nobody did, or it is not said. */
  readonly accuser: string | null;
  /** Who was shown what is hidden until the breach is decided. */
  readonly sawHistory: readonly string[];
}

/** The facts of each member, by id, as bars and make-up of a body read them. What is not known is left out. */
export const peopleFacts = (body: BodyState, people: People): Readonly<Record<string, Facts>> =>
  Object.fromEntries(body.members.map((member) => [member.person, personFacts(member, body, people)]));

const personFacts = (
  { person, inRegister }: Member,
  { declarations }: BodyState,
  { satOn, did, involved, accuser, sawHistory }: People,
): Facts => {
  const declared = declarations[person];
  return {
    ...registerFacts(inRegister),
    ...(satOn && { satOn: satOn.filter((one) => one.person === person).map(({ body }) => body) }),
    ...(did && { did: [...new Set(did.filter((one) => one.person === person).map(({ act }) => act))] }),
    accuser: accuser === person,
    declared: declared !== undefined,
    involved: involved.includes(person) || (declared?.involved ?? false),
    conflicted: declared?.conflict ?? false,
    sawHistory: sawHistory.includes(person),
  };
};

const registerFacts = (inRegister: Member['inRegister']): Facts => {
  if (!inRegister) return {};
  const { known: _, ...facts } = inRegister;
  return facts;
};

export const seatedOf = ({ members }: BodyState): readonly Seated[] =>
  members.map(({ person, seat, reasons }) => ({ person, seat, reasons }));

/** Whether the body can act as it is, and what keeps it from it. */
export const checkBody = (policy: Policy, body: BodyState, people: People): BodyRuling =>
  policy.checkBody(nameOf(body), seatedOf(body), peopleFacts(body, people));

export const isComplete = (policy: Policy, body: BodyState, people: People): boolean =>
  checkBody(policy, body, people).refusals.length === 0;

/**
 * What stands against one more member, with pointers into the body of the request that proposes them. Seats that are empty
 * still do not; what turns on a declaration waits for it; who they would be together counts once all seats are taken.
 */
export const checkProposal = (
  policy: Policy,
  body: BodyState,
  member: Member,
  people: People,
): {
  readonly refusals: readonly Refusal[];
  readonly departures: readonly Departure[];
  readonly authority: readonly string[];
} => {
  const others: BodyState = { ...body, members: body.members.filter(({ person }) => person !== member.person) };
  const proposed: BodyState = { ...others, members: [...others.members, member] };
  const asIfDeclared: BodyState = {
    ...proposed,
    declarations: { [member.person]: { conflict: false, involved: false }, ...body.declarations },
  };
  const before = new Set(checkBody(policy, others, people).refusals.map(({ code }) => code));
  const { refusals, departures, authority } = checkBody(policy, asIfDeclared, people);
  const own = `/members/${others.members.length}`;
  const areEmpty = refusals.some(({ code, field }) => field === '/members' && code.startsWith('seat-'));
  const concerns = ({ code, field = '' }: Refusal): boolean =>
    isAt(own, field) ||
    ((field === '/members' || field.startsWith('/members/reasons/')) && (!areEmpty || !before.has(code)));
  return {
    refusals: refusals.filter(concerns).map((one) => atRequest(one, own)),
    departures: departures.filter(({ code }) => member.reasons[code]),
    authority,
  };
};

const isAt = (own: string, field: string): boolean => field === own || field.startsWith(`${own}/`);

/** `/members/2` is the person who is proposed; `/members`, the seat. */
const atRequest = (refusal: Refusal, own: string): Refusal => {
  const { field = '' } = refusal;
  const reason = /\/reasons\/(.+)$/.exec(field)?.[1];
  if (reason !== undefined) return { ...refusal, field: `/reasons/${reason}` };
  return { ...refusal, field: isAt(own, field) ? '/person' : '/seat' };
};

/** The roles that a seat of the body gives. */
export const rolesOfSeat = (policy: Policy, { name }: BodyState, seat: string): string[] => {
  if (name === null) return [];
  const { seats, attends } = policy.body(name);
  return [...([...seats, ...attends].find(({ code }) => code === seat)?.roles ?? [])];
};

export type Votes = Readonly<Record<string, 'for' | 'against'>>;

/** The body's own count. @throws where the policy does not say how it decides */
export const voteOf = (policy: Policy, body: BodyState, votes: Votes): Vote =>
  policy.vote(nameOf(body), seatedOf(body), votes);

/**
 * Whether the members carry what is put forward as theirs. Of a body of which the policy does not say how it decides, and of
 * somebody who decides alone, no votes are asked; who does not sit does not vote.
 */
export const countedVotes = (
  policy: Policy,
  body: BodyState,
  votes: Votes,
  proposed: boolean,
): { readonly refusals: readonly Refusal[]; readonly clauses: readonly string[] } => {
  const decides = body.name === null ? undefined : policy.body(body.name).decides;
  if (!decides || (decides.by === 'alone' && Object.keys(votes).length === 0))
    return { refusals: strangersAmong(policy, body, votes), clauses: [] };
  const { carried, clauses, refusals } = voteOf(policy, body, votes);
  const says = carried ? 'The members voted for it.' : 'The members who voted do not carry it.';
  const refusal = { code: carried ? 'carried' : 'not-carried', clauses, says, field: '/votes' };
  return { clauses, refusals: refusals.length > 0 || carried === proposed ? refusals : [refusal] };
};

/** Votes of those who have no seat, or are only there. */
export const strangersAmong = (policy: Policy, { name, members }: BodyState, votes: Votes): readonly Refusal[] => {
  const { title = 'the body', clauses = [], seats = [] } = name === null ? {} : policy.body(name);
  const voting = members.filter(({ seat }) => seats.some(({ code }) => code === seat));
  return Object.keys(votes)
    .filter((person) => !voting.some((member) => member.person === person))
    .map((person) => ({
      code: 'no-member',
      clauses,
      says: `${person} is no member of ${title}.`,
      field: `/votes/${person}`,
    }));
};

const nameOf = ({ name }: BodyState): string => {
  if (name === null) throw new Error('no body was convened');
  return name;
};
