import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { figuresWithGoals } from './goals.js';
import { type Results, table } from './results.js';
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
async function write({ results, context }: StoreRun): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const { rows, faults } = results;
  const none = { ours: faults.length, peer: '', ratio: '', goal: '0', met: faults.length === 0 ? 'yes' : 'no' };
  await writeFile(join(FOLDER, 'store.json'), `${JSON.stringify([...rows, { figure: 'faults', ...none }], null, 2)}\n`);
  await writeFile(join(FOLDER, 'store-context.json'), `${JSON.stringify(context, null, 2)}\n`);
}

/** A goal that was missed is told; an event that was lost or skipped fails the run. @returns the exit status */
function report({ results, context }: StoreRun): number {
  const { rows, faults } = results;
  print(
    `PostgreSQL ${context.postgresql['server_version']}, fsync on; Node ${context.node}; ${context.cores} cores; pgbench: ${context.pgbench}`,
  );
  print(`\n${table(rows)}\n`);
  const goals = rows.filter(({ met }) => met !== '');
  const missed = goals.filter(({ met }) => met === 'no');
  print(`${goals.length - missed.length} of ${goals.length} goals met`);
  const measured = new Set(rows.map(({ figure }) => figure));
  const left = figuresWithGoals().filter((figure) => !measured.has(figure));
  if (left.length > 0) print(`Not measured: ${left.join('; ')}`);
  for (const fault of faults) print(`FAULT  ${fault}`);
  return faults.length === 0 ? 0 : 1;
}

interface Asked {
  readonly what: 'store' | 'policy';
  readonly settings: Settings;
  readonly parts: readonly Part[];
  /** Of another PostgreSQL than ours. */
  readonly binaries: string | undefined;
}

/** @throws what is wrong with the words */
function asked(): Asked {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true }, postgres: { type: 'string' } },
  });
  const [what = '', ...more] = positionals;
  if ((what !== 'store' && what !== 'policy') || more.length > 0)
    throw new Error('the benchmarks are store and policy');
  const parts = ALL_PARTS.filter((part) => values.only?.includes(part) ?? true);
  if (parts.length !== (values.only ?? ALL_PARTS).length) throw new Error(`the parts are ${ALL_PARTS.join(', ')}`);
  return { what, settings: values.quick ? QUICK : FULL, parts, binaries: values.postgres };
}

function askedOrLeave(): Asked {
  try {
    return asked();
  } catch (error) {
    say(
      `${error instanceof Error ? error.message : String(error)}\nnpm run bench -- store|policy [--quick] [--only <part>]... [--postgres <folder of its binaries>]`,
    );
    process.exit(2);
  }
}

const { what, settings, parts, binaries } = askedOrLeave();
if (what === 'policy') {
  const results = await runPolicy(settings, say);
  await writePolicy(results);
  print(`Node ${process.version}\n\n${table(results.rows)}\n`);
  process.exit(0);
}
const run = await runStore(settings, parts, say, binaries);
await write(run);
// A part that failed may have left connections behind, which would keep this process.
process.exit(report(run));
