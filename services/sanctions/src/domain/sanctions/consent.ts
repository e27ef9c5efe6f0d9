import { kept } from '@probity/contracts';
import { same, type Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import { boardFacts, noBoard } from './board-facts.js';
import type { RecordConsent } from './commands.js';
import { completed } from './completion.js';
import { followed } from './following.js';
import { fact, knownOf, rule, type Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';

/** Whoever was recommended something consents, or does not. With the last consent that is needed it is put into effect. */
export const recordConsent = (command: RecordConsent & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const { by, given, needed, actSooner = false, at } = command;
  const known = knownOf(sanctions);
  const last = known?.consents.findLast((one) => one.by === by);
  if (last?.given === given && same(last.needed, needed)) return [];
  const before = known ? boardFacts(known) : noBoard;
  const said = { consent: { given, by, needed }, board: { ...before, actSooner: before.actSooner || actSooner } };
  const ruling = rule('sanctions.record-consent', said, command, sanctions, policy);
  const sooner = actSooner ? { actSooner } : {};
  const data = { by, given, needed: [...needed], ...sooner, recordedAt: at, ruling: kept(ruling) };
  const events = followed([fact('ConsentRecorded', data, ruling)], command, sanctions, policy);
  return completed(events, command, sanctions, ruling);
};
