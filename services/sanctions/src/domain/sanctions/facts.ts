import type { Given } from '@probity/decider';
import type { ActCatalogue, FactsOf, FactTypes } from '@probity/policy-packs';
import { confirmed, type Confirmed, type DecidedAction, type KnownSanctions, type Sanctions } from './sanctions.js';

const facts = {
  case: { noted: 'bool', subject: { kind: 'string' } },
  investigation: { started: 'bool', startedOn: 'string' },
  finding: { reached: 'bool', proven: 'bool' },
  holds: { open: 'double' },
  interims: { open: 'double' },
  /** `left`: actions decided and not in effect, but for the invalidation of certificates, which has an act of its own. */
  effects: { decided: 'list<string>', left: 'double', invalidationLeft: 'bool' },
  invalid: { count: 'double', reassessing: 'double', unrequested: 'double' },
  confirmations: { outstanding: 'double' },
} as const satisfies FactTypes;

const certificates = {
  unknown: 'list<string>',
  ofOthers: 'list<string>',
  withheld: 'list<string>',
  invalid: 'list<string>',
} as const satisfies FactTypes;

const review = {
  reasonGiven: 'bool',
  named: 'bool',
  ahead: 'bool',
  withinSetting: 'bool',
} as const satisfies FactTypes;

/** What the rules on sanctions may read, and what each of its acts adds. */
export const sanctionsCatalogue = {
  service: 'sanctions',
  facts,
  acts: {
    'sanctions.withhold-certificates': { certificates, review },
    'sanctions.review-hold': { hold: { open: 'bool' }, release: 'bool', review },
    'sanctions.impose-interim': { sanctionsPolicy: { configured: 'bool' }, review },
    'sanctions.end-interim': { interim: { open: 'bool' }, reasonGiven: 'bool' },
    'sanctions.put-into-effect': {
      effect: { decided: 'bool', isInvalidation: 'bool', left: 'bool', whatGiven: 'bool', dateFits: 'bool' },
    },
    'sanctions.invalidate-certificates': {
      certificates,
      unreasoned: 'list<string>',
      withoutNext: 'list<string>',
    },
    'sanctions.request-return': {},
    'sanctions.record-confirmation': {
      confirmation: { what: 'string', notInvalid: 'list<string>', dateFits: 'bool', missing: 'list<string>' },
    },
    'sanctions.correct': { correction: { found: 'bool', reasonGiven: 'bool' } },
  },
  tables: {},
  tariffs: {},
} as const satisfies ActCatalogue;

/** The effect that is put into effect certificate by certificate. */
export const invalidation = 'certificates-invalid';

/** The decided actions of a code that are not in effect yet. */
export const leftOf = (known: KnownSanctions, code: string): number =>
  (known.decided?.actions ?? []).filter((action) => action.code === code).length -
  known.inEffect.filter(({ action }) => action === code).length;

const isInvalidation = ({ effect }: DecidedAction): boolean => effect === invalidation;

export const left = (known: KnownSanctions): { readonly actions: number; readonly invalidation: boolean } => {
  const actions = known.decided?.actions ?? [];
  const others = actions.filter((action) => !isInvalidation(action));
  return {
    actions: others.length - known.inEffect.length,
    invalidation: actions.some(isInvalidation) && known.invalid.length === 0,
  };
};

/** Of each thing that the centre confirms, how many certificates it has confirmed it for, and how many are outstanding. */
export const confirmations = (
  known: KnownSanctions,
): Readonly<Record<Confirmed, { readonly confirmed: number; readonly outstanding: number }>> => {
  const count = (what: Confirmed) => {
    const done = known.invalid.filter((one) => one.confirmed.includes(what)).length;
    return { confirmed: done, outstanding: known.invalid.length - done };
  };
  const entries = confirmed.options.map((what) => [what, count(what)] as const);
  return Object.fromEntries(entries) as Record<Confirmed, ReturnType<typeof count>>;
};

/** The hold that is open on these certificates: as asked for now, or before. */
export const openHoldOn = (sanctions: Sanctions, numbers: readonly string[]): string | undefined =>
  sanctions.status === 'known'
    ? sanctions.holds.find(({ open, certificates: held }) => open && numbers.every((number) => held.includes(number)))
        ?.id
    : undefined;

export const openInterim = (sanctions: Sanctions, sanction: string): string | undefined =>
  sanctions.status === 'known'
    ? sanctions.interims.find((interim) => interim.open && interim.sanction === sanction)?.id
    : undefined;

export const sanctionsFacts = (sanctions: Sanctions, { actor }: Pick<Given, 'actor'>) => ({
  actor: { offices: actor.offices, roles: [] },
  steps: { done: sanctions.status === 'none' ? [] : sanctions.steps },
  ...(sanctions.status === 'none' ? nothingKnown : stateFacts(sanctions)),
});

type StateFacts = FactsOf<typeof facts>;

const nothingKnown: StateFacts = {
  case: { noted: false, subject: { kind: '' } },
  investigation: { started: false, startedOn: '' },
  finding: { reached: false, proven: false },
  holds: { open: 0 },
  interims: { open: 0 },
  effects: { decided: [], left: 0, invalidationLeft: false },
  invalid: { count: 0, reassessing: 0, unrequested: 0 },
  confirmations: { outstanding: 0 },
};

const stateFacts = (known: KnownSanctions): StateFacts => {
  const { noted, startedOn, finding, decided, holds, interims, invalid } = known;
  return {
    case: { noted: noted !== null, subject: { kind: noted?.subject.kind ?? '' } },
    investigation: { started: startedOn !== null, startedOn: startedOn ?? '' },
    finding: { reached: finding !== null, proven: finding?.proven ?? false },
    holds: { open: holds.filter(({ open }) => open).length },
    interims: { open: interims.filter(({ open }) => open).length },
    effects: {
      decided: [...new Set((decided?.actions ?? []).map(({ effect }) => effect))],
      left: left(known).actions,
      invalidationLeft: left(known).invalidation,
    },
    invalid: {
      count: invalid.length,
      reassessing: invalid.filter(({ next }) => next === 'reassess').length,
      unrequested: invalid.filter(({ returnRequested }) => !returnRequested).length,
    },
    confirmations: {
      outstanding: Object.values(confirmations(known)).reduce((sum, { outstanding }) => sum + outstanding, 0),
    },
  };
};

/** The instants that deadlines count from: what is withheld is looked at again from when it was last looked at. */
export const anchors = (sanctions: Sanctions): Readonly<Record<string, string | undefined>> => {
  const open = sanctions.status === 'known' ? sanctions.holds.filter((hold) => hold.open) : [];
  const [soonest] = [...open].sort((a, b) => a.reviewOn.localeCompare(b.reviewOn));
  return { 'hold-review': soonest?.lookedAt };
};

/** The day on which the first open hold is looked at again. */
export const daysNamed = (sanctions: Sanctions): Readonly<Record<string, string | undefined>> => {
  const open = sanctions.status === 'known' ? sanctions.holds.filter((hold) => hold.open) : [];
  return { 'sanctions.review-hold': open.map(({ reviewOn }) => reviewOn).toSorted()[0] };
};
