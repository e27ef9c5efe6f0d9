import type { CompiledChoices, CompiledTariff } from '../engine/choosing.js';
import type { ChoicesShape, Shape, TariffOptionShape, TariffShape } from '../load/schema.js';
import type { PackFile, Path } from '../load/yaml-file.js';
import type { Effect } from '../policy.js';
import {
  compileRule,
  compilerFor,
  reportDuplicateCodes,
  type Compile,
  type Report,
  type Supply,
} from './conditions.js';
import { neverOpen } from './never-open.js';
import { typesAsked } from './tables.js';

export function compileTariffs(file: PackFile<Shape<'tariffs'>>, supply: Supply): ReadonlyMap<string, CompiledTariff> {
  return new Map(
    Object.entries(file.value).map(([name, tariff]) => {
      const { options, clauses, ...compiled } = compileOptions('tariffs', name, tariff, file.report, supply);
      tariff.options.forEach((option, i) => reportEffects(option, [name, 'options', i], file.report));
      const withEffects = options.map((option, i) => ({ ...option, ...effectsOf(tariff.options[i]) }));
      return [name, { ...compiled, clauses, always: tariff.always, options: withEffects }] as const;
    }),
  );
}

export function compileChoices(file: PackFile<Shape<'choices'>>, supply: Supply): ReadonlyMap<string, CompiledChoices> {
  return new Map(
    Object.entries(file.value).map(([name, choices]) => [
      name,
      compileOptions('choices', name, choices, file.report, supply),
    ]),
  );
}

function compileOptions(
  what: 'tariffs' | 'choices',
  name: string,
  { title, clauses, choose, options }: TariffShape | ChoicesShape,
  report: Report,
  supply: Supply,
): CompiledChoices {
  const types = typesAsked(what, name, supply, (message, suggestion) => report([name], message, { suggestion }));
  let isSound = types !== undefined && !supply.isChecked;
  const tell: Report = (...problem) => {
    isSound = false;
    report(...problem);
  };
  const condition = compilerFor(types, tell, supply);
  const codes = options.map(({ code }, i) => ({ code, path: [name, 'options', i, 'code'] }));
  reportDuplicateCodes(codes, report);
  const compiled = options.map((option, i) => compileOption(option, [name, 'options', i], condition, report));
  compiled.forEach(({ gates }, i) => {
    if (isSound && types && neverOpen(gates, types))
      report(
        [name, 'options', i, 'open'],
        gates.length === 1 ? 'its gate never opens' : 'its gates never open together',
      );
  });
  return { title, clauses, choose, options: compiled };
}

function compileOption(
  { open, code, title, clauses, parameters, follows, ...more }: (TariffShape | ChoicesShape)['options'][number],
  path: Path,
  condition: Compile,
  report: Report,
): CompiledChoices['options'][number] {
  reportDuplicateCodes(
    open.map(({ code: gate }, i) => ({ code: gate, path: [...path, 'open', i, 'code'] })),
    report,
  );
  const gates = open.map((gate, i) => compileRule(gate, condition([...path, 'open', i, 'holds'], gate.holds)));
  const { breach = undefined, synonyms = [] } = more as Partial<ChoicesShape['options'][number]>;
  return { option: { code, title, clauses, parameters, follows, breach, synonyms }, gates };
}

const reportEffects = ({ effect, effects }: TariffOptionShape, path: Path, report: Report): void => {
  if ((effect === undefined) === (effects.length === 0)) report(path, 'has an effect, or effects');
};

function effectsOf(option: TariffOptionShape | undefined): {
  readonly effect: string;
  readonly effects: readonly Effect[];
  readonly group: string | undefined;
} {
  const effects = option?.effect === undefined ? (option?.effects ?? []) : [{ effect: option.effect, binds: true }];
  return { effect: effects[0]?.effect ?? '', effects, group: option?.group };
}
