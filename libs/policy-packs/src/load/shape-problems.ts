import { z } from 'zod';
import { nearest } from './near.js';
import type { Path } from './yaml-file.js';

interface ShapeProblem {
  readonly path: Path;
  readonly message: string;
  readonly suggestion?: string | undefined;
}

/** What zod found, in the words of somebody who writes a pack. */
export function shapeProblems(error: z.ZodError, schema: z.ZodType, raw: unknown): readonly ShapeProblem[] {
  return error.issues.flatMap((issue): readonly ShapeProblem[] => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    const where = path.length === 0 ? '' : `${path.join('/')}: `;
    if (issue.code === 'unrecognized_keys') {
      const known = keysAt(schema, path);
      return issue.keys.map((key) => {
        const message = `${where}${key} does not belong here; allowed: ${known.join(', ')}`;
        return { path: [...path, key], message, suggestion: nearest(key, known) };
      });
    }
    const given = valueAt(raw, path);
    const suggestion =
      issue.code === 'invalid_value' && typeof given === 'string'
        ? nearest(given, issue.values.map(String))
        : undefined;
    const wanted = schemasAt(schema, path);
    return [{ path, message: `${where}${inWords(issue, given, wanted)}`, suggestion }];
  });
}

type Issue = z.ZodError['issues'][number];

function inWords(issue: Issue, given: unknown, wanted: readonly JsonSchema[]): string {
  switch (issue.code) {
    case 'invalid_type':
      return given === undefined ? 'is missing' : ofOtherType(issue.expected, given, wanted);
    case 'invalid_value':
      return typeof given === 'object' ? issue.message : `${String(given)} is none of ${issue.values.join(', ')}`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    case 'too_small':
      if (issue.origin === 'string') return 'must not be empty';
      return issue.origin === 'array' ? 'must have an entry' : issue.message;
    case 'invalid_format':
      return issue.format === 'date' ? "must be a date, such as '2026-11-06'" : issue.message;
    case 'invalid_union':
      return `must be one of: ${wanted.flatMap(either).flatMap(kindOf).join('; ')}`;
    default:
      return issue.message;
  }
}

function ofOtherType(expected: string, given: unknown, wanted: readonly JsonSchema[]): string {
  const is = Array.isArray(given)
    ? 'is a list, and '
    : typeof given === 'object' && given !== null
      ? 'is a map, and '
      : '';
  switch (expected) {
    case 'array': {
      const [item] = wanted.flatMap(either).flatMap(({ items }) => items ?? []);
      const keys = item?.required ?? [];
      if (keys.length > 0) return `${is}must be a list: - { ${keys.map((key) => `${key}: …`).join(', ')} }`;
      return is === '' ? `must be a list: [${String(given)}]` : `${is}must be a list: [a, b]`;
    }
    case 'record':
      return `${is}must be entries by name: name: { … }`;
    case 'object': {
      const schemas = wanted.flatMap(either);
      const needed = schemas.flatMap(({ required = [] }) => required);
      const more = schemas.some(({ properties = {} }) => Object.keys(properties).length > needed.length) ? ['…'] : [];
      return `${is}must be { ${[...needed.map((key) => `${key}: …`), ...more].join(', ')} }`;
    }
    case 'string':
      return is === '' ? `must be words: put it in quotes, '${String(given)}'` : `${is}must be words`;
    case 'number':
    case 'int':
      return `must be a number${/^[\d.]+$/.test(String(given)) ? `: ${String(given)}, without quotes` : ''}`;
    default:
      return expected === 'boolean' ? 'must be true or false' : `must be ${expected}`;
  }
}

/** `words`, `{ setting }`. */
function kindOf({ type, properties }: JsonSchema): readonly string[] {
  if (properties) return [`{ ${Object.keys(properties).join(', ')} }`];
  const words: Readonly<Record<string, string>> = { string: 'words', number: 'a number', boolean: 'true or false' };
  return type === undefined ? [] : [words[type] ?? (type === 'array' ? 'a list' : type)];
}

interface JsonSchema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** The keys that an entry at the path may have. */
const keysAt = (schema: z.ZodType, path: Path): readonly string[] => [
  ...new Set(
    schemasAt(schema, path)
      .flatMap(either)
      .flatMap(({ properties }) => Object.keys(properties ?? {})),
  ),
];

function schemasAt(schema: z.ZodType, path: Path): readonly JsonSchema[] {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return path.reduce<readonly JsonSchema[]>((all, step) => all.flatMap((one) => below(one, step)), [whole]);
}

const either = (schema: JsonSchema): readonly JsonSchema[] => [schema, ...(schema.anyOf ?? []).flatMap(either)];

const below = (schema: JsonSchema, step: string | number): readonly JsonSchema[] =>
  either(schema).flatMap(({ properties, additionalProperties, items }) => {
    if (typeof step === 'number') return items ?? [];
    if (properties && Object.hasOwn(properties, step)) return properties[step] ?? [];
    return typeof additionalProperties === 'object' ? additionalProperties : [];
  });

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined),
    raw,
  );
}
