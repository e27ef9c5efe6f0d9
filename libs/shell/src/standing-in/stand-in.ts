import type { OfficeDelegated, StepRecorded } from '@probity/contracts';
import type { Policies, Policy, StepDefinition } from '@probity/policy-packs';
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

/** What a stream, in order, says of who stands in. A step that designates again ends what it designated before. */
export const standInsOf = (told: readonly Told[], policies: Policies): readonly StandIn[] => {
  const found: (StandIn & { readonly step: string | null })[] = [];
  for (const [index, event] of corrected(told).entries()) {
    const recorded = told[index]?.recorded;
    if (!recorded?.case) continue;
    const { id, institution, case: caseId, actor, actedAt } = recorded;
    const policy = policies.get(recorded.policy);
    const said = delegated(event as OfficeDelegated, policy) ?? designated(event as StepRecorded, policy);
    if (!said) continue;
    const before = found.findLastIndex(({ step }) => step !== null && step === said.step);
    const ended = found[before];
    if (ended) found[before] = { ...ended, endsAt: actedAt };
    found.push({ event: id, institution, case: caseId, by: actor, startsAt: actedAt, ...said });
  }
  return found.map(({ step: _, ...standIn }) => standIn);
};

/** Whether a policy lets anybody stand in for another, by what is recorded on this kind of stream. */
export const letsStandIn = (policy: Policy, { name }: Pick<Subject, 'name'>): boolean =>
  policy.act(`${name}.delegate`) !== undefined ||
  policy.steps(name).some(({ designates }: StepDefinition) => designates !== undefined);

type Said = Pick<StandIn, 'person' | 'office' | 'endsAt'> & { readonly step: string | null };

const delegated = ({ type, data }: OfficeDelegated, { timeZone }: Policy): Said | undefined =>
  type === 'OfficeDelegated'
    ? { person: data.to, office: data.office, endsAt: dayAfter(data.until, timeZone), step: null }
    : undefined;

const designated = ({ type, data }: StepRecorded, policy: Policy): Said | undefined => {
  const designates = type === 'StepRecorded' ? policy.step(data.step)?.designates : undefined;
  const person = designates && data.fields[designates.field];
  return designates && typeof person === 'string'
    ? { person, office: designates.as, endsAt: null, step: data.step }
    : undefined;
};

const dayAfter = (day: string, timeZone: string): string =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).toInstant().toString();
