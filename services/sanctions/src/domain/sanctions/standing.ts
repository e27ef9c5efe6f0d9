import type { DecidedAction } from './decided.js';
import type { Instruction } from './instruction-events.js';
import type { KnownSanctions } from './sanctions.js';

/** The instruction for an effect of what holds now; undefined while none was issued. */
export const instructionOf = ({ decided, instructions }: KnownSanctions, index: number): Instruction | undefined =>
  instructions.find((one) => one.undoes === null && one.decision === decided?.key && one.index === index);

/** It is instructed, or will be; and the student system has not said that it could not. */
export const isWithStudentSystem = (known: KnownSanctions, { via }: DecidedAction, index: number): boolean =>
  via === 'instruction' && instructionOf(known, index)?.acknowledged?.done !== false;

/** What the student system has still to take back. */
export const undoing = ({ instructions }: KnownSanctions): readonly Instruction[] =>
  instructions.filter(({ undoes, acknowledged }) => undoes !== null && acknowledged?.done !== true);

/** What was instructed for a decision that holds no more, and was not taken back. */
export const outdated = ({ decided, instructions }: KnownSanctions): readonly Instruction[] => {
  const undone = new Set(instructions.map(({ undoes }) => undoes));
  return instructions.filter(
    ({ number, undoes, decision }) => undoes === null && decision !== decided?.key && !undone.has(number),
  );
};
