import { currentCourse } from './course-facts.js';
import type { DecidedAction } from './decided.js';
import type { Instruction } from './instruction-events.js';
import type { KnownSanctions } from './sanctions.js';

const takenBack = ({ instructions }: KnownSanctions): ReadonlySet<number | null> =>
  new Set(instructions.map(({ undoes }) => undoes));

/** The instruction for an effect of what holds now; undefined while none was issued. */
export const instructionOf = (known: KnownSanctions, index: number): Instruction | undefined => {
  const undone = takenBack(known);
  return known.instructions.find(
    (one) =>
      one.undoes === null && one.decision === known.decided?.key && one.index === index && !undone.has(one.number),
  );
};

/**
 * It is instructed, or will be; and the student system has not said that it could not. What a course puts into effect is with
 * the student until it is confirmed how it ended, and then the same.
 */
export const isWithStudentSystem = (known: KnownSanctions, { via }: DecidedAction, index: number): boolean =>
  (via === 'instruction' || via === 'course') && instructionOf(known, index)?.acknowledged?.done !== false;

/** What the student system has still to take back. */
export const undoing = ({ instructions }: KnownSanctions): readonly Instruction[] =>
  instructions.filter(({ undoes, acknowledged }) => undoes !== null && acknowledged?.done !== true);

/** What was instructed for a decision that holds no more, or for a course that was confirmed otherwise, and was not taken back. */
export const outdated = (known: KnownSanctions): readonly Instruction[] => {
  const undone = takenBack(known);
  return known.instructions.filter(
    (one) =>
      one.undoes === null && !undone.has(one.number) && (one.decision !== known.decided?.key || isRefuted(known, one)),
  );
};

const isRefuted = (known: KnownSanctions, { index, effect }: Instruction): boolean =>
  known.decided?.actions[index]?.via === 'course' && currentCourse(known)?.confirmed?.mark !== effect;
