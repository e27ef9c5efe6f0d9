/** `npm run faults -- store|bus [--short]`: breaks it in every way there is, and shows that nothing is lost. */
import * as bus from './bus/run.js';
import * as store from './store/run.js';

const runs = new Map([
  ['store', store.runAll],
  ['bus', bus.runAll],
]);
const [which = '', ...options] = process.argv.slice(2);
const short = options.includes('--short');
// Of the bus: those alone whose name has this in it.
const only = options.find((option) => option.startsWith('--only='))?.slice('--only='.length);
const run = runs.get(which);
if (!run || options.length > Number(short) + Number(only !== undefined)) {
  process.stderr.write('Usage: npm run faults -- store|bus [--short] [--only=<part of a name>]\n');
  process.exit(2);
}
// So that what is mounted is given back.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const passed = await run(short ? 'short' : 'full', (line) => process.stdout.write(`${line}\n`), only);
process.exit(passed ? 0 : 1);
