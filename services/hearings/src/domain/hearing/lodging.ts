import { kept } from '@probity/contracts';
import { eventOf, type Decided, type Given } from '@probity/decider';
import type { LodgeAppeal } from './commands.js';
import type { HearingEvent } from './hearing.js';
import { knownOf, ruledOn, type Deciding } from './rule.js';
import { isSet } from './settings.js';

type Decision = readonly Decided<HearingEvent>[];
const fact = eventOf<HearingEvent>();

export const lodgeAppeal = (command: LodgeAppeal & Given, deciding: Deciding): Decision => {
  const { policy } = deciding;
  const { by, party, grounds, at } = command;
  const appeals = knownOf(deciding)?.appeals ?? [];
  if (appeals.some((appeal) => appeal.by === by && appeal.grounds === grounds)) return [];
  if (!policy.act('hearing.lodge-appeal')) ruledOn(deciding, 'hearing.lodge-appeal');
  const more = {
    appeal: { party: party ?? 'none', groundsGiven: grounds.trim() !== '' },
    appealsPolicy: { configured: isSet('appeals-policy', policy) },
  };
  const ruling = ruledOn(deciding, 'hearing.lodge-appeal', more);
  return [fact('AppealLodged', { by, party: party ?? 'none', grounds, lodgedAt: at, ruling: kept(ruling) }, ruling)];
};
