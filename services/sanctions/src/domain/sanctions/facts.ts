import { assessmentFacts, nothingTaken, stepsTakenFacts, studentFacts } from '@probity/contracts';
import { othersThan, rolesHeldBy, type Given } from '@probity/decider';
import { boardFacts, noBoard, type Now } from './board-facts.js';
import { courseFacts, isCourse, noCourse } from './course-facts.js';
import { procedureOf, type ActCatalogue, type FactsOf, type FactTypes, type Policy } from '@probity/policy-packs';
import { penaltyOf, permitsResit, type DecidedAction } from './decided.js';
import { isWithStudentSystem, undoing } from './standing.js';
import { confirmed, type Confirmed, type KnownSanctions, type Sanctions } from './sanctions.js';

const { facts: procedure, tables } = procedureOf.sanctions;
/** Told only once the student was. */
const { notifiedAt: _, ...ofCourse } = procedure.course;

const facts = {
  case: { noted: 'bool', subject: { kind: 'string' }, noCase: 'bool', closed: 'bool' },
  investigation: { started: 'bool', startedOn: 'string' },
  finding: { reached: 'bool', proven: 'bool' },
  holds: { open: 'double' },
  interims: { open: 'double' },
  /** `left`: what a person has still to put into effect, or to see to where the student system could not; but for the invalidation of certificates, which is counted in these. */
  effects: { decided: 'list<string>', left: 'list<string>', invalidationLeft: 'double' },
  invalid: { count: 'double', reassessing: 'double', unrequested: 'double' },
  confirmations: { outstanding: 'double' },
  penalty: procedure.penalty,
  consents: procedure.consents,
  board: procedure.board,
  work: procedure.work,
  course: ofCourse,
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
    'sanctions.review-hold': { hold: { open: 'bool', inTime: 'bool' }, release: 'bool', review },
    'sanctions.impose-interim': { sanctionsPolicy: { configured: 'bool' }, review },
    'sanctions.end-interim': { interim: { open: 'bool' }, reasonGiven: 'bool' },
    'sanctions.put-into-effect': {
      effect: {
        decided: 'bool',
        isInvalidation: 'bool',
        byStep: 'bool',
        left: 'bool',
        whatGiven: 'bool',
        dateFits: 'bool',
        binding: 'bool',
        byCourse: 'bool',
      },
    },
    'sanctions.record-consent': procedureOf.sanctions.acts['sanctions.record-consent'],
    'sanctions.enter-course-result': procedureOf.sanctions.acts['sanctions.enter-course-result'],
    'sanctions.invalidate-certificates': {
      certificates,
      unreasoned: 'list<string>',
      withoutNext: 'list<string>',
      named: 'double',
    },
    'sanctions.request-return': {},
    'sanctions.record-confirmation': {
      confirmation: { what: 'string', notInvalid: 'list<string>', dateFits: 'bool', missing: 'list<string>' },
    },
    'sanctions.correct': { correction: { found: 'bool', reasonGiven: 'bool' } },
  },
  tables: {
    'puts-into-effect': tables['puts-into-effect'],
    'credit-effect': tables['credit-effect'],
    'offence-on-record': tables['offence-on-record'],
    'offence-standing': tables['offence-standing'],
    'course-outcome': tables['course-outcome'],
  },
  tariffs: {},
} as const satisfies ActCatalogue;

/** The effect that is put into effect certificate by certificate. */
export const invalidation = 'certificates-invalid';

type Named = Pick<DecidedAction, 'code' | 'effect'>;

/** How many of an action's effects of that name are not in effect yet. */
export const leftOf = (known: KnownSanctions, { code, effect }: Named): number =>
  (known.decided?.actions ?? []).filter((action) => action.code === code && action.effect === effect).length -
  known.inEffect.filter((one) => one.action === code && one.effect === effect).length;

const isInvalidation = ({ effect }: DecidedAction): boolean => effect === invalidation;

/** How many certificates a decided action makes invalid: its parameter `count`; one, where it names no number. */
const countOf = ({ parameters }: DecidedAction): number => Number(parameters['count'] ?? 1);

/**
 * What is not in effect: the effects of actions, those of them that a person must see to, and the number of certificates still
 * to be made invalid.
 */
export const left = (
  known: KnownSanctions,
): { readonly effects: readonly string[]; readonly forPerson: readonly string[]; readonly certificates: number } => {
  const actions = known.decided?.actions ?? [];
  const others = actions
    .map((action, index) => ({ action, index }))
    .filter(({ action }) => action.via !== 'itself' && !isInvalidation(action) && leftOf(known, action) > 0);
  const decided = actions.filter(isInvalidation).reduce((sum, action) => sum + countOf(action), 0);
  const undone = undoing(known);
  const effects = (some: readonly { readonly effect: string }[]) => [...new Set(some.map(({ effect }) => effect))];
  return {
    effects: effects([...others.map(({ action }) => action), ...undone]),
    forPerson: effects([
      ...others
        .filter(({ action, index }) => isBinding(known, action) && !isWithStudentSystem(known, action, index))
        .map(({ action }) => action),
      ...undone.filter(({ acknowledged }) => acknowledged !== null),
    ]),
    certificates: Math.max(0, decided - known.invalid.length),
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

export const outstanding = (sanctions: Sanctions): number =>
  sanctions.status === 'none'
    ? 0
    : Object.values(confirmations(sanctions)).reduce((sum, each) => sum + each.outstanding, 0);

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

/** Who decided has the parts in the case that go with it. */
export const rolesOf = (sanctions: Sanctions): Readonly<Record<string, readonly string[]>> => {
  const members = sanctions.status === 'none' ? [] : sanctions.members;
  const roles = new Set(members.flatMap((member) => member.roles));
  const people = (role: string) => members.filter((member) => member.roles.includes(role)).map(({ person }) => person);
  return Object.fromEntries([...roles].map((role) => [role, people(role)]));
};

const partsOf = (sanctions: Sanctions, person: string): readonly string[] => rolesHeldBy(person, rolesOf(sanctions));

const mattersOf = (sanctions: Sanctions) => {
  const { assessment = null, student = null } = (sanctions.status === 'known' && sanctions.noted) || {};
  return { ...assessmentFacts(assessment), ...studentFacts(student) };
};

/** A course that is studied, and one that was imposed. */
const courses = (sanctions: Sanctions) => ({
  ...mattersOf(sanctions).course,
  ...(sanctions.status === 'none' ? noCourse : courseFacts(sanctions)),
});

export const sanctionsFacts = (sanctions: Sanctions, { actor, at }: Pick<Given, 'actor' | 'at'>, policy?: Policy) => ({
  ...mattersOf(sanctions),
  actor: {
    ...{ offices: actor.offices, roles: partsOf(sanctions, actor.id) },
    ...othersThan(actor, { module: moduleOf(sanctions), reporter: null }),
  },
  ...stepsTakenFacts(sanctions.status === 'none' ? nothingTaken : sanctions.steps),
  asked: { at },
  ...(sanctions.status === 'none' ? nothingKnown : stateFacts(sanctions, { at, policy })),
  course: courses(sanctions),
});

const moduleOf = (sanctions: Sanctions): string | null =>
  sanctions.status === 'none' ? null : (sanctions.noted?.assessment?.module ?? null);

type StateFacts = Omit<FactsOf<typeof facts>, 'course' | 'actor'>;

/** Of all those whose consent is needed, as far as anybody has said who they are. What each said last counts. */
export const isConsented = ({ consents }: KnownSanctions): boolean => {
  const needed = consents.flatMap((one) => one.needed);
  const last = lastSaid({ consents });
  return needed.length > 0 && needed.every((office) => last.get(office) === true);
};

const lastSaid = ({ consents }: Pick<KnownSanctions, 'consents'>): ReadonlyMap<string, boolean> =>
  new Map(consents.map(({ by, given }) => [by, given]));

export const isBinding = (known: KnownSanctions, { binds }: DecidedAction): boolean =>
  binds !== false || isConsented(known);

const nothingKnown: StateFacts = {
  case: { noted: false, subject: { kind: '' }, noCase: false, closed: false },
  investigation: { started: false, startedOn: '' },
  finding: { reached: false, proven: false },
  holds: { open: 0 },
  interims: { open: 0 },
  effects: { decided: [], left: [], invalidationLeft: 0 },
  invalid: { count: 0, reassessing: 0, unrequested: 0 },
  confirmations: { outstanding: 0 },
  penalty: {
    ...{ noted: false, confirmed: false, binding: false, recommended: false, consented: false },
    ...{ code: '', resit: false, scope: '', ofMarks: false, isStandard: false, clauses: [] },
  },
  board: noBoard,
  work: { markable: true },
  consents: { needed: [], given: [] },
};

const stateFacts = (known: KnownSanctions, now: Now): StateFacts => {
  const { noted, startedOn, finding, noCaseOn, closedOn, decided, holds, interims, invalid } = known;
  return {
    case: {
      noted: noted !== null,
      subject: { kind: noted?.subject.kind ?? '' },
      noCase: noCaseOn !== null,
      closed: closedOn !== null,
    },
    investigation: { started: startedOn !== null, startedOn: startedOn ?? '' },
    finding: { reached: finding !== null, proven: isProven(known) },
    holds: { open: holds.filter(({ open }) => open).length },
    interims: { open: interims.filter(({ open }) => open).length },
    effects: {
      decided: [...new Set((decided?.actions ?? []).map(({ effect }) => effect))],
      left: left(known).forPerson,
      invalidationLeft: left(known).certificates,
    },
    invalid: {
      count: invalid.length,
      reassessing: invalid.filter(({ next }) => next === 'reassess').length,
      unrequested: invalid.filter(({ returnRequested }) => !returnRequested).length,
    },
    confirmations: { outstanding: outstanding(known) },
    penalty: penaltyFacts(known),
    consents: {
      needed: [...new Set(known.consents.flatMap(({ needed }) => needed))],
      given: [...lastSaid(known)].filter(([, given]) => given).map(([by]) => by),
    },
    board: boardFacts(known, now),
    work: { markable: isMarkable(known) },
  };
};

/** Until another penalty than a course is decided, and unless there was nothing wrong with it: then it is marked as any other. */
const isMarkable = ({ finding, decided }: KnownSanctions): boolean =>
  finding?.proven !== false && (decided === null || decided.actions.length === 0 || decided.actions.some(isCourse));

/** What an appeal set aside is proven no more. */
export const isProven = ({ finding, decided }: KnownSanctions): boolean =>
  decided?.varied?.proven ?? finding?.proven ?? false;

/** It is told once it is confirmed. What is a recommendation is about more than marks of modules. */
const penaltyFacts = (known: KnownSanctions): StateFacts['penalty'] => {
  const { decided } = known;
  const penalty = penaltyOf(decided);
  const recommended = decided?.actions.some(({ binds }) => binds === false) ?? false;
  return {
    ...{ noted: penalty !== undefined, confirmed: penalty !== undefined },
    ...{ binding: penalty !== undefined && !recommended, recommended, consented: recommended && isConsented(known) },
    ...{ code: penalty?.code ?? '', resit: decided?.actions.some(permitsResit) ?? false },
    scope: penalty === undefined ? '' : recommended ? 'programme' : 'module',
    ofMarks: decided?.actions.some(({ binds }) => binds !== false) ?? false,
    isStandard: decided?.actions.some(isCourse) ?? false,
    clauses: [...new Set((decided?.actions ?? []).flatMap(({ clauses = [] }) => clauses))],
  };
};

/** The instants that deadlines count from: what is withheld is looked at again from when it was last looked at. */
export const anchors = (sanctions: Sanctions): Readonly<Record<string, string | undefined>> => {
  const open = sanctions.status === 'known' ? sanctions.holds.filter((hold) => hold.open) : [];
  const [soonest] = [...open].sort((a, b) => a.reviewOn.localeCompare(b.reviewOn));
  return { 'hold-review': soonest?.lookedAt };
};

/**
 * The days on which the first open hold and the first interim sanction are looked at again: as named, or when the reason for
 * them ended, where that was before.
 */
export const daysNamed = (sanctions: Sanctions): Readonly<Record<string, string | undefined>> => {
  if (sanctions.status === 'none') return {};
  const { finding, noCaseOn, closedOn, holds, interims } = sanctions;
  const cleared = finding?.proven === false ? finding.reachedOn : null;
  return {
    'sanctions.review-hold': firstOf(holds, [noCaseOn, closedOn, cleared]),
    'sanctions.end-interim': firstOf(interims, [noCaseOn, closedOn, finding?.reachedOn ?? null]),
  };
};

const firstOf = (
  reviewed: readonly { readonly open: boolean; readonly reviewOn: string }[],
  ends: readonly (string | null)[],
): string | undefined => {
  const named = reviewed.filter(({ open }) => open).map(({ reviewOn }) => reviewOn);
  return named.length === 0 ? undefined : [...named, ...ends.filter((day) => day !== null)].toSorted()[0];
};
