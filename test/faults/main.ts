/** `npm run faults -- store [--short]`: breaks the store in every way there is, and shows that nothing is lost. */
import { runAll } from './store/run.js';

const [which, ...options] = process.argv.slice(2);
const short = options.includes('--short');
if (which !== 'store' || options.length > (short ? 1 : 0)) {
  process.stderr.write('Usage: npm run faults -- store [--short]\n');
  process.exit(2);
}
// So that what is mounted is given back.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const passed = await runAll(short ? 'short' : 'full', (line) => process.stdout.write(`${line}\n`));
process.exit(passed ? 0 : 1);
