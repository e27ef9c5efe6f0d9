import type { Tombstone, Vault } from '@probity/record';

/** The kinds of scope, such as `case`, whose keys a service may use, and for what. */
export interface ScopeRights {
  readonly seals: readonly string[];
  readonly opens: readonly string[];
  readonly destroys?: readonly string[];
}

/** What such a scope may hold (`Subject.holds`), and take along. */
const heldBy: Readonly<Record<string, readonly string[]>> = {
  case: ['report', 'informant', 'evidence'],
  report: ['informant', 'evidence'],
};

/** The kinds of scope that may go because a service destroys something: the tombstones that it may list. */
export const kindsGoneBy = ({ destroys = [] }: ScopeRights): readonly string[] => [
  ...new Set(destroys.flatMap((kind) => [kind, ...(heldBy[kind] ?? [])])),
];

/** The keys as a service gets at them. */
export interface ServiceVault extends Vault {
  /** What was destroyed after that number, in order. Only where the service may destroy something. */
  tombstones(after?: number): Promise<readonly Tombstone[]>;
}

/** Where each service gets at the keys that it may, and at no other. */
export interface Vaults {
  /** By the service's database role. */
  of(role: string, rights: ScopeRights): Promise<ServiceVault>;
  /** From then on nobody acts with the rights of the keys' owner. */
  provisioned(): Promise<void>;
  close(): Promise<void>;
}
