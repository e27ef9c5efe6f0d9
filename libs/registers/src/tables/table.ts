import type { z } from 'zod';
import { type Register, registerSchema } from '../register.js';

/** A list of a register: what one upload may take the place of. */
export type TableName = Exclude<keyof Register, 'institution'>;
export type Row = Register[TableName][number];

export interface Table {
  readonly name: TableName;
  /** Of one row, strict. */
  readonly row: z.ZodType<Row>;
  /** Its fields, in the order in which they are described. */
  readonly fields: Readonly<Record<string, z.ZodType>>;
}

const tableOf = (name: TableName): Table => {
  const row = inner(inner(registerSchema.shape[name], 'default'), 'array') as z.ZodObject;
  return { name, row: row as unknown as z.ZodType<Row>, fields: row.shape as Record<string, z.ZodType> };
};

/** The schema within one that wraps it so; otherwise itself. */
export function inner(schema: z.ZodType, wrapper: 'default' | 'optional' | 'array'): z.ZodType {
  if (schema.def.type !== wrapper) return schema;
  const def = schema.def as unknown as { readonly innerType?: z.ZodType; readonly element?: z.ZodType };
  return (def.innerType ?? def.element) as z.ZodType;
}

const names = Object.keys(registerSchema.shape).filter((name): name is TableName => name !== 'institution');

/** By name: `staff`, `students`, `modules`, … */
export const tables: ReadonlyMap<string, Table> = new Map(names.map((name) => [name, tableOf(name)]));
