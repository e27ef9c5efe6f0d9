import type { JsonSchema } from './json-schemas.js';

/**
 * Why what one schema tells could not be read by another, a line each, beginning with the place; empty where all of it can be.
 * A reader passes over fields that it does not know.
 */
export const differences = (told: JsonSchema, read: JsonSchema, at = ''): readonly string[] => {
  const [ways, readable] = [alternatives(told), alternatives(read)];
  return ways.flatMap((way) => {
    const found = readable.map((other) => oneWay(way, other, at));
    if (found.some((lines) => lines.length === 0)) return [];
    // Of several, that which comes nearest is the one that was meant.
    return found.toSorted((a, b) => nearness(a) - nearness(b))[0] ?? [];
  });
};

const nearness = (lines: readonly string[]): number =>
  lines.some((line) => line.includes(otherType)) ? 1_000 : lines.length;
const otherType = 'is told as';

const alternatives = ({ anyOf, ...schema }: JsonSchema): readonly JsonSchema[] => {
  if (anyOf) return anyOf.flatMap((one) => alternatives({ ...schema, ...one }));
  const { type } = schema;
  return typeof type === 'object' ? type.map((one) => ({ ...schema, type: one })) : [schema];
};

const oneWay = (told: JsonSchema, read: JsonSchema, at: string): readonly string[] => {
  const where = at || '/';
  if (told.personal !== read.personal)
    return [
      `${where} is ${told.personal ? '' : 'not '}personal, and is read as if it were${read.personal ? '' : ' not'}`,
    ];
  if (read.type === undefined && read.const === undefined && read.enum === undefined) return [];
  if (told.type !== read.type && !(told.type === 'integer' && read.type === 'number'))
    return [`${where} ${otherType} ${named(told)}, and read as ${named(read)}`];
  return [
    ...values(told, read, where),
    ...bounds(told, read, where),
    ...fields(told, read, at),
    ...(read.items ? differences(told.items ?? {}, read.items, `${at}/[]`) : []),
  ];
};

const named = ({ type, const: only }: JsonSchema): string =>
  only === undefined ? String(type ?? 'anything') : JSON.stringify(only);

const values = (told: JsonSchema, read: JsonSchema, where: string): readonly string[] => {
  const [said, known] = [valuesOf(told), valuesOf(read)];
  if (!known) return [];
  if (!said) return [`${where} is told as any ${named(told)}, and read as one of ${known.join(', ')}`];
  const unknown = said.filter((one) => !known.includes(one));
  return unknown.map((one) => `${where} may be ${one}, which is not read`);
};

const valuesOf = (schema: JsonSchema): readonly string[] | undefined =>
  (schema.const === undefined ? schema.enum : [schema.const])?.map((one) => JSON.stringify(one));

const bounds = (told: JsonSchema, read: JsonSchema, where: string): readonly string[] => [
  ...(['format', 'pattern'] as const)
    .filter((name) => read[name] !== undefined && read[name] !== told[name])
    .map((name) => `${where} is not told with the ${name} ${read[name]}, and read with it`),
  ...(['minLength', 'minimum', 'minItems'] as const)
    .filter((name) => (read[name] ?? -Infinity) > (told[name] ?? -Infinity))
    .map((name) => `${where} may be told below the ${name} ${read[name]} that is read`),
  ...(['maxLength', 'maximum', 'maxItems'] as const)
    .filter((name) => (read[name] ?? Infinity) < (told[name] ?? Infinity))
    .map((name) => `${where} may be told above the ${name} ${read[name]} that is read`),
];

const fields = (told: JsonSchema, read: JsonSchema, at: string): readonly string[] => {
  const { properties = {}, required = [], additionalProperties: others } = read;
  const own = Object.entries(properties).flatMap(([name, field]) => {
    const there = told.properties?.[name];
    if (!there) return required.includes(name) ? [`${at}/${name} is not told, and read as always there`] : [];
    const missing = required.includes(name) && !told.required?.includes(name);
    return [
      ...(missing ? [`${at}/${name} may be left out, and is read as always there`] : []),
      ...differences(there, field, `${at}/${name}`),
    ];
  });
  if (typeof others !== 'object') return own;
  const { additionalProperties: any = {} } = told;
  return [...own, ...differences(typeof any === 'object' ? any : {}, others, `${at}/{}`)];
};

/** Fields that were told, and no longer are, whether or not they were always there. */
export const noLongerTold = (before: JsonSchema, now: JsonSchema, at = ''): readonly string[] => {
  const own = Object.entries(before.properties ?? {}).flatMap(([name, field]) => {
    const there = now.properties?.[name];
    return there ? noLongerTold(field, there, `${at}/${name}`) : [`${at}/${name} is no longer told`];
  });
  const items = before.items && now.items ? noLongerTold(before.items, now.items, `${at}/[]`) : [];
  const [ways, present] = [before.anyOf ?? [], now.anyOf ?? [now]];
  const among = ways.flatMap((way) => {
    const found = present.map((one) => noLongerTold(way, one, at));
    return found.find((lines) => lines.length === 0) ?? found[0] ?? [];
  });
  return [...own, ...items, ...among];
};
