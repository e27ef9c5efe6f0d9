import { kept } from '@probity/contracts';
import type { Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { RecordConsent } from './commands.js';
import { completed } from './completion.js';
import { instructed } from './instructions.js';
import { fact, knownOf, rule, type Decision } from './rule.js';
import type { Sanctions } from './sanctions.js';

/** Whoever was recommended something consents, or does not. With the last consent that is needed it is put into effect. */
export const recordConsent = (command: RecordConsent & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const { by, given, needed, at } = command;
  if (knownOf(sanctions)?.consents.some((one) => one.by === by && one.given === given)) return [];
  const ruling = rule('sanctions.record-consent', { consent: { given, by } }, command, sanctions, policy);
  const data = { by, given, needed: [...needed], recordedAt: at, ruling: kept(ruling) };
  const events = instructed([fact('ConsentRecorded', data, ruling)], command, sanctions, policy);
  return completed(events, command, sanctions, ruling);
};
