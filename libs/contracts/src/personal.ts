import { z } from 'zod';

/**
 * Marks a field as personal: sealed under its scope's key wherever it is stored, and never logged or told to another
 * service in clear. `domain.md` section 2.
 */
export const personal = <T extends z.ZodType>(schema: T): T => schema.meta({ personal: true }) as T;

export const isPersonal = (schema: z.ZodType): boolean => schema.meta()?.['personal'] === true;

const said = new WeakSet<z.ZodType>();

/** Marks a field that is what somebody said of the world, such as a date: no decision, so that it can be corrected. */
export const asSaid = <T extends z.ZodType>(schema: T): T => {
  said.add(schema);
  return schema;
};

/**
 * The marked fields of a schema, as dotted paths; `[]` stands for every item, `{}` for every value of a record.
 * @throws TypeError where a schema cannot be looked through: a field in it would be taken for one that is not personal
 */
export const personalPaths = (schema: z.ZodType): readonly string[] => pathsWhere(isPersonal, schema);

/** What can be corrected: what people wrote, and what they said of the world. */
export const correctablePaths = (schema: z.ZodType): readonly string[] =>
  pathsWhere((field) => isPersonal(field) || said.has(field), schema);

const pathsWhere = (isMarked: (schema: z.ZodType) => boolean, schema: z.ZodType, path = ''): readonly string[] => {
  if (isMarked(schema)) return [path];
  if (leaves.has(schema.def.type)) return [];
  const inner = innerSchemas(schema);
  if (!inner) throw new TypeError(`${path}: whether a ${schema.def.type} holds what is personal cannot be seen`);
  return inner.flatMap(([step, child]) => pathsWhere(isMarked, child, join(path, step)));
};

/** A value of these has nothing within; one that nobody describes is not described as personal either. */
const leaves: ReadonlySet<string> = new Set<z.ZodType['def']['type']>([
  'string',
  'number',
  'boolean',
  'null',
  'literal',
  'enum',
  'any',
  'unknown',
]);

const join = (path: string, step: string): string => (path === '' || step === '' ? path + step : `${path}.${step}`);

/** Undefined where it is not known how a value of the schema is looked through. */
const innerSchemas = (schema: z.ZodType): readonly (readonly [string, z.ZodType])[] | undefined => {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape as Record<string, z.ZodType>);
  if (schema instanceof z.ZodArray) return [['[]', schema.element as z.ZodType]];
  if (schema instanceof z.ZodRecord) return [['{}', schema.valueType as z.ZodType]];
  if (wrappers.some((wrapper) => schema instanceof wrapper))
    return [['', (schema as z.ZodOptional<z.ZodType>).unwrap()]];
  if (schema instanceof z.ZodUnion) return schema.options.map((option) => ['', option as z.ZodType] as const);
  if (schema instanceof z.ZodIntersection)
    return [schema.def.left, schema.def.right].map((side) => ['', side as z.ZodType]);
  return undefined;
};

const wrappers = [
  z.ZodOptional,
  z.ZodNullable,
  z.ZodReadonly,
  z.ZodDefault,
  z.ZodPrefault,
  z.ZodCatch,
  z.ZodNonOptional,
];
