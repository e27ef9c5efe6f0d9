import { stepFactName } from '@probity/contracts';
import type { CompiledAct, CompiledRule } from '../engine/ruling.js';
import { merge } from '../engine/facts.js';
import { nearest } from '../load/near.js';
import type { ActShape, RuleShape, Shape, StepShape } from '../load/schema.js';
import type { PackFile, Path } from '../load/yaml-file.js';
import {
  standardFacts,
  timeFacts,
  type ActDefinition,
  type DocumentDefinition,
  type FactTypes,
  type FieldDefinition,
  type StepDefinition,
} from '../policy.js';
import {
  catalogueOf,
  compileRule,
  compilerFor,
  reportDuplicateCodes,
  type Compile,
  type Report,
  type Supply,
} from './conditions.js';

export interface ServiceActs {
  readonly service: string;
  readonly acts: readonly CompiledAct[];
  readonly steps: readonly CompiledAct<StepDefinition>[];
}

export interface ActContext {
  readonly supply: Supply;
  readonly documents: ReadonlyMap<string, DocumentDefinition>;
  /** The title of an office or of a role in a case. */
  readonly titleOf: (who: string) => string;
}

interface Parts {
  readonly path: Path;
  /** What the command says, which is known when it is given and not before. */
  readonly said: FactTypes | undefined;
  readonly available: Compile;
  readonly acceptable: Compile;
}

export function compileActs(service: string, file: PackFile<Shape<'acts'>>, context: ActContext): ServiceActs {
  const catalogue = catalogueOf(service, context.supply, file.report);
  const steps = stepFacts(file.value.steps);
  const known = catalogue && merge(merge(catalogue.facts, { ...standardFacts, ...timeFacts }), steps);
  const compiler = (types: FactTypes | undefined) => compilerFor(types, file.report, context.supply);
  const available = compiler(known);
  const acts = Object.entries(file.value.acts).map(([name, act]) => {
    const said = catalogue?.acts[name];
    if (catalogue && !said) {
      const suggestion = nearest(name, Object.keys(catalogue.acts));
      file.report([name], `the service ${service} has no act ${name}`, { suggestion });
    }
    const acceptable = compiler(known && said && merge(known, said));
    return compileAct(name, act, { path: [name], said, available, acceptable }, file.report, context);
  });
  const recorded = Object.entries(file.value.steps).map(([name, step]) => {
    const path = ['steps', name];
    const said = { field: typesOf(step.fields) };
    const acceptable = compiler(known && merge(known, said));
    const compiled = compileAct(name, step, { path, said, available, acceptable }, file.report, context);
    reportOptionalFields(path, step, compiled, file.report);
    const { fields, repeatable, means, designates, decides, arranges, gives, staff } = step;
    const parts = { service, fields, repeatable, means, designates, decides, arranges, gives, staff };
    return { ...compiled, definition: { ...compiled.definition, ...parts } };
  });
  return { service, acts, steps: recorded };
}

function compileAct(name: string, act: ActShape, parts: Parts, report: Report, context: ActContext): CompiledAct {
  const { path, said } = parts;
  const rules = (part: 'available' | 'acceptable') =>
    act[part].map((rule, i) => compileRule(rule, parts[part]([...path, part, i, 'holds'], rule.holds, said)));
  const available = rules('available');
  const acceptable = rules('acceptable');
  reportDuplicateCodes(
    [...codesAt(path, 'available', act.available), ...codesAt(path, 'acceptable', act.acceptable)],
    report,
  );
  return {
    definition: definitionOf(name, act, available, acceptable),
    due: act.due === undefined ? undefined : parts.available([...path, 'due'], act.due, said),
    available,
    acceptable,
    document: act.contains === undefined ? undefined : context.documents.get(act.contains),
    whoInWords: [...act.who.offices, ...act.who.roles].map((who) => `the ${context.titleOf(who)}`).join(' or '),
  };
}

function definitionOf(
  name: string,
  { title, clauses, who, by, contains, follows }: ActShape,
  available: readonly CompiledRule[],
  acceptable: readonly CompiledRule[],
): ActDefinition {
  const inWords = (rules: readonly CompiledRule[]) => rules.map(({ words }) => words);
  const rules = { available: inWords(available), acceptable: inWords(acceptable) };
  return { name, title, clauses, who, by, contains, follows, ...rules };
}

const codesAt = (path: Path, part: string, rules: readonly RuleShape[]) =>
  rules.map(({ code }, i) => ({ code, path: [...path, part, i, 'code'] }));

const celType = { text: 'string', date: 'string', choice: 'string', boolean: 'bool', number: 'double' } as const;

export const typesOf = (fields: readonly FieldDefinition[]): FactTypes =>
  Object.fromEntries(fields.map(({ name, type }) => [name, celType[type]]));

/**
 * What the policy's own steps on this subject have told, as `step.<name>`, without the subject's name: whether and on what
 * day each was last recorded, and its fields, which are there once it is done.
 */
export const stepFacts = (
  steps: Readonly<Record<string, { readonly fields: readonly FieldDefinition[] }>>,
): FactTypes => ({
  step: Object.fromEntries(
    Object.entries(steps).map(([name, { fields }]) => [
      stepFactName(name),
      { done: 'bool', at: 'string', ...typesOf(fields) },
    ]),
  ),
});

/** Words that are left out read as ''; a number or a yes-or-no that is left out could not be told from nought or no. */
function reportOptionalFields(path: Path, step: StepShape, { acceptable }: CompiledAct, report: Report): void {
  const isUnclear = ({ required, type }: FieldDefinition) => !required && (type === 'number' || type === 'boolean');
  const unclear = step.fields.filter(isUnclear).map(({ name }) => `field.${name}`);
  acceptable.forEach(({ condition }, i) => {
    const read = condition.names.find((name) => unclear.includes(name));
    if (read !== undefined) report([...path, 'acceptable', i, 'holds'], `${read} is optional, and a rule needs it`);
  });
}
