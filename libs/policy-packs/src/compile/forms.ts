import { leavesOf, type Condition } from '../cel.js';
import { procedure } from '../catalogue/index.js';
import { merge } from '../engine/facts.js';
import { nearest } from '../load/near.js';
import type { PackFiles } from '../load/pack-files.js';
import type { DocumentShape } from '../load/schema.js';
import type { PackFile, Path } from '../load/yaml-file.js';
import { standardFacts, timeFacts, type ActCatalogue, type FactTypes, type FormSource } from '../policy.js';
import { stepFacts } from './acts.js';
import { compilerFor, type Supply } from './conditions.js';

type Documents = PackFile<Readonly<Record<string, DocumentShape>>>;
type Acts = NonNullable<PackFiles['acts']>;

/** `report.submit` is the act, `report.submit.what` what it tells by that name. */
export function sourceOf(from: string, acts: ReadonlySet<string>): FormSource {
  const dot = from.lastIndexOf('.');
  return acts.has(from) || from.indexOf('.') === dot
    ? { act: from, told: undefined }
    : { act: from.slice(0, dot), told: from.slice(dot + 1) };
}

export const actNames = (acts: PackFiles['acts']): ReadonlySet<string> =>
  new Set(
    [...(acts?.values() ?? [])].flatMap(({ value }) => [...Object.keys(value.acts), ...Object.keys(value.steps)]),
  );

/** Reports what a form names and is not there: its act, what fills an item, the letters that go with it. */
export function reportForms({ documents, acts, notices }: PackFiles, { catalogues, isWhole }: Supply): void {
  if (!documents || !acts) return;
  const known = { acts, names: actNames(acts), catalogues };
  const expect = (all: ReadonlySet<string>, name: string, what: string, path: Path): boolean => {
    if (!all.has(name)) documents.report(path, `there is no ${what} ${name}`, { suggestion: nearest(name, all) });
    return all.has(name);
  };
  for (const [form, { on, sent, items }] of Object.entries(documents.value)) {
    if (on === undefined) continue;
    const isAct = expect(known.names, on, 'act or step', [form, 'on']);
    if (isAct) reportSilent(on, [form, 'on'], known, documents);
    if (notices)
      sent.forEach((name, i) => expect(new Set(Object.keys(notices.value)), name, 'notice', [form, 'sent', i]));
    items.forEach(({ from, fact, what }, i) => {
      const at = [form, 'items', i];
      if (from !== undefined) reportSource(from, [...at, 'from'], known, documents);
      if (fact !== undefined && isAct) reportFact(fact, subjectOf(on), [...at, 'fact'], known, documents);
      if (what === undefined || !isWhole || !catalogues.some(({ service }) => service === subjectOf(on))) return;
      const hidden = catalogues.flatMap((catalogue) => catalogue.hidden ?? []);
      if (hidden.includes(what)) return;
      documents.report([...at, 'what'], `no service knows ${what}`, { suggestion: nearest(what, hidden) });
    });
  }
}

interface Known {
  readonly acts: Acts;
  readonly names: ReadonlySet<string>;
  readonly catalogues: readonly ActCatalogue[];
}

function reportSource(from: string, path: Path, { acts, names, catalogues }: Known, file: Documents): void {
  const { report } = file;
  const { act, told } = sourceOf(from, names);
  if (!names.has(act)) {
    report(path, `there is no act or step ${act}`, { suggestion: nearest(act, names) });
    return;
  }
  if (told === undefined) {
    reportSilent(act, path, { acts, names, catalogues }, file);
    return;
  }
  const step = acts.get(subjectOf(act))?.value.steps[act];
  // Of a service that does not run here it is not known what its acts tell.
  const telling = catalogues.find(({ service }) => service === subjectOf(act));
  if (!step && !telling) return;
  const has = step ? step.fields.map(({ name }) => name) : (telling?.forms?.[act] ?? []);
  if (has.includes(told)) return;
  const says = step ? `the step ${act} has no field ${told}` : `the act ${act} tells a form no ${told}`;
  const all = has.length > 0 ? `: it has ${has.join(', ')}` : '';
  const suggestion = nearest(told, has);
  report(path, `${says}${suggestion === undefined ? all : ''}`, { suggestion });
}

/** Steps are told of; of an act its service must say what it tells. */
function reportSilent(act: string, path: Path, { acts, catalogues }: Known, { report }: Documents): void {
  const catalogue = catalogues.find(({ service }) => service === subjectOf(act));
  const isStep = Object.hasOwn(acts.get(subjectOf(act))?.value.steps ?? {}, act);
  if (isStep || !catalogue || catalogue.forms?.[act] !== undefined) return;
  const telling = catalogues.flatMap(({ forms = {} }) => Object.keys(forms));
  const all = telling.length === 0 ? '' : `, and of acts ${telling.join(', ')}`;
  report(path, `no form is told of the act ${act}: it is told of steps${all}`);
}

function reportFact(
  fact: string,
  subject: string,
  path: Path,
  { acts, catalogues }: Known,
  { report }: Documents,
): void {
  const catalogue = catalogues.find(({ service }) => service === subject);
  if (!catalogue) return;
  const types = factsOf(subject, catalogue, acts);
  const known = leavesOf(types).map(({ name }) => name);
  if (known.includes(fact)) return;
  report(path, `no fact of ${subject} is ${fact}`, { suggestion: nearest(fact, known) });
}

/** By form: the condition on which a case has it. */
export function compileWhen(
  documents: Documents | undefined,
  acts: PackFiles['acts'],
  supply: Supply,
): ReadonlyMap<string, Condition> {
  const forms = Object.entries(documents?.value ?? {});
  return new Map(
    forms.flatMap(([name, { on, when }]) => {
      if (on === undefined || when === undefined || !documents) return [];
      const here = supply.catalogues.find(({ service }) => service === subjectOf(on));
      const catalogue = here ?? procedure.find(({ service }) => service === subjectOf(on));
      const types = catalogue && acts && factsOf(subjectOf(on), catalogue, acts);
      const compile = compilerFor(types, here ? documents.report : () => undefined, supply);
      return [[name, compile([name, 'when'], when)] as const];
    }),
  );
}

const factsOf = (subject: string, { facts }: ActCatalogue, acts: Acts): FactTypes =>
  merge(merge(facts, { ...standardFacts, ...timeFacts }), stepFacts(acts.get(subject)?.value.steps ?? {}));

const subjectOf = (act: string): string => act.slice(0, act.indexOf('.'));
