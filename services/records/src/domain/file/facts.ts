import { nothingTaken, stepsTakenFacts } from '@probity/contracts';
import { rolesHeldBy, type Given } from '@probity/decider';
import { dayOf, type ActCatalogue, type FactsOf, type FactTypes, type Policy } from '@probity/policy-packs';
import {
  confirmationsOutstanding,
  deskDecisionOf,
  findingOf,
  isAppealOpen,
  isAppealUndecided,
  isProven,
  notedOf,
  openHolds,
  openWithholdings,
  rolesOf,
  variationOf,
  type File,
} from './file.js';
import { destroyedAtOnce } from './retention.js';

const facts = {
  file: {
    caseOpened: 'bool',
    noCase: 'bool',
    findingReached: 'bool',
    /** Somebody decided alone, before any body considered the case. */
    decidedAtDesk: 'bool',
    proven: 'bool',
    lessonsRecorded: 'bool',
    communicated: 'bool',
    actionDecided: 'bool',
    effectsComplete: 'bool',
    /** An appeal was lodged, and the procedures have not come to their end since. */
    appealOpen: 'bool',
    /** Nor was it decided. */
    appealUndecided: 'bool',
    /** The institution withholds certificates of the case. */
    certificatesWithheld: 'bool',
    /** Confirmations that the centre owes. */
    confirmationsOutstanding: 'double',
    closed: 'bool',
    held: 'bool',
    prosecution: 'bool',
    atCentre: 'bool',
    /** The record is kept without an end for now. */
    openEnded: 'bool',
    /** The earliest date has come: of a case that is closed, or that the policy has destroyed at once. */
    mayBeDestroyed: 'bool',
    /** The policy has it destroyed at once, and nobody has marked it for that. */
    disposalDue: 'bool',
    /** It cannot be held any more. */
    destructionBegun: 'bool',
  },
} as const satisfies FactTypes;

/** What the rules on closing and keeping may read, and what each act adds. */
export const fileCatalogue = {
  service: 'file',
  facts,
  acts: {
    'file.close': {},
    'file.conclude-hearing': { hearing: { detailGiven: 'bool', known: 'bool', concluded: 'bool' } },
    'file.hold': { hold: { reasonGiven: 'bool' } },
    'file.release-hold': { hold: { known: 'bool', reasonGiven: 'bool' } },
    'file.dispose': { disposal: { reasonGiven: 'bool', lettersUnsent: 'double' }, retention: { configured: 'bool' } },
    'file.correct': { correction: { found: 'bool', reasonGiven: 'bool' } },
  },
  tables: { retention: { centreSanctioned: 'bool', certificatesInvalidated: 'bool', prosecution: 'bool' } },
  tariffs: {},
} as const satisfies ActCatalogue;

/** @param policy left out, only what is kept of a closed case tells when it may be destroyed */
export const fileFacts = (file: File, { actor, at }: Pick<Given, 'actor' | 'at'>, policy?: Policy) => ({
  actor: { offices: actor.offices, roles: rolesHeldBy(actor.id, rolesOf(file)) },
  ...stepsTakenFacts(file.status === 'none' ? nothingTaken : file.steps),
  asked: { at },
  file: stateFacts(file, at, policy),
});

const stateFacts = (file: File, at: string, policy?: Policy): FactsOf<typeof facts>['file'] => {
  const known = file.status === 'none' ? undefined : file;
  const has = (type: Parameters<typeof notedOf>[1]): boolean => notedOf(file, type).length > 0;
  const kept = known?.retention ?? null;
  const atOnce = known && policy && destroyedAtOnce(known, policy);
  const until = kept ?? atOnce ?? null;
  const marked = known !== undefined && known.disposalDueSince !== null;
  return {
    caseOpened: has('CaseOpeningNoted'),
    noCase: has('NoCaseNoted'),
    findingReached: findingOf(file) !== undefined,
    decidedAtDesk: deskDecisionOf(file) !== undefined,
    proven: isProven(file),
    lessonsRecorded: has('LessonsNoted'),
    communicated: has('CommunicationNoted'),
    actionDecided: has('ActionNoted'),
    effectsComplete: isComplete(file),
    appealOpen: isAppealOpen(file),
    appealUndecided: isAppealUndecided(file),
    certificatesWithheld: openWithholdings(file).length > 0,
    confirmationsOutstanding: confirmationsOutstanding(file),
    closed: known !== undefined && known.closed !== null,
    held: openHolds(file).length > 0,
    prosecution: has('ProsecutionNoted'),
    atCentre: notedOf(file, 'CaseOpeningNoted').some(({ centre }) => centre !== null),
    openEnded: kept !== null && kept.earliest === null,
    mayBeDestroyed: until?.earliest != null && dayOf(at, until) >= until.earliest,
    disposalDue: atOnce !== undefined && !marked,
    destructionBegun: known?.destructionBegun ?? false,
  };
};

/** Nothing is left of what holds: what an appeal changed is put into effect anew. */
const isComplete = (file: File): boolean => {
  const since = variationOf(file)?.decidedAt ?? '';
  return notedOf(file, 'EffectsCompletionNoted').some(({ completedAt }) => completedAt >= since);
};
