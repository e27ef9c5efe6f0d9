import { z } from 'zod';

/**
 * A schema that passes over the fields that it does not know, at any depth: for a reader, whose sender may be newer.
 * @throws TypeError where a schema cannot be looked through
 */
export const tolerant = (schema: z.ZodType): z.ZodType => {
  const { def } = schema as unknown as { readonly def: Def };
  if (leaves.has(def.type)) return schema;
  const inner = within(def);
  if (!inner) throw new TypeError(`how a ${def.type} is read with fields that it does not know cannot be seen`);
  return (schema as unknown as { clone(def: Def): z.ZodType }).clone({ ...def, ...inner });
};

/** What of the definitions of the schemas that hold others is other schemas. */
interface Def {
  readonly type: z.ZodType['def']['type'];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}

const leaves: ReadonlySet<string> = new Set<Def['type']>([
  'string',
  'number',
  'boolean',
  'null',
  'literal',
  'enum',
  'unknown',
]);

const within = ({ shape, element, valueType, innerType, options }: Def): object | undefined => {
  if (shape) {
    const fields = Object.entries(shape).map(([name, field]) => [name, tolerant(field)]);
    return { shape: Object.fromEntries(fields) as object, catchall: undefined };
  }
  if (element) return { element: tolerant(element) };
  if (valueType) return { valueType: tolerant(valueType) };
  if (innerType) return { innerType: tolerant(innerType) };
  return options && { options: options.map(tolerant) };
};
