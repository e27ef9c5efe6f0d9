import type { ActShape, ItemShape, RuleShape, StepShape } from '../load/schema.js';
import type { PackDescription } from './describe-pack.js';
import { list, optional, some, type Entry, type Titles } from './entry.js';
import { deadlineInWords, fieldInWords, settingInWords, titlesOf, unlessItHolds } from './in-words.js';
import { ofBody, ofChoices, ofTariff } from './outcome-entries.js';

/** All that a pack has, entry by entry, each with the clauses that it rests on. */
export function entriesOf(description: PackDescription): readonly Entry[] {
  const title = titlesOf(description);
  return [
    ...Object.values(description.acts).flatMap(({ acts, steps }) => [
      ...Object.entries(acts).flatMap(([name, act]) => ofAct('Act', name, act, title)),
      ...Object.entries(steps).flatMap(([name, step]) => ofStep(name, step, title)),
    ]),
    ...ofDeadlines(description),
    ...ofTables(description),
    ...Object.entries(description.tariffs).flatMap(([name, tariff]) => ofTariff(name, tariff, title)),
    ...Object.entries(description.choices).flatMap(([name, choices]) => ofChoices('Choice', name, choices, title)),
    ...Object.entries(description.bodies).flatMap(([name, body]) => ofBody(name, body, title)),
    ...ofHidden(description, title),
    ...ofDocuments(description, title),
    ...ofWords(description),
    ...ofSettings(description),
  ];
}

/** The act or step itself, and then its rules. */
export function entriesOfAct(name: string, act: ActShape | StepShape, description: PackDescription): readonly Entry[] {
  const title = titlesOf(description);
  return 'fields' in act ? ofStep(name, act, title) : ofAct('Act', name, act, title);
}

function ofAct(
  kind: string,
  name: string,
  act: ActShape,
  title: Titles,
  more: readonly string[] = [],
): readonly Entry[] {
  const { anyone, offices, roles } = act.who;
  const says = [
    anyone ? 'Open to anyone.' : `For: ${list([...offices, ...roles], title)}.`,
    ...optional(act.by && `Due: ${title(act.by)}.`),
    ...optional(act.contains && `Contains: ${title(act.contains)}.`),
    ...more,
    ...some('Then:', act.follows, title),
  ];
  return [
    { clauses: act.clauses, kind, title: act.title, code: name, says, condition: act.due && `due when ${act.due}` },
    ...[...act.available, ...act.acceptable].map((rule) => ofRule(act.title, rule, title)),
  ];
}

function ofStep(name: string, step: StepShape, title: Titles): readonly Entry[] {
  const fields = step.fields.map(fieldInWords).join('; ');
  return ofAct('Step', name, step, title, [
    ...(fields === '' ? [] : [`Recorded: ${fields}.`]),
    ...(step.repeatable ? ['It may be done again.'] : []),
    ...optional(step.decides && `It is the decision of ${title(step.decides.body)}.`),
    ...optional(step.designates && whomItNames(step.designates.as && title(step.designates.as))),
    ...optional(step.gives && `Whoever records it is from then on: ${title(step.gives)}.`),
  ]);
}

const whomItNames = (office: string | undefined): string =>
  office === undefined
    ? 'Whom it names has the office that it names.'
    : `Whom it names has this office from then on: ${office}.`;

function ofRule(of: string, { clauses, says, holds, force, breach, unless }: RuleShape, title: Titles): Entry {
  const lifted = unless === undefined ? [] : [`It stands in nobody’s way after: ${title(unless)}.`];
  return { clauses, kind: 'Rule', title: of, says: [unlessItHolds(force, breach, says), ...lifted], condition: holds };
}

const ofDeadlines = (description: PackDescription): readonly Entry[] =>
  Object.values(description.deadlines).map((deadline) => ({
    clauses: deadline.clauses,
    kind: 'Deadline',
    title: deadline.title,
    says: deadlineInWords(deadline, description),
  }));

function ofTables(description: PackDescription): readonly Entry[] {
  const output = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return String(value ?? 'nothing');
    return Array.isArray(value)
      ? value.join(', ')
      : settingInWords((value as { setting: string }).setting, description);
  };
  return Object.values(description.tables).flatMap(({ title, rows }) =>
    rows.map(({ when, then, clauses }) => ({
      clauses,
      kind: 'Decision',
      title,
      says: Object.entries(then).map(([name, value]) => `${name}: ${output(value)}`),
      condition: when,
    })),
  );
}

const keptFrom = ({ from, except }: PackDescription['hidden'][string], title: Titles): string => {
  const who = from === 'everyone' ? from : list(from, title);
  return `Kept from: ${who}${except.length > 0 ? `, but not from ${list(except, title)}` : ''}.`;
};

const ofHidden = ({ hidden }: PackDescription, title: Titles): readonly Entry[] =>
  Object.values(hidden).map((entry) => ({
    clauses: entry.clauses,
    kind: 'Kept from',
    title: entry.title,
    says: [entry.says, keptFrom(entry, title)],
    condition: entry.until && `until ${entry.until}`,
  }));

type Item = ItemShape & { readonly from?: string | undefined };

/** `courtside.sweep.minutes`: what a step tells. */
function filledFrom(from: string, title: Titles): string {
  const dot = from.lastIndexOf('.');
  const act = from.slice(0, dot);
  return title(from) !== from || title(act) === act ? title(from) : `${title(act)}, ${from.slice(dot + 1)}`;
}

function ofDocuments({ documents, notices }: PackDescription, title: Titles): readonly Entry[] {
  const items = (
    kind: string,
    of: { readonly title: string; readonly clauses: readonly string[]; readonly items: readonly Item[] },
  ) =>
    of.items.map((item) => ({
      clauses: item.clauses ?? of.clauses,
      kind,
      title: of.title,
      code: item.code,
      says: [`Says: ${item.says}.`, ...optional(item.from && `Filled from: ${filledFrom(item.from, title)}.`)],
    }));
  return [
    ...Object.values(documents).flatMap((document) => [
      {
        clauses: document.clauses,
        kind: 'Document',
        title: document.title,
        says: [
          document.breach === 'refuse'
            ? 'Refused where an item is missing.'
            : 'What is missing is listed and asked for.',
          ...optional(document.on && `A form to print, completed by: ${title(document.on)}.`),
          ...some('A copy goes with:', document.sent, title),
        ],
        condition: document.when && `where ${document.when}`,
      },
      ...items('Item of a document', document),
    ]),
    ...Object.entries(notices).flatMap(([name, notice]) => [
      {
        clauses: notice.clauses,
        kind: 'Letter',
        title: notice.title,
        code: name,
        says: [
          ...some('To:', notice.to, title),
          ...some('Sent upon:', notice.on, title),
          ...some('In a case before:', notice.bodies, title),
          ...optional(notice.by && `By: ${title(notice.by)}.`),
          ...some('Without:', notice.withheld, title),
        ],
      },
      ...items('Item of a letter', notice),
    ]),
  ];
}

function ofWords({ identity, offences, regulators, vocabulary, enforcedBySystem }: PackDescription): readonly Entry[] {
  const { receipt, clauses, title } = identity;
  return [
    { clauses, kind: 'Policy', title, says: ['Each case is decided under the issue that it began with.'] },
    ...Object.values(receipt).map((one) => ({ clauses: one.clauses, kind: 'Receipt', title: one.says, says: [] })),
    ...Object.entries(offences).map(([code, one]) => ({
      clauses: one.clauses,
      kind: 'Offence',
      title: one.title,
      code,
      says: [`Category: ${one.category}.`, ...(one.synonyms.length > 0 ? [`Also: ${one.synonyms.join(', ')}.`] : [])],
    })),
    ...Object.values(regulators).map((one) => ({
      clauses: one.clauses,
      kind: 'Regulator',
      title: one.name,
      says: [`${one.rule}: ${one.references.join(', ')}.`],
    })),
    ...Object.entries(vocabulary).map(([word, one]) => ({
      clauses: one.clauses,
      kind: 'Word',
      title: one.title,
      says: [`For: ${word}.`],
    })),
    ...Object.values(enforcedBySystem).map((one) => ({
      clauses: one.clauses,
      kind: 'Kept by the system',
      title: one.how,
      says: [`Shown by ${one.tests.length} ${one.tests.length === 1 ? 'test' : 'tests'} of the system.`],
    })),
  ];
}

const ofSettings = (description: PackDescription): readonly Entry[] =>
  Object.entries(description.settings).map(([name, { clauses, why }]) => ({
    clauses,
    kind: 'Setting',
    title: name,
    says: [`${settingInWords(name, description)}.`, why],
  }));
