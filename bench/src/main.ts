import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { figuresWithGoals } from './goals.js';
import { table } from './results.js';
import { ALL_PARTS, type Part, runStore, type StoreRun } from './run-store.js';
import { FULL, QUICK, type Settings } from './settings.js';

const FOLDER = fileURLToPath(new URL('../../.bench/', import.meta.url));

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

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
  if (positionals.join(' ') !== 'store') throw new Error('there is one benchmark: store');
  const parts = ALL_PARTS.filter((part) => values.only?.includes(part) ?? true);
  if (parts.length !== (values.only ?? ALL_PARTS).length) throw new Error(`the parts are ${ALL_PARTS.join(', ')}`);
  return { settings: values.quick ? QUICK : FULL, parts, binaries: values.postgres };
}

function askedOrLeave(): Asked {
  try {
    return asked();
  } catch (error) {
    say(
      `${error instanceof Error ? error.message : String(error)}\nnpm run bench -- store [--quick] [--only <part>]... [--postgres <folder of its binaries>]`,
    );
    process.exit(2);
  }
}

const { settings, parts, binaries } = askedOrLeave();
const run = await runStore(settings, parts, say, binaries);
await write(run);
// A part that failed may have left connections behind, which would keep this process.
process.exit(report(run));
