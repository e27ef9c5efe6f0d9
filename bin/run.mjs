// Runs a built file of a package: `node bin/run.mjs services/<service>/dist/<file>.js [arguments]`.
import { become } from './support/become.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined || !file.includes('/dist/')) {
  console.error('Usage: node bin/run.mjs <package>/dist/<file>.js [arguments]');
  process.exit(2);
}
become(file, args);
