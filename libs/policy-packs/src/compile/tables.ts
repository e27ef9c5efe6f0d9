import { leavesOf } from '../cel.js';
import type { CompiledTable } from '../engine/table.js';
import { nearest } from '../load/near.js';
import type { Shape, TableShape } from '../load/schema.js';
import type { PackFile, Path } from '../load/yaml-file.js';
import type { Fact, FactTypes, Setting } from '../policy.js';
import { reportGapsAndOverlaps } from './table-check.js';
import { compilerFor, type Report, type Supply } from './conditions.js';

export type Settings = ReadonlyMap<string, Setting>;

const ASKED = { tables: 'a table', tariffs: 'a tariff', choices: 'choices' } as const;

export function compileTables(
  file: PackFile<Shape<'tables'>>,
  supply: Supply,
  settings: Settings | undefined,
): ReadonlyMap<string, CompiledTable> {
  const compiled = Object.entries(file.value).map(([name, table]) => {
    const types = typesAsked('tables', name, supply, (message, suggestion) =>
      file.report([name], message, { suggestion }),
    );
    return [name, compileTable(name, table, types, settings, file.report, supply)] as const;
  });
  return new Map(compiled);
}

/** What is supplied to a table or a tariff by the service that asks it; undefined where none of those that run here does. */
export function typesAsked(
  what: 'tables' | 'tariffs' | 'choices',
  name: string,
  supply: Supply,
  report: (message: string, suggestion?: string) => void,
): FactTypes | undefined {
  const asking = supply.catalogues.filter((catalogue) => Object.hasOwn(catalogue[what] ?? {}, name));
  const [types, ...others] = asking.map((catalogue) => catalogue[what]?.[name]);
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(types))) {
    report(`${asking.map(({ service }) => service).join(' and ')} ask it with different facts`);
  }
  if (asking.length === 0 && supply.isWhole) {
    const known = supply.catalogues.flatMap((catalogue) => Object.keys(catalogue[what] ?? {}));
    report(`no service asks such ${ASKED[what]}`, nearest(name, known));
  }
  return types;
}

function compileTable(
  name: string,
  table: TableShape,
  types: FactTypes | undefined,
  settings: Settings | undefined,
  tell: Report,
  supply: Supply,
): CompiledTable {
  let isSound = types !== undefined;
  const report: Report = (...problem) => {
    isSound = false;
    tell(...problem);
  };
  const condition = compilerFor(types, report, supply);
  const rows = table.rows.map(({ when, then, clauses }, i) => {
    const path: Path = [name, 'rows', i];
    const outputs = Object.entries(then).map(([key, value]) =>
      resolve(key, value, settings, [...path, 'then'], report),
    );
    const chosen = outputs.flatMap(({ setting }) => setting ?? []);
    if (clauses.length + chosen.length === 0) report(path, 'a row rests on a clause or on a setting');
    const result = {
      then: Object.fromEntries(outputs.map(({ key, value }) => [key, value])),
      clauses,
      settings: chosen,
    };
    return { when: condition([...path, 'when'], when), result };
  });
  const values = Object.fromEntries(Object.entries(table.inputs).map(([input, declared]) => [input, declared.values]));
  const compiled = { name, hit: table.hit, rows, values };
  reportOutputs(name, table, report);
  if (types !== undefined) reportInputs(name, table, types, report);
  if (types !== undefined && isSound && !supply.isChecked) reportGapsAndOverlaps(compiled, types, report);
  return compiled;
}

type Output = TableShape['rows'][number]['then'][string];

function resolve(key: string, value: Output, settings: Settings | undefined, path: Path, report: Report) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return { key, value: value as Fact };
  const { setting } = value as { setting: string };
  const found = settings?.get(setting);
  if (settings !== undefined && found === undefined) {
    const suggestion = nearest(setting, settings.keys());
    report([...path, key, 'setting'], `there is no setting ${setting}`, { suggestion });
  }
  return { key, value: found?.value ?? null, setting };
}

function reportOutputs(name: string, { rows }: TableShape, report: Report): void {
  const outputs = new Set(rows.flatMap(({ then }) => Object.keys(then)));
  rows.forEach(({ then }, i) => {
    const lacking = [...outputs].filter((output) => !Object.hasOwn(then, output));
    if (lacking.length > 0) report([name, 'rows', i, 'then'], `lacks ${lacking.join(', ')}, which other rows have`);
  });
}

function reportInputs(name: string, { inputs }: TableShape, types: FactTypes, report: Report): void {
  const leaves = new Map(leavesOf(types).map((leaf) => [leaf.name, leaf.type]));
  for (const [input, { values }] of Object.entries(inputs)) {
    const type = leaves.get(input);
    const wanted = type === 'double' ? 'number' : 'string';
    if (type === undefined)
      report([name, 'inputs', input], `unknown fact ${input}`, { suggestion: nearest(input, leaves.keys()) });
    else if (type === 'bool') report([name, 'inputs', input], `${input} is bool, and its values need not be declared`);
    else if (values.some((value) => typeof value !== wanted)) report([name, 'inputs', input], `${input} is ${type}`);
  }
}
