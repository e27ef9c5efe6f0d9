import type { OfficeDelegated, StepRecorded } from '@probity/contracts';
import { startOf, type Policies, type Policy, type StepDefinition } from '@probity/policy-packs';
import { Temporal } from 'temporal-polyfill';
import { corrected } from '../cases/corrections.js';
import type { Subject, Told } from '../commands/subject.js';

/** Whoever has an office on one case that is not theirs: delegated by its holder, or designated by a step of the policy's. */
export interface StandIn {
  readonly event: string;
  readonly institution: string;
  readonly case: string;
  readonly person: string;
  readonly office: string;
  /** Who delegated or designated. */
  readonly by: string;
  /** RFC 3339; from `endsAt` on no longer. Null: until somebody else does. */
  readonly startsAt: string;
  readonly endsAt: string | null;
}

/** What a stream, in order, says of who stands in. A step that designates for the same office again ends what it designated before. */
export const standInsOf = (told: readonly Told[], policies: Policies): readonly StandIn[] => {
  const found: (StandIn & Pick<Said, 'instead'>)[] = [];
  for (const [index, event] of corrected(told).entries()) {
    const recorded = told[index]?.recorded;
    if (!recorded?.case) continue;
    const { id, institution, case: caseId, actor, actedAt } = recorded;
    const policy = policies.get(recorded.policy);
    const said = delegated(event as OfficeDelegated, policy) ?? designated(event as StepRecorded, policy);
    if (!said) continue;
    // Nobody stood in before it was said that they do.
    const startsAt = later(actedAt, said.from);
    const before = found.findLastIndex(({ instead }) => instead !== null && instead === said.instead);
    const ended = found[before];
    if (ended) found[before] = { ...ended, endsAt: earlier(startsAt, ended.endsAt) };
    const { from: _, ...standIn } = said;
    found.push({ event: id, institution, case: caseId, by: actor, startsAt, ...standIn });
  }
  return found.map(({ instead: _, ...standIn }) => standIn);
};

/** Whether a policy lets anybody stand in for another, by what is recorded on this kind of stream. */
export const letsStandIn = (policy: Policy, { name }: Pick<Subject, 'name'>): boolean =>
  policy.act(`${name}.delegate`) !== undefined ||
  policy.steps(name).some(({ designates }: StepDefinition) => designates !== undefined);

interface Said extends Pick<StandIn, 'person' | 'office' | 'endsAt'> {
  /** RFC 3339; null: as it is said. */
  readonly from: string | null;
  /** By which step, in whose place, as what: there is one of each. Null where there may be several. */
  readonly instead: string | null;
}

const delegated = ({ type, data }: OfficeDelegated, { timeZone }: Policy): Said | undefined =>
  type === 'OfficeDelegated'
    ? { person: data.to, office: data.office, from: null, endsAt: dayAfter(data.until, timeZone), instead: null }
    : undefined;

const designated = ({ type, data }: StepRecorded, policy: Policy): Said | undefined => {
  const designates = type === 'StepRecorded' ? policy.step(data.step)?.designates : undefined;
  if (!designates) return undefined;
  const named = (field = ''): string | undefined => {
    const value = data.fields[field];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const person = named(designates.field);
  const office = designates.as ?? named(designates.asIn);
  if (person === undefined || office === undefined) return undefined;
  const [first, last] = [named(designates.from), named(designates.until)];
  return {
    ...{ person, office },
    from: first === undefined ? null : startOf(first, policy),
    endsAt: last === undefined ? null : dayAfter(last, policy.timeZone),
    instead: [data.step, office, named(designates.insteadOf) ?? ''].join(' '),
  };
};

const later = (one: string, other: string | null): string =>
  other !== null && Date.parse(other) > Date.parse(one) ? other : one;

const earlier = (one: string, other: string | null): string =>
  other !== null && Date.parse(other) < Date.parse(one) ? other : one;

const dayAfter = (day: string, timeZone: string): string =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).toInstant().toString();
