import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packsDirectory } from '@probity/policy-packs';
import { parse } from 'yaml';

/** Offices that the system itself knows: who may upload a register before there is one, and who reads a feed. */
const OURS = new Set(['register-writer', 'regulator', 'certificate-system', 'student-system']);

/** What only a pack may know of an institution. */
export interface PolicyWords {
  /** Of institutions and packs, and what begins their references and the ids of their clauses. */
  readonly names: readonly string[];
  /** Ids of offices, of two words or more: one word may be anybody's. */
  readonly offices: readonly string[];
  readonly clauses: readonly string[];
}

export function policyWords(): PolicyWords {
  const packs = readdirSync(packsDirectory).flatMap((pack) =>
    readdirSync(join(packsDirectory, pack)).map((version) => join(packsDirectory, pack, version)),
  );
  const identities = packs.map((pack) => yamlIn(pack, 'identity.yaml'));
  const offices = packs.flatMap((pack) => Object.keys((yamlIn(pack, 'offices.yaml')['offices'] ?? {}) as object));
  return {
    names: unique(
      identities.flatMap(({ pack, institution, referencePrefix }) => [pack, institution, referencePrefix].map(String)),
    ),
    offices: unique(offices.filter((office) => office.includes('-') && !OURS.has(office))),
    clauses: unique(packs.flatMap(clausesIn)),
  };
}

function yamlIn(pack: string, file: string): Readonly<Record<string, unknown>> {
  return (parse(readFileSync(join(pack, file), 'utf8')) ?? {}) as Readonly<Record<string, unknown>>;
}

const clausesIn = (pack: string): readonly string[] =>
  readFileSync(join(pack, 'clauses.csv'), 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => /^([A-Za-z]+[-/][^,\s]+),/.exec(line)?.[1] ?? []);

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)].sort();

/** The words of a policy that stand in the source, whatever their case where they are names. */
export function wordsFound(source: string, { names, offices, clauses }: PolicyWords): readonly string[] {
  const stands = (word: string, flags = ''): boolean =>
    new RegExp(`(?<![\\w-])${word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\w-])`, flags).test(source);
  return [
    ...names.filter((name) => stands(name, 'i')),
    ...offices.filter((office) => stands(office)),
    ...clauses.filter((clause) => source.includes(clause) && stands(clause)),
  ];
}
