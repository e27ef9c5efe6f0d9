import { kept } from '@probity/contracts';
import { same, type Given } from '@probity/decider';
import { dayOf, type Policy } from '@probity/policy-packs';
import { boardFacts, metSince, noBoard } from './board-facts.js';
import type { RecordConsent } from './commands.js';
import { completed } from './completion.js';
import { followed } from './following.js';
import { fact, knownOf, rule, type Decision } from './rule.js';
import type { KnownSanctions, Sanctions } from './sanctions.js';

/** Whoever was recommended something consents, or does not. With the last consent that is needed it is put into effect. */
export const recordConsent = (command: RecordConsent & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const { by, given, needed, actSooner = false, person = '', on, at } = command;
  const known = knownOf(sanctions);
  const last = known?.consents.findLast((one) => one.by === by);
  if (last?.given === given && same(last.needed, needed) && (last.person ?? '') === person && last.on === on) return [];
  const before = known ? boardFacts(known, { at, policy }) : noBoard;
  const board = { ...before, actSooner: before.actSooner || actSooner };
  const consent = {
    ...{ given, by, needed, personGiven: person.trim() !== '' },
    dateFits: dateFits(command, board.met || board.actSooner, known, policy),
    soonerReasoned: isReasoned('whySooner', command, known),
    othersReasoned: isReasoned('whyNoOthers', command, known),
  };
  const ruling = rule('sanctions.record-consent', { consent, board }, command, sanctions, policy);
  const data = { by, given, needed: [...needed], ...saidOf(command), recordedAt: at, ruling: kept(ruling) };
  const events = followed([fact('ConsentRecorded', data, ruling)], command, sanctions, policy);
  return completed(events, command, sanctions, ruling);
};

/** Since the decision or, where what was decided had to wait for the board, since that met. */
const dateFits = (
  { on, at }: RecordConsent & Given,
  isOfChair: boolean,
  known: KnownSanctions | undefined,
  policy: Policy,
): boolean => {
  if (!known || on === undefined) return false;
  const since = isOfChair ? known.decided?.on : metSince(known, { at, policy });
  return on <= dayOf(at, policy) && on >= (since ?? known.decided?.on ?? '');
};

/** Said now, or with another consent before. */
const isReasoned = (
  which: 'whySooner' | 'whyNoOthers',
  command: RecordConsent,
  known: KnownSanctions | undefined,
): boolean => [command, ...(known?.consents ?? [])].some((one) => (one[which] ?? '').trim() !== '');

const saidOf = ({ actSooner, person, on, whySooner, whyNoOthers }: RecordConsent) => ({
  ...(actSooner && { actSooner }),
  ...(person && { person }),
  ...(on && { on }),
  ...(whySooner && { whySooner }),
  ...(whyNoOthers && { whyNoOthers }),
});
