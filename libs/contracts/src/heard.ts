import type { z } from 'zod';
import { schemaOf, type Contract } from './contract.js';
import { tolerant } from './tolerant.js';

/**
 * What was told, as today's contract has it: by another version if need be, without fields that are not known here, and with
 * what a sender of before left out.
 * @throws UnknownVersion, or ZodError where it is not as its version says
 */
export const heard = (contract: Contract, version: number, data: unknown): unknown => {
  const read = readingOf(schemaOf(contract, version)).parse(data);
  const other = version === contract.version ? undefined : contract.others[version];
  return other ? readingOf(contract.schema).parse(other.asNow(read as never)) : read;
};

const readings = new WeakMap<z.ZodType, z.ZodType>();

const readingOf = (schema: z.ZodType): z.ZodType => {
  const reading = readings.get(schema) ?? tolerant(schema);
  readings.set(schema, reading);
  return reading;
};
