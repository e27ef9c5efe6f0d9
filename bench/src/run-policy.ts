import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePacks, packsDirectory } from '@probity/policy-packs';
import { catalogues } from '@probity/standalone';
import { parse } from 'yaml';
import { celAlone, rulingCase } from './limits/cel.js';
import { Results, type Measured } from './results.js';
import { ratesOf, type Contestant } from './rounds.js';
import type { Settings } from './settings.js';

/** Of an event loop's turn, so many at once: a clock read for each would be measured instead. */
const AT_ONCE = 200;

/** A ruling beside the bare evaluation of its conditions; a pack's compilation beside the parsing of its files. */
export async function runPolicy(settings: Settings, say: (line: string) => void): Promise<Results> {
  const results = new Results();
  await rulings({ settings, say }, results);
  for (const folder of foldersOf()) await compilation({ settings, say }, results, folder);
  return results;
}

type Run = { readonly settings: Settings; readonly say: (line: string) => void };

async function rulings(run: Run, results: Results): Promise<void> {
  const policy = compilePacks(packsDirectory, catalogues, { isWhole: true }).get({ pack: 'imi', version: '8' });
  const { act, facts, conditions } = rulingCase(policy);
  if (policy.rule(act, facts).kind !== undefined) throw new Error(`the benchmark’s ${act} is refused`);
  const alone = celAlone(conditions, facts);
  const rate = await ratesOf(run, 'rulings', [
    { key: 'ruling', name: 'a ruling, explained', rate: often(() => policy.rule(act, facts)) },
    { key: 'verdict', name: 'a verdict alone', rate: often(() => policy.allows(act, facts)) },
    { key: 'cel', name: 'CEL alone, the same conditions', rate: often(alone) },
  ] satisfies Contestant<string>[]);
  const cel: Measured = { against: 'cel', name: 'CEL alone', value: rate('cel') };
  const title = `of ${conditions.length} conditions`;
  results.compare('rulings, explained', 'a second', rate('ruling'), { ...cel, name: `CEL alone, ${title}` });
  results.compare('rulings, the verdict alone', 'a second', rate('verdict'), { ...cel, name: `CEL alone, ${title}` });
}

async function compilation(run: Run, results: Results, folder: string): Promise<void> {
  const texts = yamlOf(join(packsDirectory, folder));
  const rate = await ratesOf(run, `compiling ${folder}`, [
    {
      key: 'compile',
      name: 'compiled',
      rate: often(() => compilePacks(packsDirectory, catalogues, { only: folder }), 1),
    },
    { key: 'parse', name: 'parsed', rate: often(() => texts.map((text) => parse(text) as unknown), 1) },
  ] satisfies Contestant<string>[]);
  const parsed: Measured = { against: 'yaml', name: 'parsing its YAML', value: 1_000 / rate('parse') };
  results.compare(`compiling a pack`, 'ms', 1_000 / rate('compile'), {
    ...parsed,
    name: `${folder}: parsing its YAML`,
  });
}

const foldersOf = (): readonly string[] =>
  readdirSync(packsDirectory).flatMap((pack) =>
    readdirSync(join(packsDirectory, pack)).map((version) => `${pack}/${version}`),
  );

function yamlOf(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => readFileSync(join(folder, file), 'utf8'));
}

/** @returns a measure of how many times a second it can be done */
const often =
  (work: () => unknown, atOnce = AT_ONCE) =>
  (ms: number): number => {
    const start = performance.now();
    let done = 0;
    do {
      for (let i = 0; i < atOnce; i += 1) work();
      done += atOnce;
    } while (performance.now() - start < ms);
    return (done * 1_000) / (performance.now() - start);
  };
