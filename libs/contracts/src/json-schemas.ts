import { z } from 'zod';
import { personalPaths } from './personal.js';
import { sealedField } from './sealed-field.js';

/** JSON Schema 2020-12, as far as ours goes. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly description?: string;
  /** Sealed on the bus. */
  readonly personal?: boolean;
}

/** As it is told, with what defaults fill in; before it is sealed. */
export const toldSchema = (schema: z.ZodType): JsonSchema => jsonSchema(schema, 'output');

/** What a reader makes do with. */
export const readSchema = (schema: z.ZodType): JsonSchema => jsonSchema(schema, 'input');

/** As it is told, with ciphertext in place of what is personal; a consumer passes over fields that it does not know. */
export const busSchema = (schema: z.ZodType): JsonSchema => jsonSchema(schema, 'output', sealed);

function jsonSchema(schema: z.ZodType, io: 'input' | 'output', inPlaceOfPersonal?: JsonSchema): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io,
    override: ({ zodSchema, jsonSchema: told }) => {
      if (inPlaceOfPersonal && personalPaths(zodSchema as unknown as z.ZodType).includes('')) {
        for (const name of Object.keys(told)) delete (told as Record<string, unknown>)[name];
        Object.assign(told, inPlaceOfPersonal);
      }
    },
  });
  return inPlaceOfPersonal ? plain(made) : withoutWords(plain(made));
}

/** Without what says the same twice, or to a writer alone. */
function plain(schema: unknown): JsonSchema {
  if (Array.isArray(schema)) return schema.map(plain) as unknown as JsonSchema;
  if (typeof schema !== 'object' || schema === null) return schema as JsonSchema;
  const { $schema: _, default: __, propertyNames: ___, ...rest } = schema as Record<string, unknown>;
  const kept = Object.entries(rest).flatMap(([name, member]): readonly (readonly [string, unknown])[] => {
    if (name === 'additionalProperties' && member === false) return [];
    if (name === 'pattern' && 'format' in rest) return patternOf(rest['format'], member);
    if (member === Number.MAX_SAFE_INTEGER || member === Number.MIN_SAFE_INTEGER) return [];
    return [[name, name === 'properties' ? mapped(member as object, plain) : plain(member)]];
  });
  return Object.fromEntries(kept) as JsonSchema;
}

/** What is said about it changes nothing of it. */
function withoutWords({ description: _, ...schema }: JsonSchema): JsonSchema {
  const { properties, items, anyOf, additionalProperties: others } = schema;
  return {
    ...schema,
    ...(properties && { properties: mapped(properties, withoutWords) }),
    ...(items && { items: withoutWords(items) }),
    ...(anyOf && { anyOf: anyOf.map(withoutWords) }),
    ...(typeof others === 'object' && { additionalProperties: withoutWords(others) }),
  };
}

const mapped = (properties: object, by: (member: JsonSchema) => JsonSchema): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, by(member as JsonSchema)]));

/** That of a format says what the format says, but for an instant that is in UTC. */
const patternOf = (format: unknown, pattern: unknown): readonly (readonly [string, string])[] =>
  format === 'date-time' && String(pattern).endsWith('(?:Z))$') ? [['pattern', 'Z$']] : [];

const sealed: JsonSchema = {
  ...plain(z.toJSONSchema(sealedField)),
  description:
    'Personal: sealed under the key of the case, and worth nothing once that is destroyed. JSON as ciphertext, base64url.',
};
