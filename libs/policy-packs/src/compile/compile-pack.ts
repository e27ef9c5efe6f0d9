import type { Condition } from '../cel.js';
import { CalendarError, readCalendar } from '../calendar/bank-holidays.js';
import type { CompiledAct } from '../engine/ruling.js';
import type { CompiledTable } from '../engine/table.js';
import type { PackFiles } from '../load/pack-files.js';
import type { ItemShape, Shape } from '../load/schema.js';
import type { PackFile } from '../load/yaml-file.js';
import type {
  ActCatalogue,
  Clause,
  DocumentDefinition,
  DocumentItem,
  FormDefinition,
  NoticeDefinition,
  Offence,
  OfficeDefinition,
  Reading,
  RegulatorDefinition,
  StepDefinition,
} from '../policy.js';
import type { CompiledBody } from '../engine/body.js';
import type { CompiledChoices, CompiledTariff } from '../engine/choosing.js';
import { describePack, type PackDescription } from '../describe/describe-pack.js';
import { isInTime, type Reckoning } from '../engine/deadline.js';
import { compileActs, type ServiceActs } from './acts.js';
import { compileBodies } from './bodies.js';
import { compileHidden, type CompiledHidden } from './hidden.js';
import type { Supply } from './conditions.js';
import { reportContradictions } from './contradictions.js';
import type { InTime } from './in-time.js';
import { factTypes, reportFacts } from './facts-meant.js';
import { actNames, compileWhen, reportForms, sourceOf } from './forms.js';
import { reportNames } from './names-meant.js';
import { reportUnchosenGroups } from './never-open.js';
import { reportReferences } from './references.js';
import { deadlinesOf, settingsOf, type DeadlineRule, type SettingValues } from './settings.js';
import { compileTables, type Settings } from './tables.js';
import { compileChoices, compileTariffs } from './tariffs.js';

type ByName<T> = ReadonlyMap<string, T>;

export interface CompiledForm {
  readonly definition: FormDefinition;
  /** Undefined: every case has it. */
  readonly when: Condition | undefined;
}

/** A pack with its conditions compiled and its names resolved. */
export interface CompiledPack {
  readonly identity: Shape<'identity'>;
  readonly services: ByName<ServiceActs>;
  readonly acts: ByName<CompiledAct>;
  readonly steps: ByName<CompiledAct<StepDefinition>>;
  readonly tables: ByName<CompiledTable>;
  readonly tariffs: ByName<CompiledTariff>;
  readonly choices: ByName<CompiledChoices>;
  readonly bodies: ByName<CompiledBody>;
  readonly hidden: readonly CompiledHidden[];
  readonly vocabulary: ByName<Shape<'vocabulary'>[string]>;
  readonly enforcedBySystem: ByName<Shape<'enforced-by-system'>[string]>;
  readonly deadlines: ByName<DeadlineRule>;
  readonly settings: Settings;
  readonly documents: ByName<DocumentDefinition>;
  readonly forms: ByName<CompiledForm>;
  readonly notices: ByName<NoticeDefinition>;
  readonly offences: ByName<Offence>;
  readonly offices: ByName<OfficeDefinition>;
  /** The parts in a case, by the kinds of reporters that have them. */
  readonly partsOfReporters: ByName<readonly string[]>;
  readonly regulators: ByName<RegulatorDefinition>;
  readonly readings: readonly Reading[];
  readonly clauses: ByName<Clause>;
  readonly catalogues: readonly ActCatalogue[];
  /** Undefined where its calendar is unusable. */
  readonly reckoning: Reckoning | undefined;
  /** @throws where a file of the pack is unusable */
  describe(): PackDescription;
}

/**
 * @param calendars folders, of which the first that has the calendar counts
 * @returns undefined for a pack without an identity; whatever else is wrong is reported and left out */
export function compilePack(
  files: PackFiles,
  calendars: readonly string[],
  supply: Supply,
  chosen: SettingValues,
): CompiledPack | undefined {
  if (!supply.isChecked) reportAll(files, supply);
  if (files.identity === undefined) return undefined;
  const identity = files.identity.value;
  const settings = files.settings && settingsOf(identity.pack, files.settings, chosen);
  const documents = named(files.documents, (name, entry) => ({ ...entry, name, items: itemsOf(entry) }));
  const deadlines = files.deadlines ? deadlinesOf(files.deadlines, settings) : new Map<string, DeadlineRule>();
  const reckoning = reckoningOf(files.identity, calendars);
  const timed: Supply = {
    ...supply,
    times: { deadlines, isInTime: inTimeBy(reckoning), isUnusable: !files.deadlines },
  };
  const services = servicesOf(files, timed, documents);
  let described: PackDescription | undefined;
  return {
    identity,
    services: new Map(services.map((service) => [service.service, service])),
    acts: new Map(services.flatMap(({ acts, steps }) => [...acts, ...steps]).map((act) => [act.definition.name, act])),
    steps: new Map(services.flatMap(({ steps }) => steps).map((step) => [step.definition.name, step])),
    tables: files.tables ? compileTables(files.tables, timed, settings) : new Map(),
    tariffs: files.tariffs ? compileTariffs(files.tariffs, timed) : new Map(),
    choices: files.choices ? compileChoices(files.choices, timed) : new Map(),
    bodies: files.bodies ? compileBodies(files.bodies, supply) : new Map(),
    hidden: files.hidden ? compileHidden(files.hidden, timed, files.acts) : [],
    vocabulary: named(files.vocabulary, (_, entry) => entry),
    enforcedBySystem: named(files.enforcedBySystem, (_, entry) => entry),
    deadlines,
    settings: settings ?? new Map(),
    documents,
    forms: formsOf(files, timed),
    notices: named(files.notices, (name, entry) => ({ ...entry, name, by: entry.by, items: itemsOf(entry) })),
    offences: named(files.offences, (code, entry) => ({ ...entry, code })),
    offices: named(files.offices && { value: files.offices.value.offices }, (id, entry) => ({ ...entry, id })),
    partsOfReporters: partsOfReporters(files),
    regulators: named(files.regulators, (id, entry) => ({ ...entry, id })),
    readings: [...named(files.readings, (id, entry) => ({ ...entry, id })).values()],
    clauses: files.clauses ?? new Map(),
    catalogues: supply.catalogues,
    reckoning,
    describe: () => (described ??= describePack(files, settings, factTypes(files, supply.catalogues))),
  };
}

function named<T, R>(
  file: { readonly value: Readonly<Record<string, T>> } | undefined,
  make: (name: string, entry: T) => R,
): ByName<R> {
  return new Map(Object.entries(file?.value ?? {}).map(([name, entry]) => [name, make(name, entry)]));
}

/** An item that cites no clause rests on those of its document. */
const itemsOf = ({ items, clauses }: { items: readonly ItemShape[]; clauses: readonly string[] }): DocumentItem[] =>
  items.map((item) => ({ ...item, clauses: item.clauses ?? clauses }));

function partsOfReporters({ offices }: PackFiles): ByName<readonly string[]> {
  const roles = Object.entries(offices?.value.roles ?? {});
  const kinds = new Set(roles.flatMap(([, { reporters }]) => reporters));
  const partsOf = (kind: string) => roles.flatMap(([role, { reporters }]) => (reporters.includes(kind) ? [role] : []));
  return new Map([...kinds].map((kind) => [kind, partsOf(kind)]));
}

function formsOf(files: PackFiles, supply: Supply): ByName<CompiledForm> {
  const acts = actNames(files.acts);
  const when = compileWhen(files.documents, files.acts, supply);
  const forms = Object.entries(files.documents?.value ?? {}).flatMap(([name, { on, ...entry }]) => {
    if (on === undefined) return [];
    const items = entry.items.map((item) => ({
      ...item,
      clauses: item.clauses ?? entry.clauses,
      from: item.from === undefined ? undefined : sourceOf(item.from, acts),
      fact: item.fact,
      what: item.what,
    }));
    const { title, clauses, breach, sent } = entry;
    return [[name, { definition: { name, title, clauses, breach, on, sent, items }, when: when.get(name) }] as const];
  });
  return new Map(forms);
}

function servicesOf(
  { acts, offices }: PackFiles,
  supply: Supply,
  documents: ByName<DocumentDefinition>,
): readonly ServiceActs[] {
  const titles = { ...offices?.value.roles, ...offices?.value.offices };
  const titleOf = (who: string) => titles[who]?.title ?? who;
  const context = { supply, documents, titleOf };
  return [...(acts ?? [])].map(([service, file]) => compileActs(service, file, context));
}

function reportAll(files: PackFiles, supply: Supply): void {
  reportReferences(files);
  reportNames(files);
  reportFacts(files, supply);
  reportForms(files, supply);
  reportUnchosenGroups(files);
  reportContradictions(files, supply);
}

const inTimeBy =
  (reckoning: Reckoning | undefined): InTime =>
  (rule, from, meets) => {
    if (!reckoning) throw new Error('the calendar is unusable');
    return isInTime(rule, from, meets, reckoning);
  };

function reckoningOf(identity: PackFile<Shape<'identity'>>, calendars: readonly string[]): Reckoning | undefined {
  const { timeZone, receipt, calendar } = identity.value;
  try {
    return { timeZone, receipt, calendar: readCalendar(calendars, calendar) };
  } catch (error) {
    identity.report(
      ['calendar'],
      error instanceof CalendarError ? error.message : `the calendar is unusable: ${error}`,
    );
    return undefined;
  }
}
