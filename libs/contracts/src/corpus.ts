import { createHash } from 'node:crypto';
import type { Sample } from './asyncapi/samples.js';
import type { Contracts } from './contract.js';
import { readSchema, toldSchema, type JsonSchema } from './json-schemas.js';
import type { z } from 'zod';

/** Sixteen digits that change with whatever a schema takes and gives; not with the words about it. */
export const shapeOf = (schema: z.ZodType): string => digest([toldSchema(schema), readSchema(schema)]);

/** Types that have no sample in their present version and shape, and what to do about each. */
export const missing = (contracts: Contracts, corpus: readonly Sample[]): readonly string[] =>
  [...contracts.values()].flatMap(({ name, version, schema }) => {
    const shape = shapeOf(schema);
    const has = corpus.some((one) => one.name === name && one.schemaVersion === version && one.shape === shape);
    return has ? [] : [`${name} v${version}: add a sample of shape ${shape}; those that are there stay`];
  });

/** A sample in the list of all that there ever were, which is only added to. */
export const lineOf = ({ file, ...told }: Sample): string => `${file} ${digest(told)}`;

/** Samples that are not as they were listed, and what to do about each. */
export const unlisted = (corpus: readonly Sample[], list: readonly string[]): readonly string[] => {
  const lines = corpus.map(lineOf);
  const fileOf = (line: string) => line.split(' ')[0];
  const listed = new Set(list.map(fileOf));
  return [
    ...list
      .filter((line) => !lines.includes(line))
      .map((line) => `${line} was changed or taken away, and stays in topics: put it back, and add another`),
    ...lines.filter((line) => !listed.has(fileOf(line))).map((line) => `new: add to corpus/digests: ${line}`),
  ];
};

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value, sorted)).digest('hex').slice(0, 16);

/** Members by name, so that the order in which they were written does not matter. */
const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value as JsonSchema).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
