import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { whyNoBroker } from '@probity/kafka';
import { figuresWithGoals } from './goals.js';
import { type Results, table } from './results.js';
import { BUS_PARTS, type BusPart, type BusRun, runBus } from './run-bus.js';
import { runPolicy } from './run-policy.js';
import { ALL_PARTS, type Part, runStore, type StoreRun } from './run-store.js';
import { FULL, QUICK, type Settings } from './settings.js';

const FOLDER = fileURLToPath(new URL('../../.bench/', import.meta.url));

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function writePolicy({ rows }: Results): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, 'policy.json'), `${JSON.stringify(rows, null, 2)}\n`);
}

/** The rows, and how many faults there were, for whoever reads them with a program; beside them what they were measured under. */
async function write(what: 'store' | 'bus', { results, context }: StoreRun | BusRun): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const { rows, faults } = results;
  const none = { ours: faults.length, peer: '', ratio: '', goal: '0', met: faults.length === 0 ? 'yes' : 'no' };
  await writeFile(
    join(FOLDER, `${what}.json`),
    `${JSON.stringify([...rows, { figure: 'faults', ...none }], null, 2)}\n`,
  );
  await writeFile(join(FOLDER, `${what}-context.json`), `${JSON.stringify(context, null, 2)}\n`);
}

/** A goal that was missed is told; an event that was lost or skipped fails the run. @returns the exit status */
function report(what: 'store' | 'bus', { results, context }: StoreRun | BusRun): number {
  const { rows, faults } = results;
  print(
    `PostgreSQL ${context.postgresql['server_version']}, fsync on; Node ${context.node}; ${context.cores} cores; pgbench: ${context.pgbench}`,
  );
  print(`\n${table(rows)}\n`);
  const goals = rows.filter(({ met }) => met !== '');
  const missed = goals.filter(({ met }) => met === 'no');
  print(`${goals.length - missed.length} of ${goals.length} goals met`);
  const measured = new Set(rows.map(({ figure }) => figure));
  const left = figuresWithGoals(what).filter((figure) => !measured.has(figure));
  if (left.length > 0) print(`Not measured: ${left.join('; ')}`);
  for (const fault of faults) print(`FAULT  ${fault}`);
  return faults.length === 0 ? 0 : 1;
}

type What =
  | { readonly what: 'policy' }
  | { readonly what: 'store'; readonly parts: readonly Part[] }
  | { readonly what: 'bus'; readonly parts: readonly BusPart[] };

type Asked = What & {
  readonly settings: Settings;
  /** Of another PostgreSQL than ours. */
  readonly binaries: string | undefined;
};

/** @throws what is wrong with the words */
function asked(): Asked {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true }, postgres: { type: 'string' } },
  });
  const [what = '', ...more] = positionals;
  const common = { settings: values.quick ? QUICK : FULL, binaries: values.postgres };
  if (more.length === 0 && what === 'policy') return { what, ...common };
  if (more.length === 0 && what === 'store') return { what, ...common, parts: partsOf(ALL_PARTS, values.only) };
  if (more.length === 0 && what === 'bus') return { what, ...common, parts: partsOf(BUS_PARTS, values.only) };
  throw new Error('the benchmarks are store, bus and policy');
}

function partsOf<Name extends string>(all: readonly Name[], only: readonly string[] = all): readonly Name[] {
  const parts = all.filter((part) => only.includes(part));
  if (parts.length !== only.length) throw new Error(`the parts are ${all.join(', ')}`);
  return parts;
}

function askedOrLeave(): Asked {
  try {
    return asked();
  } catch (error) {
    say(
      `${error instanceof Error ? error.message : String(error)}\nnpm run bench -- store|bus|policy [--quick] [--only <part>]... [--postgres <folder of its binaries>]`,
    );
    process.exit(2);
  }
}

const words = askedOrLeave();
if (words.what === 'policy') {
  const results = await runPolicy(words.settings, say);
  await writePolicy(results);
  print(`Node ${process.version}\n\n${table(results.rows)}\n`);
  process.exit(0);
}
const withoutBroker = words.what === 'bus' ? await whyNoBroker() : undefined;
if (withoutBroker !== undefined) {
  say(withoutBroker);
  process.exit(2);
}
const run =
  words.what === 'store'
    ? await runStore(words.settings, words.parts, say, words.binaries)
    : await runBus(words.settings, words.parts, say, words.binaries);
await write(words.what, run);
// A part that failed may have left connections behind, which would keep this process.
process.exit(report(words.what, run));
