import type { StepRecorded } from '@probity/contracts';
import { isAfter, type Position } from '@probity/event-store';
import { corrected } from '../cases/corrections.js';
import type { Subject, Told } from '../commands/subject.js';

/** A line of a form: words, a number, yes or no; several words stand one under the other. */
export type Line = string | number | boolean | readonly string[];

/** What an act leaves that a form may show. A subject says it of its own acts; of steps it is known. */
export interface ToldToForm {
  /** `report.submit`. */
  readonly act: string;
  /** By the register's id; null where nobody is to know. */
  readonly by: string | null;
  /** RFC 3339. */
  readonly at: string;
  /** By the names that the catalogue has for it; what was not said is left out. */
  readonly told: Readonly<Record<string, Line>>;
}

/** What each act and step on a stream told when it was last done, as it stands after corrections, by its name. */
export const recordedOn = (
  subject: Pick<Subject, 'toForm'>,
  told: readonly Told[],
): Readonly<Record<string, ToldToForm>> => {
  const asItStands = corrected(told);
  const found = told.flatMap(({ recorded }, index) => {
    const event = asItStands[index];
    if (!event) return [];
    if (event.type === 'StepRecorded') return [ofStep((event as StepRecorded).data, recorded)];
    return subject.toForm?.(event) ?? [];
  });
  return Object.fromEntries(found.map((one) => [one.act, one]));
};

const ofStep = (
  { step, fields, at, by }: StepRecorded['data'],
  { actor, actedAt }: Pick<Told['recorded'], 'actor' | 'actedAt'>,
): ToldToForm => {
  const answered = Object.entries(fields).filter(
    (field): field is [string, string | number | boolean] => field[1] !== null,
  );
  return { act: step, by: by ?? actor, at: at ?? actedAt, told: Object.fromEntries(answered) };
};

/** What was on a stream up to there. */
export const until = <T extends Pick<Told, 'recorded'>>(told: readonly T[], position: Position): readonly T[] =>
  told.filter(({ recorded }) => !isAfter(recorded.position, position));
