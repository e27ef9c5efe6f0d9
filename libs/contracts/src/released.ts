import { schemaOf, versionsOf, type Contract, type Contracts } from './contract.js';
import { differences, noLongerTold } from './differences.js';
import { readSchema, toldSchema, type JsonSchema } from './json-schemas.js';

/** A public event as the last release told it, and what else that could read. */
export interface ReleasedEvent {
  readonly version: number;
  readonly told: JsonSchema;
  /** By version, but for the one told. */
  readonly reads: Readonly<Record<number, JsonSchema>>;
}

/** By `<source>.<Type>`. */
export type Released = Readonly<Record<string, ReleasedEvent>>;

/** What a release with these contracts is. */
export const releaseOf = (contracts: Contracts): Released =>
  Object.fromEntries(
    [...contracts.values()].map((contract) => [
      contract.name,
      {
        version: contract.version,
        told: toldSchema(contract.schema),
        reads: Object.fromEntries(
          Object.entries(contract.others).map(([version, { schema }]) => [version, readSchema(schema)]),
        ),
      },
    ]),
  );

/**
 * What would break while the last release and this one run side by side, or for a consumer of somebody else's; a line each.
 * Both read what the other tells, whichever is first, and nothing that was told is missing under the same version.
 */
export const breaks = (last: Released, now: Contracts): readonly string[] =>
  Object.entries(last).flatMap(([name, before]) => {
    const contract = now.get(name);
    if (!contract) return [`${name} is no longer told: keep it, for those who hear it`];
    return [...asItIsRead(before, contract), ...asItIsTold(before, contract)].map((line) => `${name}: ${line}`);
  });

/** By this release, of what the last one tells. */
const asItIsRead = (before: ReleasedEvent, now: Contract): readonly string[] => {
  if (!versionsOf(now).includes(before.version)) return [`version ${before.version} is still told, and no longer read`];
  const reading = readSchema(schemaOf(now, before.version));
  return differences(before.told, reading).map((line) => `of the release before, ${line}`);
};

/** By this release, to the last one. */
const asItIsTold = (before: ReleasedEvent, now: Contract): readonly string[] => {
  const told = toldSchema(now.schema);
  if (now.version === before.version) {
    const gone = noLongerTold(before.told, told);
    const rest = differences(told, before.told).filter(
      (line) => !gone.some((one) => one.split(' ')[0] === line.split(' ')[0]),
    );
    return [...gone, ...rest].map((line) => `${line}; tell it as another version`);
  }
  const reading = before.reads[now.version];
  if (!reading) return [`version ${now.version} cannot be read by the release before: first release what reads it`];
  return differences(told, reading);
};
