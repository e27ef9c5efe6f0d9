import { refusalOf, type CompiledRule } from '../engine/ruling.js';
import type { Shape, TariffOptionShape } from '../load/schema.js';
import type { PackFile, Path } from '../load/yaml-file.js';
import type { Facts, TariffOption } from '../policy.js';
import {
  compileRule,
  compilerFor,
  reportDuplicateCodes,
  type Compile,
  type Report,
  type Supply,
} from './conditions.js';
import { typesAsked } from './tables.js';

export type CompiledTariff = readonly {
  readonly option: Omit<TariffOption, 'open' | 'refusals'>;
  readonly open: readonly CompiledRule[];
}[];

export function compileTariffs(file: PackFile<Shape<'tariffs'>>, supply: Supply): ReadonlyMap<string, CompiledTariff> {
  const compiled = Object.entries(file.value).map(([name, { options }]) => {
    const types = typesAsked('tariffs', name, supply, (message) => file.report([name], message));
    const condition = compilerFor(types, file.report);
    const codes = options.map(({ code }, i) => ({ code, path: [name, 'options', i, 'code'] }));
    reportDuplicateCodes(codes, file.report);
    return [
      name,
      options.map((option, i) => compileOption(option, [name, 'options', i], condition, file.report)),
    ] as const;
  });
  return new Map(compiled);
}

function compileOption({ open, ...option }: TariffOptionShape, path: Path, condition: Compile, report: Report) {
  reportDuplicateCodes(
    open.map(({ code }, i) => ({ code, path: [...path, 'open', i, 'code'] })),
    report,
  );
  return {
    option,
    open: open.map((rule, i) => compileRule(rule, condition([...path, 'open', i, 'holds'], rule.holds))),
  };
}

export function optionsFor(tariff: CompiledTariff, facts: Facts): readonly TariffOption[] {
  return tariff.map(({ option, open }) => {
    const refusals = open.flatMap((rule) => {
      const { value, read } = rule.condition.evaluate(facts);
      return value ? [] : [refusalOf(rule, read)];
    });
    return { ...option, open: refusals.length === 0, refusals };
  });
}
