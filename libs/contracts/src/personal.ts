import { z } from 'zod';

/**
 * Marks a field as personal: sealed under its scope's key wherever it is stored, and never logged or told to another
 * service in clear. `domain.md` section 2.
 */
export const personal = <T extends z.ZodType>(schema: T): T => schema.meta({ personal: true }) as T;

export const isPersonal = (schema: z.ZodType): boolean => schema.meta()?.['personal'] === true;

/** The marked fields of a schema, as dotted paths; `[]` stands for every item, `{}` for every value of a record. */
export const personalPaths = (schema: z.ZodType, path = ''): readonly string[] => {
  if (isPersonal(schema)) return [path];
  const inner = innerSchemas(schema);
  return inner.flatMap(([step, child]) => personalPaths(child, join(path, step)));
};

/** Every leaf of a schema, marked or not: what a test asks when it looks for a field that ought to be marked. */
export const leafPaths = (schema: z.ZodType, path = ''): readonly string[] => {
  const inner = innerSchemas(schema);
  if (inner.length === 0) return [path];
  return inner.flatMap(([step, child]) => leafPaths(child, join(path, step)));
};

const join = (path: string, step: string): string => (path === '' || step === '' ? path + step : `${path}.${step}`);

const innerSchemas = (schema: z.ZodType): readonly (readonly [string, z.ZodType])[] => {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape as Record<string, z.ZodType>);
  if (schema instanceof z.ZodArray) return [['[]', schema.element as z.ZodType]];
  if (schema instanceof z.ZodRecord) return [['{}', schema.valueType as z.ZodType]];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodReadonly)
    return [['', schema.unwrap() as z.ZodType]];
  if (schema instanceof z.ZodUnion) return schema.options.map((option) => ['', option as z.ZodType] as const);
  return [];
};
