import type { z } from 'zod';
import { publicEvents } from './public-events.js';
import { versions, type OtherVersion } from './versions.js';

/** A public event: what is told of it now, and what else can be read. */
export interface Contract {
  /** `intake.CaseOpened` */
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType;
  readonly others: Readonly<Record<number, OtherVersion>>;
}

/** By `<source>.<Type>`. */
export type Contracts = ReadonlyMap<string, Contract>;

const only = { told: 1, others: {} };

const all = Object.entries<Readonly<Record<string, z.ZodType>>>(publicEvents).flatMap(([source, types]) =>
  Object.entries(types).map(([type, schema]): Contract => {
    const name = `${source}.${type}`;
    const { told: version, others } = versions[name] ?? only;
    return { name, version, schema, others };
  }),
);

export const contracts: Contracts = new Map(all.map((contract) => [contract.name, contract]));

/** All that can be read. */
export const versionsOf = ({ version, others }: Contract): readonly number[] => [
  ...Object.keys(others).map(Number),
  version,
];

/** Told by somebody whose release is not next to ours. */
export class UnknownVersion extends Error {
  override readonly name = 'UnknownVersion';
  readonly code: string;
  constructor({ name }: Contract, version: number) {
    super(`version ${version} of ${name} cannot be read`);
    this.code = `${name}/${version}`;
  }
}

/** @throws UnknownVersion */
export const schemaOf = (contract: Contract, version: number): z.ZodType => {
  if (version === contract.version) return contract.schema;
  const other = Object.hasOwn(contract.others, version) ? contract.others[version] : undefined;
  if (!other) throw new UnknownVersion(contract, version);
  return other.schema;
};
