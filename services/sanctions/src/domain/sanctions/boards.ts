import type { Given } from '@probity/decider';
import type { NoteBoards } from './commands.js';
import { fact, knownOf, type Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';

/** As the register has it, where that is news: of nobody known, nothing. */
export const noteBoards = (command: NoteBoards & Given, sanctions: Sanctions): Decision => {
  const known = knownOf(sanctions);
  const { ratifiedOn, awardsBoardOn } = command;
  const before = known?.boards ?? { ratifiedOn: null, awardsBoardOn: null };
  if (!known || (before.ratifiedOn === ratifiedOn && before.awardsBoardOn === awardsBoardOn)) return [];
  return [fact('BoardsNoted', { ratifiedOn, awardsBoardOn }, { authority: [] })];
};
