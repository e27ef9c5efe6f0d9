import { asSaid } from '@probity/contracts';
import { z } from 'zod';

const day = asSaid(z.iso.date().nullable());

export const boardEvents = {
  /** When boards met on the student, as the institution's register has it: looked up, and noted where it changed. */
  BoardsNoted: z.strictObject({
    /** The marks of the work were ratified; null: they were not, as far as the register says. */
    ratifiedOn: day,
    /** A board last considered whether the student progresses, or has an award. */
    awardsBoardOn: day,
  }),
} as const;

export type Boards = z.infer<typeof boardEvents.BoardsNoted>;

/**
 * The days on which the board on awards met, as noted one after the other: the register has but the last. A later day is of
 * another meeting; an earlier one, or none, corrects what was noted.
 */
export const withAwardsBoard = (days: readonly string[], { awardsBoardOn }: Boards): readonly string[] =>
  awardsBoardOn === null ? [] : [...days.filter((one) => one < awardsBoardOn), awardsBoardOn];

export const boardSentences = {
  BoardsNoted: ({ ratifiedOn, awardsBoardOn }: Boards) =>
    `By the register, marks ${ratifiedOn ? `were ratified on ${ratifiedOn}` : 'are not ratified'}; ${
      awardsBoardOn ? `the board on awards met on ${awardsBoardOn}` : 'no board on awards has met'
    }.`,
} as const;
