import { same, type Given } from '@probity/decider';
import type { TellHistory } from './commands.js';
import { fact, knownOf, type Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';

/** Told once more where it changed; what an older version of the subject's stream says comes too late. Of the same version it
 * changes with the register. */
export const tellHistory = (command: TellHistory & Given, sanctions: Sanctions): Decision => {
  const { asOf, offences, at } = command;
  const last = knownOf(sanctions)?.history;
  if (last && (asOf < last.asOf || same(offences, last.offences))) return [];
  const data = { version: (last?.version ?? 0) + 1, asOf, takenAt: at, offences };
  return [fact('HistoryTaken', data, { authority: [] })];
};
