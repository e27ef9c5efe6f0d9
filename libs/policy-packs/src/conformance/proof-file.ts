import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ProvedClause } from './prove.js';

/** What was proved of a pack: of which text of it, of its tests and of the engine, the digest says. */
interface ProofFile {
  readonly pack: string;
  readonly version: string;
  readonly digest: string;
  /** By clause, the titles of the tests that went red without it. */
  readonly proved: Readonly<Record<string, readonly string[]>>;
}

const shape = z.strictObject({
  pack: z.string(),
  version: z.string(),
  digest: z.string(),
  proved: z.record(z.string(), z.array(z.string())),
});

const besideThePacks = fileURLToPath(new URL('../../proofs', import.meta.url));
const engineHere = fileURLToPath(new URL('../../src', import.meta.url));

export interface Proven {
  readonly pack: string;
  readonly version: string;
}

const pathOf = ({ pack, version }: Proven, folder: string) => join(folder, `${pack}-${version}.json`);

export function writeProof(
  { pack, version }: Proven,
  digest: string,
  clauses: readonly ProvedClause[],
  folder = besideThePacks,
): void {
  const proved = Object.fromEntries(
    clauses.filter(({ red }) => red.length > 0).map(({ clause, red }) => [clause, red]),
  );
  const proof: ProofFile = { pack, version, digest, proved };
  mkdirSync(folder, { recursive: true });
  writeFileSync(pathOf(proof, folder), `${JSON.stringify(proof, null, 2)}\n`);
}

/** What a proof of this digest says; a proof of another text proves nothing of this one. */
export function readProof(
  of: Proven,
  digest: string,
  folder = besideThePacks,
): { readonly state: 'fresh' | 'stale' | 'none'; readonly proved: ProofFile['proved'] } {
  const path = pathOf(of, folder);
  if (!existsSync(path)) return { state: 'none', proved: {} };
  const proof = shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  return proof.digest === digest ? { state: 'fresh', proved: proof.proved } : { state: 'stale', proved: {} };
}

export interface Sources {
  /** The folder of packs. */
  readonly packs: string;
  /** The folder of tests by clause. */
  readonly tests: string;
  /** The folder of what compiles and rules by a pack. */
  readonly engine?: string;
}

/** Over what a proof rests on: the pack and the calendars, its tests, and the engine. */
export function digestOf({ pack, version }: Proven, { packs, tests, engine = engineHere }: Sources): string {
  const isSource = (file: string) => file.endsWith('.ts') && !file.endsWith('.spec.ts');
  const isEngine = (file: string) => isSource(file) && !/^(cli|conformance|testing)\//.test(file);
  return digest([
    ...filesIn(join(packs, pack, version), () => true),
    ...filesIn(join(packs, '../calendars'), () => true),
    ...filesIn(join(tests, pack), isSource),
    ...filesIn(tests, (file) => file === 'clause-test.ts'),
    ...filesIn(engine, (file) => isEngine(file) || file === 'conformance/prove.ts'),
  ]);
}

interface Source {
  readonly file: string;
  readonly text: string;
}

const filesIn = (folder: string, isWanted: (file: string) => boolean): readonly Source[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .filter(isWanted)
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

/** A checkout may end its lines differently. */
const digest = (sources: readonly Source[]): string =>
  sources
    .reduce((hash, { file, text }) => hash.update(`${file}\0${text.replaceAll('\r\n', '\n')}\0`), createHash('sha256'))
    .digest('hex');
