import { join } from 'node:path';
import { CalendarError, readCalendar, type HolidayCalendar } from '../calendar/bank-holidays.js';
import type { CompiledAct } from '../engine/ruling.js';
import type { CompiledTable } from '../engine/table.js';
import type { PackFiles } from '../load/pack-files.js';
import type { ItemShape, Shape } from '../load/schema.js';
import type { PackFile } from '../load/yaml-file.js';
import type {
  Clause,
  DocumentDefinition,
  DocumentItem,
  NoticeDefinition,
  Offence,
  OfficeDefinition,
  Reading,
  RegulatorDefinition,
  StepDefinition,
} from '../policy.js';
import { compileActs, type ServiceActs } from './acts.js';
import type { Supply } from './conditions.js';
import { reportReferences } from './references.js';
import { deadlinesOf, settingsOf, type DeadlineRule, type SettingValues } from './settings.js';
import { compileTables, type Settings } from './tables.js';
import { compileTariffs, type CompiledTariff } from './tariffs.js';

type ByName<T> = ReadonlyMap<string, T>;

/** A pack with its conditions compiled and its names resolved. */
export interface CompiledPack {
  readonly identity: Shape<'identity'>;
  readonly services: ByName<ServiceActs>;
  readonly acts: ByName<CompiledAct>;
  readonly steps: ByName<CompiledAct<StepDefinition>>;
  readonly tables: ByName<CompiledTable>;
  readonly tariffs: ByName<CompiledTariff>;
  readonly deadlines: ByName<DeadlineRule>;
  readonly settings: Settings;
  readonly documents: ByName<DocumentDefinition>;
  readonly notices: ByName<NoticeDefinition>;
  readonly offences: ByName<Offence>;
  readonly offices: ByName<OfficeDefinition>;
  readonly regulators: ByName<RegulatorDefinition>;
  readonly readings: readonly Reading[];
  readonly clauses: ByName<Clause>;
  readonly calendar: HolidayCalendar | undefined;
}

/** @returns undefined for a pack without an identity; whatever else is wrong is reported and left out */
export function compilePack(
  files: PackFiles,
  directory: string,
  supply: Supply,
  chosen: SettingValues,
): CompiledPack | undefined {
  reportReferences(files);
  if (files.identity === undefined) return undefined;
  const identity = files.identity.value;
  const settings = files.settings && settingsOf(identity.pack, files.settings, chosen);
  const documents = named(files.documents, (name, entry) => ({ ...entry, name, items: itemsOf(entry) }));
  const services = servicesOf(files, supply, documents);
  return {
    identity,
    services: new Map(services.map((service) => [service.service, service])),
    acts: new Map(services.flatMap(({ acts, steps }) => [...acts, ...steps]).map((act) => [act.definition.name, act])),
    steps: new Map(services.flatMap(({ steps }) => steps).map((step) => [step.definition.name, step])),
    tables: files.tables ? compileTables(files.tables, supply, settings) : new Map(),
    tariffs: files.tariffs ? compileTariffs(files.tariffs, supply) : new Map(),
    deadlines: files.deadlines ? deadlinesOf(files.deadlines, settings) : new Map(),
    settings: settings ?? new Map(),
    documents,
    notices: named(files.notices, (name, entry) => ({ ...entry, name, items: itemsOf(entry) })),
    offences: named(files.offences, (code, entry) => ({ ...entry, code })),
    offices: named(files.offices && { value: files.offices.value.offices }, (id, entry) => ({ ...entry, id })),
    regulators: named(files.regulators, (id, entry) => ({ ...entry, id })),
    readings: [...named(files.readings, (id, entry) => ({ ...entry, id })).values()],
    clauses: files.clauses ?? new Map(),
    calendar: calendarOf(files.identity, join(directory, '..', 'calendars')),
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

function calendarOf(identity: PackFile<Shape<'identity'>>, directory: string): HolidayCalendar | undefined {
  try {
    return readCalendar(directory, identity.value.calendar);
  } catch (error) {
    identity.report(
      ['calendar'],
      error instanceof CalendarError ? error.message : `the calendar is unusable: ${error}`,
    );
    return undefined;
  }
}
