import type { Refusal } from '@probity/decider';
import type { Condition } from '../cel.js';
import type {
  BodyDefinition,
  BodyRuling,
  Departure,
  Fact,
  Facts,
  Force,
  Seated,
  SeatDefinition,
  Vote,
} from '../policy.js';
import { notAmong } from './not-among.js';

interface PersonRule {
  readonly code: string;
  readonly clauses: readonly string[];
  readonly force: Force;
  readonly says: string;
  readonly condition: Condition;
}

/** Of each person; true lets them sit. */
export interface Bar extends PersonRule {
  readonly seats: readonly string[];
}

/** Of all members together. */
export interface MakeUp extends PersonRule {
  readonly atLeast: number | undefined;
  readonly atMost: number | undefined;
}

export interface CompiledBody {
  readonly definition: BodyDefinition;
  readonly bars: readonly Bar[];
  readonly makeUp: readonly MakeUp[];
  readonly decides:
    | {
        readonly by: 'alone' | 'majority' | 'unanimity';
        readonly casting?: string | undefined;
        readonly divided: 'carried' | 'not-carried';
        readonly clauses: readonly string[];
      }
    | undefined;
}

type People = Readonly<Record<string, Facts>>;

/** A rule of the body that is not kept, by whom, and the reason where one was given. */
interface Broken {
  readonly rule: Pick<PersonRule, 'code' | 'clauses' | 'force' | 'says'>;
  readonly field: string;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly reason: string | undefined;
}

export function checkBody(
  body: CompiledBody,
  proposal: readonly Seated[],
  people: People,
  others: readonly CompiledBody[],
): BodyRuling {
  const { definition } = body;
  const members = proposal.filter(({ seat }) => definition.seats.some(({ code }) => code === seat));
  const broken = [...barred(body, proposal, people), ...madeUpWrongly(body, members, people)];
  const needsReason = broken.filter(({ rule, reason }) => rule.force !== 'must' && reason === undefined);
  const departures = broken.filter(({ rule, reason }) => rule.force !== 'must' && reason !== undefined);
  const authority = [
    definition.clauses,
    ...definition.seats.map(({ clauses }) => clauses),
    ...body.bars.map(({ clauses }) => clauses),
    ...body.makeUp.map(({ clauses }) => clauses),
  ];
  return {
    refusals: [
      ...seatsWrong(definition, proposal),
      ...broken.filter(({ rule }) => rule.force === 'must').map(refusalFor),
      ...needsReason.map((one) => asks(refusalFor(one))),
    ],
    departures: departures.map(departureFor),
    authority: [...new Set(authority.flat())],
    usesUp: usedUp(definition, members, people, others),
  };
}

function seatsWrong(
  { title, clauses, seats, attends }: BodyDefinition,
  proposal: readonly Seated[],
): readonly Refusal[] {
  const known = [...seats, ...attends];
  const strangers = proposal.filter(({ seat }) => !known.some(({ code }) => code === seat));
  const sitting = proposal.map(({ person }) => person);
  const twice = [...new Set(sitting.filter((person, i) => sitting.indexOf(person) < i))];
  const needed = [
    ...seats.map((seat) => ({ ...seat, least: seat.count, most: seat.count })),
    ...attends.map((seat) => ({ ...seat, least: seat.required ? 1 : 0, most: Infinity })),
  ];
  return [
    ...strangers.map(({ seat }) => ({
      code: 'no-such-seat',
      clauses,
      field: '/members',
      ...notAmong(title, `seat ${seat}`, known),
    })),
    ...twice.map((person) => ({
      code: 'seated-twice',
      clauses,
      says: `${person} can have one seat.`,
      field: '/members',
    })),
    ...needed.flatMap((seat) => {
      const filled = proposal.filter((one) => one.seat === seat.code).length;
      if (filled >= seat.least && filled <= seat.most) return [];
      const says = `${title}: ${seat.title}, ${seat.least} needed and ${filled} proposed.`;
      return [{ code: `seat-${seat.code}`, clauses: seat.clauses, says, field: '/members', facts: { filled } }];
    }),
  ];
}

function barred({ definition, bars }: CompiledBody, proposal: readonly Seated[], people: People): readonly Broken[] {
  const seats = new Map<string, SeatDefinition | BodyDefinition['attends'][number]>(
    [...definition.attends, ...definition.seats].map((seat) => [seat.code, seat]),
  );
  const isMember = (code: string) => definition.seats.some((seat) => seat.code === code);
  return proposal.flatMap((seated, i) => {
    const { person, seat, reasons } = seated;
    const field = `/members/${i}`;
    const facts = factsOf(people, person);
    const own = bars.filter((bar) => (bar.seats.length === 0 ? isMember(seat) : bar.seats.includes(seat)));
    const at = seats.get(seat);
    return [
      ...notOfThePool(at, facts, field),
      ...own.flatMap((rule) => {
        const { value, read } = rule.condition.evaluate({ person: facts });
        return value ? [] : [{ rule, field, facts: read, reason: reasons?.[rule.code]?.trim() || undefined }];
      }),
    ];
  });
}

function notOfThePool(
  seat: SeatDefinition | BodyDefinition['attends'][number] | undefined,
  person: Facts,
  field: string,
): readonly Broken[] {
  if (!seat || seat.from.length === 0) return [];
  const offices = person['offices'];
  const held = Array.isArray(offices) ? offices : [];
  if (seat.from.some((office) => held.includes(office))) return [];
  const says = `${seat.title}: one of ${seat.from.join(', ')}.`;
  const rule = { code: `not-from-${seat.code}`, clauses: seat.clauses, force: 'must' as const, says };
  return [{ rule, field, facts: { 'person.offices': held }, reason: undefined }];
}

function madeUpWrongly({ makeUp }: CompiledBody, members: readonly Seated[], people: People): readonly Broken[] {
  return makeUp.flatMap((rule) => {
    const outcomes = members.map(({ person }) => rule.condition.evaluate({ person: factsOf(people, person) }));
    const count = outcomes.filter(({ value }) => value).length;
    if (count >= (rule.atLeast ?? 0) && count <= (rule.atMost ?? Infinity)) return [];
    const reason = members.map(({ reasons }) => reasons?.[rule.code]?.trim()).find(Boolean);
    return [{ rule, field: '/members', facts: { [rule.code]: count }, reason }];
  });
}

/** As if they had sat here: whom the bars of the other bodies would then keep out, who could sit there now. */
function usedUp(
  { name }: BodyDefinition,
  members: readonly Seated[],
  people: People,
  others: readonly CompiledBody[],
): BodyRuling['usesUp'] {
  return members.flatMap(({ person }) => {
    const before = factsOf(people, person);
    const satOn = Array.isArray(before['satOn']) ? (before['satOn'] as readonly string[]) : [];
    const after: Facts = { ...before, satOn: [...satOn, name] };
    return others.flatMap(({ definition, bars }) => {
      const lost = bars.filter(
        ({ condition, force }) =>
          force === 'must' &&
          condition.evaluate({ person: before }).value &&
          !condition.evaluate({ person: after }).value,
      );
      const clauses = [...new Set(lost.flatMap((bar) => bar.clauses))];
      return lost.length === 0 ? [] : [{ person, body: definition.name, clauses }];
    });
  });
}

function factsOf(people: People, person: string): Facts {
  const found = Object.hasOwn(people, person) ? people[person] : undefined;
  if (!found) throw new Error(`nothing is known of ${person}, who is proposed`);
  return found;
}

const refusalFor = ({ rule, field, facts }: Broken): Refusal => ({
  code: rule.code,
  clauses: rule.clauses,
  says: rule.says,
  field,
  facts,
});

const asks = (refusal: Refusal): Refusal => ({
  ...refusal,
  says: `${refusal.says} To depart from this, give a reason.`,
  field: `${refusal.field}/reasons/${refusal.code}`,
});

const departureFor = ({ rule, facts, reason }: Broken): Departure => ({
  code: rule.code,
  clauses: rule.clauses,
  force: rule.force,
  says: rule.says,
  reason: reason ?? null,
  facts,
});

/** @throws where the policy does not say how the body decides */
export function vote(
  { definition, decides }: CompiledBody,
  proposal: readonly Seated[],
  votes: Readonly<Record<string, 'for' | 'against'>>,
): Vote {
  if (!decides) throw new Error(`${definition.title}: the policy does not say how it decides`);
  const { clauses, by, casting, divided } = decides;
  const members = proposal.filter(({ seat }) => definition.seats.some(({ code }) => code === seat));
  const voted = members.filter(({ person }) => Object.hasOwn(votes, person));
  const strangers = Object.keys(votes).filter((person) => !members.some((member) => member.person === person));
  const refusals: Refusal[] = strangers.map((person) => ({
    code: 'no-member',
    clauses: definition.clauses,
    says: `${person} is no member of ${definition.title}.`,
    field: `/votes/${person}`,
  }));
  if (voted.length < definition.quorum) {
    const lacking = members.map(({ person }) => person).filter((person) => !Object.hasOwn(votes, person));
    const whose = lacking.length === 0 ? '' : ` There is no vote of ${lacking.join(', ')}.`;
    const says = `${definition.title} decides with ${definition.quorum} members, and ${voted.length} voted.${whose}`;
    refusals.push({ code: 'no-quorum', clauses: definition.clauses, says, field: '/votes', facts: { lacking } });
  }
  const inFavour = voted.filter(({ person }) => votes[person] === 'for').length;
  const against = voted.length - inFavour;
  const base = { clauses, refusals };
  if (by !== 'majority' && inFavour > 0 && against > 0)
    return { ...base, carried: divided === 'carried', by: 'divided' };
  if (inFavour !== against) return { ...base, carried: inFavour > against, by: 'votes' };
  const chair = members.find(({ seat }) => seat === casting);
  const cast = chair && votes[chair.person];
  if (cast) return { ...base, carried: cast === 'for', by: 'casting-vote' };
  return { ...base, carried: divided === 'carried', by: 'divided' };
}
