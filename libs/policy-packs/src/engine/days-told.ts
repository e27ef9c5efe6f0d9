import { Temporal } from 'temporal-polyfill';
import type { Refusal } from '@probity/decider';
import { CalendarError } from '../calendar/bank-holidays.js';
import { inWords } from '../calendar/explain.js';
import { camelCase } from '../compile/names.js';
import type { DeadlineRule } from '../compile/settings.js';
import type { ActDefinition, Ruling } from '../policy.js';
import { deadlineFrom, isInTime, type Reckoning } from './deadline.js';
import { askForReason } from './ruling.js';

/** What was read of the facts, and the deadline that was not kept by them. */
interface Missed {
  readonly rule: DeadlineRule;
  /** RFC 3339 instants. */
  readonly from: string;
  readonly meets: string;
}

/** A refusal that rests on a deadline says the day: the last, or the first, or how early what needs notice can be now. */
export const withDays = (
  ruling: Ruling,
  { available, acceptable }: ActDefinition,
  deadlines: ReadonlyMap<string, DeadlineRule>,
  reckoning: Reckoning,
): Ruling => {
  if (ruling.refusals.length === 0) return ruling;
  const conditions = new Map([...available, ...acceptable].map(({ code, holds }) => [code, holds]));
  const refusals = ruling.refusals.map((refusal) => {
    const condition = conditions.get(refusal.code);
    return condition === undefined ? refusal : withDay(refusal, condition, deadlines, reckoning);
  });
  return { ...ruling, refusals };
};

function withDay(
  refusal: Refusal,
  condition: string,
  deadlines: ReadonlyMap<string, DeadlineRule>,
  reckoning: Reckoning,
): Refusal {
  const missed = missedIn(refusal.facts ?? {}, condition, deadlines);
  if (!missed) return refusal;
  const { name, date, endsAt, explained } = deadlineFrom(missed.rule, missed.from, reckoning);
  const { direction, meets } = missed.rule;
  const earliest = direction === 'at-least-before' ? earliestFrom(missed, reckoning) : undefined;
  const since = meets === 'asked.at' ? 'now' : 'then';
  const instead = earliest === undefined ? '' : ` Counted from ${since}, the earliest day is ${inWords(earliest)}.`;
  const says = beforeReason(refusal.says, `That is ${explained}.${instead}`);
  const deadline = { name, direction, date, endsAt, explained, ...(earliest === undefined ? {} : { earliest }) };
  return { ...refusal, says, facts: { ...refusal.facts, deadline } };
}

/** What asks for a reason stays last. */
const beforeReason = (says: string, more: string): string =>
  says.endsWith(askForReason) ? `${says.slice(0, -askForReason.length)}${more} ${askForReason}` : `${says} ${more}`;

/** The one that was not kept, where the condition wants it kept: each is read with both of its instants. */
function missedIn(
  read: Readonly<Record<string, unknown>>,
  condition: string,
  deadlines: ReadonlyMap<string, DeadlineRule>,
): Missed | undefined {
  for (const rule of deadlines.values()) {
    const [from, meets] = [read[rule.from ?? ''], read[rule.meets]];
    const fact = `inTime.${camelCase(rule.name)}`;
    if (read[fact] !== false || condition.includes(`!${fact}`)) continue;
    if (typeof from === 'string' && typeof meets === 'string') return { rule, from, meets };
  }
  return undefined;
}

/** Days that are looked at; a longer notice says the last day only. */
const farthest = 400;

/** The first day, at the same time of it, on which what was done now had notice enough; undefined where none is near. */
function earliestFrom({ rule, from, meets }: Missed, reckoning: Reckoning): string | undefined {
  const first = Temporal.Instant.from(from).toZonedDateTimeISO(reckoning.timeZone);
  const asked = Temporal.Instant.from(meets).toZonedDateTimeISO(reckoning.timeZone);
  const begin =
    Temporal.ZonedDateTime.compare(first, asked) < 0
      ? asked.toPlainDate().toZonedDateTime({ timeZone: reckoning.timeZone, plainTime: first.toPlainTime() })
      : first;
  for (let days = 0; days < farthest; days += 1) {
    const day = begin.add({ days });
    if (isKeptFrom(rule, day.toInstant().toString(), meets, reckoning)) return day.toPlainDate().toString();
  }
  return undefined;
}

/** A day in a year without holidays is none to name. */
function isKeptFrom(rule: DeadlineRule, day: string, meets: string, reckoning: Reckoning): boolean {
  try {
    return isInTime(rule, day, meets, reckoning);
  } catch (error) {
    if (error instanceof CalendarError) return false;
    throw error;
  }
}
