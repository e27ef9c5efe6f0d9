import type { Actor } from './decider.js';

/** What an act may be somebody else's by. */
export interface Theirs {
  /** Code of the module that it is about. */
  readonly module: string | null;
  /** Id of whoever reported it. */
  readonly reporter: string | null;
}

/**
 * What of it is known to be others', and not whoever asks': what neither the register nor the case says is nobody else's. As rules
 * read it: `actor.elsewhere`.
 */
export const othersThan = ({ id, nearTo }: Actor, { module, reporter }: Theirs) => {
  const near = module === null ? undefined : nearTo?.(module);
  return {
    elsewhere: near?.elsewhere ?? [],
    otherTeacher: near?.teaches === false,
    otherExaminer: near?.examines === false,
    otherReporter: reporter !== null && reporter !== id,
  };
};
