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
        const message = `${where}has no "${key}"`;
        return { path: [...path, key], message, suggestion: nearest(key, known) };
      });
    }
    const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
    const given = issue.code === 'invalid_value' ? valueAt(raw, path) : undefined;
    const suggestion =
      issue.code === 'invalid_value' && typeof given === 'string'
        ? nearest(given, issue.values.map(String))
        : undefined;
    return [{ path, message: `${where}${isMissing ? 'is missing' : issue.message}`, suggestion }];
  });
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** The keys that an entry at the path may have. */
function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const found = path.reduce<readonly JsonSchema[]>((all, step) => all.flatMap((one) => below(one, step)), [whole]);
  return found.flatMap(either).flatMap(({ properties }) => Object.keys(properties ?? {}));
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
